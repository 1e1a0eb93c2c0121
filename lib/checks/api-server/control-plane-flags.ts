import type { EvidenceItem } from "../../domain/check.ts";
import type { Distribution } from "../../domain/distribution.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { EffectiveSetting, SettingComponent, SettingReading } from "../../domain/setting.ts";
import type { Subject } from "../../domain/subject.ts";
import { inventoryItem } from "../evidence-items.ts";
import { flagsMissing } from "../static-pods.ts";

export type FlaggedComponent = Exclude<SettingComponent, "kubelet" | "kube-proxy">;

/** A flag of a control-plane component on one node, as far as any source tells it. */
export interface Flag {
  name: string;
  /** As on a command line, lists joined by commas; null where no source sets it. */
  value: string | null;
  /** True where a source that names every flag was read, so that what it does not name is not set. */
  isRead: boolean;
  items: EvidenceItem[];
}

/** Where a file or a ConfigMap holds every argument there is; kubeadm's ConfigMap does not. */
const wholeOn: Partial<Record<Distribution, SettingReading["kind"]>> = {
  microk8s: "file",
  k3s: "file",
  rke2: "file",
  openshift: "configmap",
};

export function readFlag(evidence: Evidence, subject: Subject, component: FlaggedComponent, name: string): Flag {
  const setting = evidence.setting(component, subject.node ?? null, name);
  const file = fileOf(evidence, subject, component);
  const told = setting.readings.find((reading) => isSet(reading) || isWhole(evidence, subject, reading, file));
  if (!told) return { name, value: null, isRead: false, items: [] };
  return { name, value: asText(told), isRead: true, items: readingItems(evidence, setting, told) };
}

/** What a command line that names no flag of its own reads instead; "" where there is not even a name of a file. */
function fileOf(evidence: Evidence, subject: Subject, component: FlaggedComponent): string | null {
  const node = subject.node ?? null;
  for (const name of ["config", "openshift-config", "config-file"]) {
    const { readings } = evidence.setting(component, node, name);
    const named = readings.find(({ kind, value }) => kind === "command-line" && value !== null);
    if (named) return String(named.value);
  }
  const pod = evidence.inventory.staticPods?.find((entry) => entry.node === node && entry.component === component);
  return pod && Object.keys(pod.flags).length === 0 ? "" : null;
}

function isWhole(evidence: Evidence, subject: Subject, { kind }: SettingReading, file: string | null): boolean {
  if (kind === "command-line") return file === null;
  return kind === "node-args" || wholeOn[distributionOf(evidence, subject)] === kind;
}

/** What answers on the wire is judged by itself, so that a check can show where it contradicts the flags. */
const isSet = ({ kind, value }: SettingReading) => kind !== "wire" && kind !== "default" && value !== null;

function asText({ value }: SettingReading): string | null {
  const text = value === null ? "" : Array.isArray(value) ? value.join(",") : String(value);
  return text === "" ? null : text;
}

function readingItems(
  evidence: Evidence,
  { name, readings }: EffectiveSetting,
  decisive: SettingReading,
): EvidenceItem[] {
  const shown = readings.filter((reading) => reading === decisive || isSet(reading));
  return shown.map((reading) => {
    const value = asText(reading);
    const received = value === null ? `--${name} is not set` : `--${name}=${value}`;
    return inventoryItem(reading.source, received, reading.at ?? evidence.inventory.at, reading === decisive);
  });
}

/** What runs on the subject's node; of the cluster where the node does not tell. */
export function distributionOf(evidence: Evidence, subject: Subject): Distribution {
  const own = evidence.node(subject.node ?? "")?.distribution ?? "unknown";
  return own === "unknown" ? evidence.inventory.cluster.distribution : own;
}

/** Sentence: why the flags are not known, and what supplies them. */
export function flagsUnread(evidence: Evidence, subject: Subject, component: FlaggedComponent): string {
  const distribution = distributionOf(evidence, subject);
  const file = fileOf(evidence, subject, component);
  if (distribution === "openshift" && component !== "etcd" && component !== "kube-scheduler")
    return `${component} reads ConfigMap openshift-${component}/config here, which was not read: grant "get configmaps openshift-${component}/config".`;
  if (file !== null)
    return `${component} on ${subject.name} ${file === "" ? "shows no flag on its command line" : `reads ${file}`}, so that only the node can tell; upload a node report.`;
  if (distribution === "k3s")
    return `The annotation k3s.io/node-args of ${subject.name} was not seen, so that the arguments of ${component} are not known: grant "list nodes", or upload a node report.`;
  return `${flagsMissing(evidence, component)} Upload a node report of ${subject.name} where it does not run as a static pod.`;
}
