import type { V1ConfigMap } from "@kubernetes/client-node";
import type { Consumer, Door } from "../../domain/workload.ts";
import { cleanText } from "../clean-text.ts";
import type { Connection } from "../connect.ts";
import { type PageLimits, readAll } from "../paging.ts";
import { doorsIn } from "./door-rules.ts";
import { programOf } from "./program-names.ts";

export const maximumConfigMaps = 2_000;
/** Characters of one entry; the API server takes no ConfigMap of more than 1 MiB. */
const maximumCharacters = 1024 * 1024;
/** A page of the largest ConfigMaps stays below the size limit of an answer. */
const pageSize = 50;
const maximumOfObject = 20;
/** Lines before and after that tell what a bare `insecure_skip_verify` is about. */
const neighbourhood = 12;

/** One in each namespace, the same everywhere, and nobody's scrape configuration. */
const uninteresting = ["kube-root-ca.crt", "openshift-service-ca.crt"];
/** What components of Kubernetes say of themselves: doors, not ways through one. */
const ownConfiguration =
  /^kube-system\/(?:kube-proxy(?:-config)?|kubelet-config(?:-1\.\d+)?|kubeadm-config)$|^openshift-(?:kube-|etcd)/;

/** Doors that configurations in ConfigMaps lead through. Of the text nothing is kept but the piece that says so. */
export function readConfigMapConsumers({ core, signal }: Connection, onCut: PageLimits["onCut"]): Promise<Consumer[]> {
  const fieldSelector = uninteresting.map((name) => `metadata.name!=${name}`).join(",");
  return readAll(
    (page) => core.listConfigMapForAllNamespaces({ ...page, fieldSelector }),
    (map) => toConsumers(map),
    signal,
    { pageSize, maximum: maximumConfigMaps, ...(onCut ? { onCut } : {}) },
  );
}

export function toConsumers({ metadata, data }: V1ConfigMap): Consumer[] {
  const { name = "", namespace = "", uid = "" } = metadata ?? {};
  if (uninteresting.includes(name) || ownConfiguration.test(`${namespace}/${name}`)) return [];
  const found = new Map<string, Consumer>();
  for (const [key, text] of Object.entries(data ?? {})) {
    const program = programOf(name, key, namespace);
    for (const { door, line, token } of doorsOfText(text.slice(0, maximumCharacters))) {
      if (found.size >= maximumOfObject) return [...found.values()];
      const where = cleanText(`${key} line ${line}: ${token}`);
      const same = `${door} ${key} ${token}`;
      if (!found.has(same)) found.set(same, { kind: "ConfigMap", namespace, name, uid, door, program, where });
    }
  }
  return [...found.values()];
}

function doorsOfText(text: string): { door: Door; line: number; token: string }[] {
  const lines = text.split("\n");
  return lines.flatMap((line, index) => {
    const found = doorsIn(line);
    const skip = /^[^#]{0,200}\binsecure_?skip_?verify["']?\s{0,4}[:=]\s{0,4}["']?true\b/i.test(line);
    const job = skip || /\brole["']?\s{0,4}[:=]\s{0,4}["']?node\b/.test(line) ? jobAround(lines, index) : "";
    // Through the API server's proxy it is the API server's certificate and port that count.
    const direct =
      /kubelet|cadvisor|inputs\.kubernetes|\brole["']?\s{0,4}[:=]\s{0,4}["']?node\b|:10250\b/i.test(job) &&
      !/\/proxy\b/.test(job);
    if (direct && skip) found.push({ door: "kubelet-insecure-tls", token: "insecure_skip_verify: true" });
    // Prometheus finds kubelets by the role "node", unless another port is put in.
    if (direct && !skip && !/:\d{2,5}\b/.test(job)) found.push({ door: "kubelet-api", token: "role: node" });
    return found.map(({ door, token }) => ({ door, line: index + 1, token }));
  });
}

/** The lines of one scrape job, or some lines around where there are no jobs. */
function jobAround(lines: readonly string[], index: number): string {
  const starts = (line: string | undefined) => /^\s{0,40}(?:-\s{0,4})?["']?job_name\b/.test(line ?? "");
  let from = index;
  while (from > 0 && index - from < 200 && !starts(lines[from])) from -= 1;
  if (!starts(lines[from]))
    return lines.slice(Math.max(0, index - neighbourhood), index + neighbourhood + 1).join("\n");
  let to = index + 1;
  while (to < lines.length && to - index < 200 && !starts(lines[to])) to += 1;
  return lines.slice(from, to).join("\n");
}
