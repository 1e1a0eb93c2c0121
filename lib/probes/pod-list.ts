import { cleanText } from "./clean-text.ts";
import type { HttpAnswer } from "./http-exchange.ts";
import { type JsonObject, objectOf, objectsOf, parseJsonObject, textOf } from "./json-shape.ts";

/** Names and counts of a PodList; nothing else of a pod is kept. */
export interface PodListFacts {
  /** Null when the list was cut before its end. */
  podCount: number | null;
  namespaces: string[];
  /** "namespace/name" of pods that run privileged or in a host namespace. */
  privilegedPods: string[];
}

const maxNames = 200;

/** Reads an answer as a PodList and says so in its summary; null when it is something else. */
export function readPodList(answer: HttpAnswer): PodListFacts | null {
  if (answer.exchange.status !== 200) return null;
  const list = parseJsonObject(answer.body);
  if (list === null) {
    if (!answer.exchange.truncated || !/^\s*\{\s*"kind"\s*:\s*"PodList"/.test(answer.body)) return null;
    answer.exchange.summary = "PodList, cut before its end";
    return { podCount: null, namespaces: [], privilegedPods: [] };
  }
  if (list.kind !== "PodList") return null;
  const pods = objectsOf(list.items);
  const namespaces = [...new Set(pods.map(namespaceOf))].sort();
  answer.exchange.summary = `PodList, ${counted(pods.length, "pod")} in ${counted(namespaces.length, "namespace")}`;
  return {
    podCount: pods.length,
    namespaces: namespaces.slice(0, maxNames),
    privilegedPods: pods.filter(isPrivileged).slice(0, maxNames).map(nameOf),
  };
}

/** "1 pod", "7 pods". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function namespaceOf(pod: JsonObject): string {
  return cleanText(textOf(objectOf(pod.metadata)?.namespace) ?? "", 64);
}

function nameOf(pod: JsonObject): string {
  return `${namespaceOf(pod)}/${cleanText(textOf(objectOf(pod.metadata)?.name) ?? "", 253)}`;
}

function isPrivileged(pod: JsonObject): boolean {
  const spec = objectOf(pod.spec);
  if (!spec) return false;
  if (spec.hostNetwork === true || spec.hostPID === true || spec.hostIPC === true) return true;
  return ["containers", "initContainers", "ephemeralContainers"].some((kind) =>
    objectsOf(spec[kind]).some((container) => objectOf(container.securityContext)?.privileged === true),
  );
}
