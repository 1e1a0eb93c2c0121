import type { Evidence } from "../../domain/evidence.ts";
import type { StaticPod } from "../../domain/inventory.ts";
import type { Subject } from "../../domain/subject.ts";
import { distributionOf, type Flag, flagsUnread, readFlag } from "../api-server/control-plane-flags.ts";
import { inventoryItem } from "../evidence-items.ts";
import { staticPodOf } from "../static-pods.ts";

export interface EtcdFlag extends Flag {
  /** The server that runs etcd within itself decides it: "k3s" or "RKE2"; null where a command line does. */
  embeddedIn: "k3s" | "RKE2" | null;
}

const products: Partial<Record<string, EtcdFlag["embeddedIn"]>> = { k3s: "k3s", rke2: "RKE2" };

/** A flag of etcd. Beside --config-file etcd heeds no other flag, so that its command line says nothing then. */
export function readEtcdFlag(evidence: Evidence, subject: Subject, name: string): EtcdFlag {
  const pod = etcdPodOf(evidence, subject);
  const hasPod = staticPodOf(evidence, subject, "etcd") !== undefined;
  const product = products[distributionOf(evidence, subject)] ?? null;
  const flag = readFlag(evidence, subject, "etcd", name);
  if (pod) return { ...flag, embeddedIn: null };
  if (!hasPod && (product === null || flag.value !== null)) return { ...flag, embeddedIn: null };
  return fromElsewhere(evidence, subject, flag, product);
}

/** k3s and RKE2 write etcd's file out of their own arguments: those, or the file itself, have to be known. */
function fromElsewhere(evidence: Evidence, subject: Subject, flag: Flag, product: EtcdFlag["embeddedIn"]): EtcdFlag {
  const node = subject.node ?? null;
  const { readings } = evidence.setting("etcd", node, flag.name);
  const told = readings.find(({ kind, value }) => (kind === "node-args" || kind === "file") && value !== null);
  if (told) {
    const value = Array.isArray(told.value) ? told.value.join(",") : String(told.value);
    const item = inventoryItem(told.source, `--${flag.name}=${value}`, told.at ?? evidence.inventory.at);
    return { name: flag.name, value, isRead: true, items: [item], embeddedIn: null };
  }
  const source = evidence.inventory.settingSources.find((entry) => entry.kind === "node-args" && entry.node === node);
  if (product === null || !source) return { ...flag, value: null, isRead: false, embeddedIn: null };
  const items = [inventoryItem(source.name, `--${flag.name} is not set`, source.at)];
  return { name: flag.name, value: null, isRead: true, items, embeddedIn: product };
}

/** etcd's static pod where its command line tells how it is set up: not beside a file, nor where none was seen. */
export function etcdPodOf(evidence: Evidence, subject: Subject): StaticPod | undefined {
  const pod = staticPodOf(evidence, subject, "etcd");
  if (!pod || pod.flags["--config-file"] !== undefined) return undefined;
  return Object.keys(pod.flags).length > 0 ? pod : undefined;
}

/** Sentence: why etcd's flags are not known, and what supplies them. */
export function etcdFlagsUnread(evidence: Evidence, subject: Subject): string {
  return flagsUnread(evidence, subject, "etcd");
}
