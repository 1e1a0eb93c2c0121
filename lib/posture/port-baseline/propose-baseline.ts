import type { OpenPort } from "../../domain/expected-port.ts";
import type { BaselineEntry } from "../../domain/port-baseline.ts";
import { formatPort } from "../../domain/port-state.ts";
import type { Severity } from "../../domain/severity.ts";
import { vantageKinds } from "../../domain/vantage.ts";
import { selectorsOf } from "./node-patterns.ts";
import type { KnownNode } from "./parse-baseline.ts";
import { writeBaseline } from "./write-baseline.ts";

/** An open port with what is known of it. */
export interface SeenPort extends OpenPort {
  /** "Deployment payments/api through Service payments/api"; null where nobody declares it. */
  explanation: string | null;
  /** Who is to be asked, where that is declared. */
  owner: string | null;
  /** What was recognised there, "ssh". */
  speaks: string | null;
  /** "payments/api" where it is the node port of that Service. */
  nodePortOf: string | null;
  /** The worst open finding about the port, beside that it is not expected. */
  finding: { severity: Severity; title: string } | null;
}

/** An open port that is not proposed, and why. */
export interface LeftOut {
  port: number;
  protocol: OpenPort["protocol"];
  nodes: string[];
  why: string;
}

export interface BaselineProposal {
  entries: BaselineEntry[];
  left: LeftOut[];
}

const severe: ReadonlySet<Severity> = new Set(["critical", "high"]);
const shownNodes = 5;
/** Nobody reviews more entries for one port: what it would take to leave out the bad nodes is no list but a hole. */
const mostSelectors = 50;

/** Why a port is not to be expected just because it is open; null where it may be proposed. */
function whyNot({ finding, explanation, speaks }: SeenPort): string | null {
  if (finding && severe.has(finding.severity)) return `${finding.title} (${finding.severity})`;
  return explanation === null && speaks === null ? "nobody explains it" : null;
}

const becauseOf = ({ explanation, speaks }: SeenPort) =>
  explanation ?? `TODO: ${speaks} answers there; say who needs it`;

/** The fewest entries that expect what is open and explained, and nothing that has a severe finding. */
export function proposeBaseline(open: readonly SeenPort[], nodes: readonly KnownNode[]): BaselineProposal {
  const proposed = open.filter((port) => whyNot(port) === null);
  const left = open.filter((port) => whyNot(port) !== null);
  // A node port is one thing on all nodes: where it is bad on one of them, it is proposed on none.
  const bad = new Set(left.flatMap(({ nodePortOf, port }) => (nodePortOf ? [`${nodePortOf} ${port}`] : [])));
  const good = proposed.filter(({ nodePortOf, port }) => !bad.has(`${nodePortOf} ${port}`));
  const own = nodeEntries(good, nodes);
  return { entries: [...nodePortEntries(good), ...own.entries], left: [...leftOut(left), ...own.left] };
}

const fromOf = (ports: readonly SeenPort[]) => {
  const kinds = new Set(ports.flatMap(({ vantages }) => vantages));
  return vantageKinds.filter((kind) => kinds.has(kind));
};

function entryOf(port: SeenPort, about: Pick<BaselineEntry, "nodes" | "service" | "from">): BaselineEntry {
  const { service, from, nodes } = about;
  return {
    ports: String(port.port),
    protocol: port.protocol,
    nodes,
    ...(from && from.length > 0 ? { from } : {}),
    ...(service ? { service } : {}),
    ...(port.owner ? { owner: port.owner } : {}),
    because: becauseOf(port),
  };
}

function nodePortEntries(ports: readonly SeenPort[]): BaselineEntry[] {
  const owned = ports.filter(({ nodePortOf }) => nodePortOf !== null);
  const groups = Map.groupBy(owned, ({ nodePortOf, port, protocol }) => `${nodePortOf} ${port}/${protocol}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first?.nodePortOf ? [entryOf(first, { nodes: {}, service: first.nodePortOf, from: fromOf(group) })] : [];
  });
}

function nodeEntries(ports: readonly SeenPort[], nodes: readonly KnownNode[]): BaselineProposal {
  const own = ports.filter(({ nodePortOf }) => nodePortOf === null);
  const groups = Map.groupBy(own, (port) =>
    JSON.stringify([port.port, port.protocol, fromOf([port]), port.owner, becauseOf(port)]),
  );
  const proposal: BaselineProposal = { entries: [], left: [] };
  for (const group of groups.values()) {
    const [first] = group;
    if (!first) continue;
    const names = group.map(({ node }) => node);
    const selectors = selectorsOf(new Set(names), nodes);
    if (selectors.length > mostSelectors) {
      const why = `it would take ${selectors.length} entries to leave out the other nodes; write it by hand`;
      proposal.left.push({ port: first.port, protocol: first.protocol, nodes: names.sort(), why });
    } else proposal.entries.push(...selectors.map((about) => entryOf(first, { nodes: about, from: fromOf([first]) })));
  }
  return proposal;
}

function leftOut(left: readonly SeenPort[]): LeftOut[] {
  const groups = Map.groupBy(left, (port) => JSON.stringify([port.port, port.protocol, whyNot(port)]));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const names = [...new Set(group.map(({ node }) => node))].sort();
    return [{ port: first.port, protocol: first.protocol, nodes: names, why: whyNot(first) ?? "" }];
  });
}

/** "not proposed: 10255/TCP on worker-2: read-only port (critical)". */
export function leftOutLine({ port, protocol, nodes, why }: LeftOut): string {
  const more = nodes.length - shownNodes;
  const names = nodes.slice(0, shownNodes).join(", ") + (more > 0 ? ` and ${more} more nodes` : "");
  return `not proposed: ${formatPort(port, protocol)} on ${names}: ${why}`;
}

/** The proposal as a text to review, with what was left out as comments at its end. */
export function writeProposal(cluster: string, { entries, left }: BaselineProposal): string {
  const baseline = { apiVersion: "breakwater.dev/v1", kind: "PortBaseline", cluster, expected: entries } as const;
  return writeBaseline({ ...baseline, expected: [...entries] }, left.map(leftOutLine));
}
