import type { Evidence } from "../domain/evidence.ts";
import type { Observation } from "../domain/observation.ts";
import type { Subject } from "../domain/subject.ts";
import { nodeSubject } from "./node-subjects.ts";

/** The Service whose NodePort it is, else the port of the node; null for an address that belongs to no node. */
export function portSubject(evidence: Evidence, { node, port, protocol }: Observation): Subject | null {
  const service = evidence.inventory.services?.find(
    ({ type, ports }) =>
      ["NodePort", "LoadBalancer"].includes(type) &&
      ports.some((entry) => entry.nodePort === port && entry.protocol === protocol),
  );
  if (service) {
    const { uid, name, namespace } = service;
    return { kind: "Service", uid, name, namespace, port, protocol };
  }
  const owner = node === null ? undefined : evidence.node(node);
  return owner ? { ...nodeSubject(owner, port), protocol } : null;
}

/** Where the subject's port is open: on every node, where it is a Service's. */
export function openAt(evidence: Evidence, { kind, node, port = 0, protocol }: Subject): readonly Observation[] {
  const nodes = kind === "Service" ? evidence.inventory.nodes.map(({ name }) => name) : [node ?? null];
  return nodes.flatMap((name) => evidence.at(name, port, protocol)).filter(({ state }) => state === "open");
}

/** "worker-1 (2375/TCP)", "payments/debug (32555/TCP)". */
export function placeOf({ name, namespace, port = 0, protocol = "TCP" }: Subject): string {
  return `${namespace === undefined ? name : `${namespace}/${name}`}${port > 0 ? ` (${port}/${protocol})` : ""}`;
}
