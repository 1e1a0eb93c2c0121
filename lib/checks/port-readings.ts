import type { EvidenceItem } from "../domain/check.ts";
import type { Evidence } from "../domain/evidence.ts";
import type { Exchange, Observation } from "../domain/observation.ts";
import { formatPort } from "../domain/port-state.ts";
import type { SeverityByVantage } from "../domain/severity.ts";
import { urlHost } from "../domain/shell-quote.ts";
import type { Subject } from "../domain/subject.ts";
import { whoStandsAt } from "../domain/vantage.ts";
import { exchangeItem, portItem } from "./evidence-items.ts";
import type { Reading } from "./hybrid-verdict.ts";
import { type Reach, reachSeverity } from "./vantage-severity.ts";

export interface WireRule {
  table: SeverityByVantage;
  /** What is wrong with an open port, as a sentence without full stop; null where nothing is seen to be wrong. */
  wrong(observation: Observation): string | null;
  /** Why an open port is right; null where that is not proven. */
  right(observation: Observation): string | null;
  /** Paths whose answers prove it. */
  proof: RegExp;
  /** Which of those answers prove what is wrong; those that gave something, where absent. */
  proves?: Proves;
  /** Other than the table says for the widest vantage. */
  reach?(wrong: readonly Observation[]): Reach;
}

const plainPort = (subject: Subject) => subject.port ?? 0;

/** All that was seen at a subject's port. */
export function seenAt(evidence: Evidence, subject: Subject): readonly Observation[] {
  return evidence.at(subject.node ?? null, plainPort(subject), subject.protocol);
}

export function stateOfSubject(evidence: Evidence, subject: Subject): ReturnType<Evidence["stateOf"]> {
  return evidence.stateOf(subject.node ?? null, plainPort(subject), subject.protocol);
}

/** True where all that is known is that another tool found the port in this state: what answers there it did not ask. */
export function isStateOnly({ importedFrom, service }: Observation): boolean {
  return importedFrom !== undefined && service === null;
}

/** "2379/TCP of cp-1". */
export function portOf(subject: Subject): string {
  return `${formatPort(plainPort(subject), subject.protocol)} of ${subject.name}`;
}

/** What the wire says by itself: one wrong address is enough to fail, every open one must be right to pass. */
export function readWire(evidence: Evidence, subject: Subject, rule: WireRule): Reading | null {
  const open = seenAt(evidence, subject).filter(({ state }) => state === "open");
  if (open.length === 0) return readClosed(evidence, subject);
  const wrong = open.filter((observation) => rule.wrong(observation) !== null);
  if (wrong[0]) {
    const reach = rule.reach?.(wrong) ?? reachSeverity(rule.table, wrong);
    return {
      verdict: "fail",
      says: rule.wrong(wrong[0]) ?? "",
      evidence: openItems(wrong, rule.proof, rule.proves),
      ...reach,
    };
  }
  const says = askedOf(open).map((observation) => rule.right(observation));
  if (says.some((sentence) => sentence === null)) return null;
  return { verdict: "pass", says: says[0] ?? "", evidence: proofItems(open, rule.proof), vantage: evidence.vantage };
}

/** Leaves out what another tool only found open, at addresses where the same port was asked. */
function askedOf(open: readonly Observation[]): Observation[] {
  const asked = new Set(open.filter((seen) => !isStateOnly(seen)).map(({ address }) => address));
  return open.filter((seen) => !isStateOnly(seen) || !asked.has(seen.address));
}

/** A closed port, proven so on every address that was looked at. */
export function readClosed(evidence: Evidence, subject: Subject): Reading | null {
  if (stateOfSubject(evidence, subject) !== "closed") return null;
  const says = `${portOf(subject)} is closed from ${evidence.vantage.name}`;
  return { verdict: "pass", says, evidence: portItems(evidence, subject), vantage: evidence.vantage };
}

