import type { Evidence } from "../../domain/evidence.ts";
import type { ClusterNode } from "../../domain/inventory.ts";
import { formatPort, type Protocol } from "../../domain/port-state.ts";
import type { DeclaredPort } from "../../domain/previous-scan.ts";
import { declarersOf } from "./service-subjects.ts";
import { isProvenOpen } from "./udp-proof.ts";

/** Asked for every open port of every node, so each scan's list is compared once. */
const known = new WeakMap<Evidence, Map<string, DeclaredPort>>();

/** Node ports that the scan before knew a Service for and that none declares now, by "30080/TCP". */
export function gonePorts(evidence: Evidence): ReadonlyMap<string, DeclaredPort> {
  const gone = known.get(evidence) ?? findGone(evidence);
  known.set(evidence, gone);
  return gone;
}

function findGone(evidence: Evidence): Map<string, DeclaredPort> {
  const before = evidence.previous?.scan.declaredPorts ?? [];
  if (evidence.inventory.services === null) return new Map();
  const gone = before.filter(({ port, protocol }) => declarersOf(evidence, port, protocol).length === 0);
  return new Map(gone.map((declared) => [formatPort(declared.port, declared.protocol), declared]));
}

/** What the scan before knew of a port that nobody declares any more. */
export function goneAt(evidence: Evidence, port: number, protocol: Protocol = "TCP"): DeclaredPort | undefined {
  return gonePorts(evidence).get(formatPort(port, protocol));
}

/** True where an answer proves that the port is open on the node. */
export function answersOn(evidence: Evidence, node: ClusterNode, port: number, protocol: Protocol): boolean {
  return evidence.at(node.name, port, protocol).some(isProvenOpen);
}
