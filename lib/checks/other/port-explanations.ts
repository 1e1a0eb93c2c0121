import type { Evidence } from "../../domain/evidence.ts";
import type { ClusterNode } from "../../domain/inventory.ts";
import type { Observation } from "../../domain/observation.ts";
import { referenceOf } from "../../domain/port-reference/index.ts";

/** Services that alone may answer on these ports; anything else that is recognised there is an impostor. */
const reserved = new Map<number, readonly string[]>([
  [2379, ["etcd"]],
  [2380, ["etcd"]],
  [6443, ["kube-apiserver"]],
  [10_248, ["kubelet"]],
  [10_250, ["kubelet"]],
  [10_255, ["kubelet"]],
  [10_257, ["kube-controller-manager"]],
  [10_259, ["kube-scheduler"]],
]);

/** Set where something else than the port's own component gave itself away. */
export function impostorAt(port: number, open: readonly Observation[]): string | null {
  const expected = reserved.get(port);
  if (!expected) return null;
  for (const { service, product, http, problem } of open) {
    // A component that could not be asked is no impostor.
    if (problem !== undefined) continue;
    if (service !== null && expected.some((name) => service.startsWith(name))) return null;
    if (product) return product.product;
    if (http && http.contentKind === "page") return `a web page${http.title ? ` titled "${http.title}"` : ""}`;
    if (service !== null && !["http", "https", "tls"].includes(service)) return service;
  }
  return null;
}

/** Who explains an open port, as a sentence without its full stop; null when nobody known of does. */
export function explainPort(evidence: Evidence, node: ClusterNode, port: number): string | null {
  const [owner] = evidence.owners(node.name, port);
  if (owner) {
    const place = owner.namespace === null ? "" : `${owner.namespace}/`;
    if (owner.via === "component") return `it is ${owner.name}'s own port`;
    return `${owner.kind} ${place}${owner.name} has it by ${owner.via}`;
  }
  if (node.kubeletPort === port) return "it is the kubelet's own port";
  const open = evidence.at(node.name, port).filter(({ state }) => state === "open");
  // A port that a check of its own judges is explained there, well or badly.
  const judged = referenceOf(port).find(({ checks }) => checks.some((id) => id !== "unexpected-listener"));
  const speaks = open.some(
    ({ product, service }) => product !== undefined || (service !== null && !generic.has(service)),
  );
  if (judged && speaks && !open.some(isGuest))
    return `${judged.component} answers there, which ${judged.checks[0]} judges`;
  if (port === 22 && open.some(({ service }) => service === "ssh")) return "sshd answers there";
  return null;
}

/** Programs that may listen anywhere, and are explained by no port's number but their own. */
const guests = new Set([
  "ssh",
  "redis",
  "memcached",
  "mysql",
  "postgresql",
  "mongodb",
  "elasticsearch",
  "kafka",
  "rabbitmq",
]);

function isGuest({ product, service }: Observation): boolean {
  return guests.has(product?.product ?? service ?? "");
}

const generic = new Set(["http", "https", "tls"]);