/** The port's state on each address; from the sweep where no single observation is listed. */
export function portItems(evidence: Evidence, subject: Subject, decisive = true): EvidenceItem[] {
  const listed = seenAt(evidence, subject).map((observation) => portItem(observation, decisive));
  if (listed.length > 0) return listed;
  const { vantage, sweeps } = evidence;
  const sweep = sweeps.find(({ node, protocol }) => node === (subject.node ?? null) && protocol === "TCP");
  const state = stateOfSubject(evidence, subject);
  if (!sweep || state === "not-looked") return [];
  const sent = `TCP sweep of ${urlHost(sweep.address)}, ports ${sweep.ports}`;
  return [{ sent, received: `${plainPort(subject)} is ${state}`, at: sweep.at, vantage, decisive }];
}

/** Answers on the paths that matter, the port's state where none was asked. */
export function proofItems(observations: readonly Observation[], paths: RegExp): EvidenceItem[] {
  return observations.flatMap((observation) => {
    const exchanges = askedAt(observation, paths);
    if (exchanges.length === 0) return [portItem(observation)];
    return exchanges.map((exchange) => exchangeItem(observation, exchange));
  });
}

type Proves = (exchange: Exchange, observation: Observation) => boolean;

const isGiven: Proves = ({ status }) => status !== null && status >= 200 && status < 400;
export const isNoRefusal: Proves = ({ status }) => status !== 401 && status !== 403;

/**
 * The same for a port that is open to the wrong callers. What they were given decides, else whatever is no refusal,
 * else that the port is open: a refusal is shown beside it, but proves nothing.
 */
export function openItems(
  observations: readonly Observation[],
  paths: RegExp,
  proves: Proves = isGiven,
): EvidenceItem[] {
  return observations.flatMap((observation) => {
    const asked = askedAt(observation, paths);
    const proven = [proves, isNoRefusal].map((rule) => asked.filter((exchange) => rule(exchange, observation)));
    const decisive = proven.find((list) => list.length > 0) ?? [];
    const items = asked.map((exchange) => exchangeItem(observation, exchange, decisive.includes(exchange)));
    return decisive.length > 0 ? items : [portItem(observation), ...items];
  });
}

function askedAt({ exchanges = [] }: Observation, paths: RegExp): Exchange[] {
  return exchanges.filter(({ url }) => paths.test(pathOf(url)));
}

/** Path and query of a URL; the whole text where it is none. */
export function pathOf(url: string): string {
  const parsed = URL.parse(url);
  return parsed ? parsed.pathname + parsed.search : url;
}

/** Sentence: why the wire tells nothing at this port, and what would. */
export function silenceOf(evidence: Evidence, subject: Subject): string {
  const where = portOf(subject);
  const { name, kind } = evidence.vantage;
  const state = stateOfSubject(evidence, subject);
  const node = subject.node ?? null;
  if (subject.kind === "Node" && wasTouched(evidence, node) && !evidence.reachable(node))
    return `No port of ${subject.name} answered from ${name}; scan from a vantage that reaches the node.`;
  if (state === "filtered" || state === "open|filtered")
    return `${where} is filtered from ${name} (${whoStandsAt(kind)}), which says nothing of its configuration; scan from the node's own network.`;
  if (state === "not-looked") return `${where} was not looked at in this scan; ${howToLook(evidence, node)}.`;
  if (state === "closed") return `${where} is closed from ${name}, so nothing could be asked there.`;
  const problem = seenAt(evidence, subject).find((observation) => observation.problem)?.problem;
  if (state === "failed") return `The probe of ${where} broke (${problem ?? "no cause recorded"}); scan again.`;
  return `${where} is open, but its answers do not show this${problem ? ` (${problem})` : ""}; ask it by hand with the verify command.`;
}

const wasTouched = ({ sweeps, observations }: Evidence, node: string | null) =>
  sweeps.some((sweep) => sweep.node === node) || observations.some((seen) => seen.node === node);

/** Why a port was left out and how to have it looked at; a wider profile helps only where it was the quick one. */
export function howToLook(evidence: Evidence, node: string | null): string {
  const { profile, stopped } = evidence;
  if (stopped) return "the scan was stopped before that: scan again";
  if (profile === "quick") return "the quick profile looks at few ports: scan with the standard profile";
  if (!wasTouched(evidence, node))
    return "no probe of it was made: scan again, without leaving this node or endpoint out";
  return `the ${profile} scan ended before it, or was told which ports to look at: scan again, without a list of ports`;
}
