import type { EvidenceItem } from "../domain/check.ts";
import type { Evidence } from "../domain/evidence.ts";
import { type Expectation, expectationOf, type OpenPort } from "../domain/expected-port.ts";
import { type ClusterNode, isControlPlane } from "../domain/inventory.ts";
import type { Observation } from "../domain/observation.ts";
import type { BaselineEntry } from "../domain/port-baseline.ts";
import type { Protocol } from "../domain/port-state.ts";
import type { Subject } from "../domain/subject.ts";
import { inventoryItem } from "./evidence-items.ts";
import { declarersOf } from "./nodeport/service-subjects.ts";
import { isProvenOpen } from "./nodeport/udp-proof.ts";

export const openAt = (evidence: Evidence, node: string, port: number, protocol: Protocol): Observation[] =>
  evidence.at(node, port, protocol).filter(isProvenOpen);

/** What a baseline asks of a port that was seen open on a node. */
export function openPortOf(evidence: Evidence, node: ClusterNode, port: number, protocol: Protocol): OpenPort {
  const kinds = openAt(evidence, node.name, port, protocol).map(({ vantage }) => vantage.kind);
  return {
    node: node.name,
    role: isControlPlane(node) ? "control-plane" : "worker",
    distribution: node.distribution,
    port,
    protocol,
    vantages: [...new Set(kinds)],
    services: evidence.inventory.services === null ? null : declarersOf(evidence, port, protocol),
  };
}

/** What the baseline says of an open port of a node; null where there is no baseline. */
export function expectationAt(
  evidence: Evidence,
  node: ClusterNode,
  port: number,
  protocol: Protocol = "TCP",
): Expectation | null {
  const { baseline, now } = evidence;
  return baseline && expectationOf(baseline.entries, openPortOf(evidence, node, port, protocol), now);
}

/** "kubectl logs and exec need it (owner platform, until 2027-03-31)", without a full stop. */
export function becauseOf({ because, owner, until }: BaselineEntry): string {
  const marks = [...(owner ? [`owner ${owner}`] : []), ...(until ? [`until ${until}`] : [])];
  const words = because.trim().replace(/[.;,:\s]+$/, "");
  return marks.length > 0 ? `${words} (${marks.join(", ")})` : words;
}

/** Which expected ports were judged by; version 0 is a file that was given to one scan. */
function versionOf({ baseline }: Evidence): string {
  if (!baseline) return "Expected ports";
  const { version, savedBy, savedAt } = baseline;
  if (version === 0) return `Expected ports of ${savedBy}, written on ${savedAt.slice(0, 10)}`;
  return `Expected ports, version ${version}, saved by ${savedBy} on ${savedAt.slice(0, 10)}`;
}

/** The entry as proof: which version of the baseline says what. */
export function baselineItem(evidence: Evidence, entry: BaselineEntry | null, decisive = true): EvidenceItem {
  const version = versionOf(evidence);
  if (!entry) return inventoryItem(version, "no entry is about it", evidence.inventory.at, decisive);
  const { role, distribution, name } = entry.nodes;
  const nodes = [role, distribution, name].filter((part) => part !== undefined).join(", ");
  const said = `${entry.ports}/${entry.protocol} on ${nodes || "every node"}${entry.from ? ` from ${entry.from.join(", ")}` : ""}: ${becauseOf(entry)}`;
  return inventoryItem(version, said, evidence.inventory.at, decisive);
}

/**
 * The baseline as an approval of a port: the entry that says so, where an owner expects it on every one of these nodes
 * from wherever it was seen open there; null otherwise. Like any approval it names an owner and a reason.
 */
export function approvedByBaseline(
  evidence: Evidence,
  nodes: Iterable<string>,
  { port, protocol = "TCP" }: Pick<Subject, "port" | "protocol">,
): BaselineEntry | null {
  let approval: BaselineEntry | null = null;
  for (const name of new Set(nodes)) {
    const node = evidence.node(name);
    const expectation = node ? expectationAt(evidence, node, port ?? 0, protocol) : null;
    if (expectation?.kind !== "expected" || !expectation.entry.owner) return null;
    approval ??= expectation.entry;
  }
  return approval;
}
