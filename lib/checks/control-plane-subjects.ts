import type { Evidence } from "../domain/evidence.ts";
import { isControlPlane } from "../domain/inventory.ts";
import type { Observation } from "../domain/observation.ts";
import type { Subject } from "../domain/subject.ts";
import { nodeSubject, nodeSubjects } from "./node-subjects.ts";

/** One subject a control-plane node at the usual port, and one more for every other place where `seen` says yes. */
export function controlPlaneSubjects(
  evidence: Evidence,
  usualPort: (node: string) => number,
  seen: (observation: Observation) => boolean,
): Subject[] {
  const usual = evidence.inventory.nodes.filter(isControlPlane).map((node) => nodeSubject(node, usualPort(node.name)));
  const listed = new Set(usual.map(placeOf));
  const extra = evidence.observations.filter(seen).flatMap(({ node, port }) => {
    const at = node === null ? undefined : evidence.node(node);
    return at ? [nodeSubject(at, port)] : [];
  });
  for (const subject of extra) {
    if (listed.has(placeOf(subject))) continue;
    listed.add(placeOf(subject));
    usual.push(subject);
  }
  return usual;
}

/** Control-plane nodes at one port. */
export function controlPlaneAt(evidence: Evidence, port: number): Subject[] {
  return nodeSubjects(evidence, port, isControlPlane);
}

const placeOf = (subject: Subject) => `${subject.uid} ${subject.port}`;
