import type { EvidenceItem } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { Observation } from "../../domain/observation.ts";
import { formatPort } from "../../domain/port-state.ts";
import type { Subject } from "../../domain/subject.ts";
import { counted } from "../counted.ts";
import { isProvenOpen } from "./udp-proof.ts";

type State = ReturnType<Evidence["stateOf"]>;

/** How a node port stands on all nodes. */
export interface Exposure {
  states: Map<State, string[]>;
  open: Observation[];
  nodes: number;
}

const shownNodes = 50;
const order: State[] = ["open", "open|filtered", "filtered", "closed", "failed", "not-looked"];

/** Several checks ask for the same port on every node: it is looked up once a scan. */
const known = new WeakMap<Evidence, Map<string, Exposure>>();

export function exposureOf(evidence: Evidence, subject: Subject): Exposure {
  const ports = known.get(evidence) ?? new Map<string, Exposure>();
  known.set(evidence, ports);
  const key = formatPort(subject.port ?? 0, subject.protocol);
  const exposure = ports.get(key) ?? lookUp(evidence, subject);
  ports.set(key, exposure);
  return exposure;
}

function lookUp(evidence: Evidence, subject: Subject): Exposure {
  const { nodes } = evidence.inventory;
  const port = subject.port ?? 0;
  const states = Map.groupBy(
    nodes.map(({ name }) => name),
    (name) => stateAt(evidence, name, port, subject.protocol),
  );
  const seen = (states.get("open") ?? []).flatMap((name) => evidence.at(name, port, subject.protocol));
  return { states, open: seen.filter(isProvenOpen), nodes: nodes.length };
}

/** A UDP port that somebody calls open without an answer from it may as well be filtered. */
function stateAt(evidence: Evidence, node: string, port: number, protocol: Subject["protocol"]): State {
  const state = evidence.stateOf(node, port, protocol);
  if (state !== "open" || protocol !== "UDP") return state;
  return evidence.at(node, port, protocol).some(isProvenOpen) ? state : "open|filtered";
}

/** "open on 11 of 12 nodes, filtered on 1". */
export function describeExposure({ states, nodes }: Exposure): string {
  const parts = order.flatMap((state) => {
    const count = states.get(state)?.length ?? 0;
    return count > 0 ? [`${state === "not-looked" ? "not looked at" : state} on ${count}`] : [];
  });
  const [first, ...rest] = parts;
  return first ? [`${first} of ${nodes} nodes`, ...rest].join(", ") : "no nodes known";
}

/** One item for all nodes; the details name them, up to fifty. */
export function exposureItem(evidence: Evidence, subject: Subject, exposure: Exposure, decisive = true): EvidenceItem {
  const lines = order.flatMap((state) => (exposure.states.get(state) ?? []).map((name) => `${name}: ${state}`));
  const detail = lines.slice(0, shownNodes);
  if (lines.length > shownNodes) detail.push(`and ${counted(lines.length - shownNodes, "node")} more`);
  return {
    sent: `Probe of ${formatPort(subject.port ?? 0, subject.protocol)} on ${exposure.nodes} nodes`,
    received: describeExposure(exposure),
    at: exposure.open[0]?.at ?? evidence.now.toISOString(),
    vantage: exposure.open[0]?.vantage ?? evidence.vantage,
    decisive,
    detail,
  };
}

/** True when every node that answers at all refuses the port; nodes that answer nothing are no proof either way. */
export function isRefusedEverywhere(evidence: Evidence, { states, open }: Exposure): boolean {
  if (open.length > 0 || (states.get("closed")?.length ?? 0) === 0) return false;
  return [...states].every(([state, names]) => state === "closed" || names.every((name) => !evidence.reachable(name)));
}

/** True when at least one node was looked at and told whether anything answers there. */
export function wasLookedAt({ states }: Exposure): boolean {
  return states.has("open") || states.has("closed") || states.has("filtered") || states.has("open|filtered");
}

/** What the first open node said: "HTTP 200, page titled …". */
export function answerOf({ open }: Exposure): string | null {
  const answer = open.find(({ http, banner, service, product }) => http || banner || service || product);
  if (!answer) return null;
  const { http, banner, service, product } = answer;
  if (product) return `${product.product} answers${product.access === "open" ? " without credentials" : ""}`;
  if (!http) return banner ? `${service ?? "a service"} says "${banner}"` : service;
  const title = http.title === null ? "" : `, title "${http.title}"`;
  return `${http.scheme} ${http.status}${title}${http.server === null ? "" : `, server ${http.server}`}`;
}
