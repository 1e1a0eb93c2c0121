import type { Evidence } from "../../domain/evidence.ts";
import type { Expectation } from "../../domain/expected-port.ts";
import type { ClusterNode } from "../../domain/inventory.ts";
import { formatPort, type Protocol } from "../../domain/port-state.ts";
import type { Subject } from "../../domain/subject.ts";
import { expectationAt } from "../expected-ports.ts";
import { nodeSubject } from "../node-subjects.ts";
import { servicePortSubjects } from "../nodeport/service-subjects.ts";
import { isProvenOpen } from "../nodeport/udp-proof.ts";

/** An open port of a node, and what the baseline says of it. */
export interface JudgedPort {
  node: ClusterNode;
  port: number;
  protocol: Protocol;
  expectation: Expectation;
  /** What it is judged as: the Service whose node port it is, so that it is one finding and not one a node. */
  subject: Subject;
}

const known = new WeakMap<Evidence, JudgedPort[]>();

/** Every open port of every node with what the baseline says of it; empty without a baseline. */
export function judgedPorts(evidence: Evidence): readonly JudgedPort[] {
  const found = known.get(evidence) ?? read(evidence);
  known.set(evidence, found);
  return found;
}

function read(evidence: Evidence): JudgedPort[] {
  if (evidence.baseline === null) return [];
  const declared = new Map(
    servicePortSubjects(evidence).map((subject) => [formatPort(subject.port ?? 0, subject.protocol), subject]),
  );
  return evidence.inventory.nodes.flatMap((node) =>
    openPorts(evidence, node).flatMap(({ port, protocol }) => {
      const expectation = expectationAt(evidence, node, port, protocol);
      if (!expectation) return [];
      const subject = declared.get(formatPort(port, protocol)) ?? { ...nodeSubject(node, port), protocol };
      return [{ node, port, protocol, expectation, subject }];
    }),
  );
}

function openPorts(evidence: Evidence, node: ClusterNode): { port: number; protocol: Protocol }[] {
  const open = evidence.ofNode(node.name).filter(isProvenOpen);
  const places = new Map(open.map(({ port, protocol }) => [formatPort(port, protocol), { port, protocol }]));
  return [...places.values()].sort((a, b) => a.port - b.port || a.protocol.localeCompare(b.protocol));
}

export const isExpected = ({ expectation }: JudgedPort) => expectation.kind === "expected";
