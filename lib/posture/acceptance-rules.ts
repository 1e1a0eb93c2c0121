import type { Protocol } from "../domain/port-state.ts";
import { type Severity, severityRank } from "../domain/severity.ts";
import { type AcceptanceCondition, acceptanceWarnings } from "../domain/triage.ts";
import { type VantageKind, vantageRank } from "../domain/vantage.ts";
import type { Verdict } from "../domain/verdict.ts";
import { type ProofItem, proofDifference } from "./acceptance-evidence.ts";

/** A port as it was seen open after it was accepted. RFC 3339. */
export interface SeenOpen {
  vantage: VantageKind;
  since: string;
}

/** How a finding stood when an acceptance began to cover it. */
export interface AcceptedThen {
  /** null where that is no longer kept. */
  severity: Severity | null;
  vantage: VantageKind;
  /** null where it is no longer kept. */
  proof: readonly ProofItem[] | null;
}

export interface StandsNow {
  verdict: Verdict;
  severity: Severity;
  vantage: VantageKind;
  port: number | null;
  protocol: Protocol | null;
  /** What people call the place: a node, a Service, a cluster. */
  place: string;
  /** Names that the place had since it was accepted, today's too. */
  names: readonly string[];
  proof: readonly ProofItem[] | null;
  /** When it was looked at last. RFC 3339. */
  lastSeenAt: string;
  /** Places from which its port was seen open since it was accepted. */
  openFrom: readonly SeenOpen[];
}

export interface AcceptanceTerms {
  expiresAt: string | null;
  condition: AcceptanceCondition;
}

/** What is to be done with a finding that is covered; `why` is a sentence for people. */
export type Ruling = { kind: "keep" } | { kind: "expire" | "void"; why: string };

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const two = (n: number) => String(n).padStart(2, "0");

/** "3 Oct 2026 14:02 UTC". */
export function utcTime(at: string): string {
  const time = new Date(at);
  const day = `${time.getUTCDate()} ${months[time.getUTCMonth()]} ${time.getUTCFullYear()}`;
  return `${day} ${two(time.getUTCHours())}:${two(time.getUTCMinutes())} UTC`;
}

/** The named kind that one seen stands for: itself, or the widest of the narrower ones; undefined where none is. */
export function namedFor(seen: VantageKind, named: readonly VantageKind[]): VantageKind | undefined {
  return [...named]
    .sort((a, b) => vantageRank(a) - vantageRank(b))
    .find((kind) => vantageRank(kind) >= vantageRank(seen));
}

function reached(seen: VantageKind, named: VantageKind): string {
  return seen === named
    ? "which this acceptance named"
    : `which reaches further than ${named}, which this acceptance named`;
}

/** The port is reached from a place that was named, whether or not its finding was judged by that. */
function opened(named: readonly VantageKind[], then: AcceptedThen, now: StandsNow): string | null {
  if (named.length === 0 || now.port === null) return null;
  const port = `Port ${now.port}${now.protocol === "UDP" ? "/UDP" : ""} of ${now.place}`;
  const widest = [...now.openFrom].sort((a, b) => vantageRank(a.vantage) - vantageRank(b.vantage));
  for (const { vantage, since } of widest) {
    const kind = namedFor(vantage, named);
    if (kind) return `${port} is open from ${vantage} since ${utcTime(since)}, ${reached(vantage, kind)}.`;
  }
  const widened = now.verdict === "fail" && vantageRank(now.vantage) < vantageRank(then.vantage);
  const kind = widened ? namedFor(now.vantage, named) : undefined;
  if (!kind) return null;
  return `${port} was reached from ${now.vantage} on ${utcTime(now.lastSeenAt)}, ${reached(now.vantage, kind)}.`;
}

const mostLetters = 160;
const cut = (line: string) => (line.length > mostLetters ? `${line.slice(0, mostLetters)}…` : line);

/** Something else answers, or the same is graver than what was accepted. */
function changed(then: AcceptedThen, now: StandsNow): string | null {
  if (now.verdict !== "fail") return null;
  if (then.severity !== null && severityRank(now.severity) < severityRank(then.severity))
    return `It is graver than what was accepted: ${then.severity} → ${now.severity}.`;
  const differs = then.proof && now.proof && proofDifference(then.proof, now.proof, now.names);
  if (!differs) return null;
  const { before, after } = differs;
  if (before === null) return `What answered changed: “${cut(after ?? "")}” was not there when it was accepted.`;
  if (after === null) return `What answered changed: “${cut(before)}” is no longer there.`;
  return `What answered changed: “${cut(before)}” became “${cut(after)}”.`;
}

/** True where an acceptance has run out. */
export function hasRunOut(expiresAt: string | null, at: string): boolean {
  return expiresAt !== null && Date.parse(expiresAt) <= Date.parse(at);
}

export function ranOut(expiresAt: string): string {
  return `The acceptance ran out on ${utcTime(expiresAt)}.`;
}

/**
 * Says whether an acceptance still covers a finding. Its end comes before its conditions; what is not known (a check that
 * could not look, a proof that is no longer kept, a port that nobody looked at) neither voids nor confirms.
 */
export function ruleOnAcceptance(terms: AcceptanceTerms, then: AcceptedThen, now: StandsNow, at: string): Ruling {
  const { expiresAt, condition } = terms;
  if (expiresAt !== null && hasRunOut(expiresAt, at)) return { kind: "expire", why: ranOut(expiresAt) };
  const why = opened(condition.openFrom, then, now) ?? (condition.evidenceChanges ? changed(then, now) : null);
  return why === null ? { kind: "keep" } : { kind: "void", why };
}

const dayMs = 86_400_000;

/**
 * Days before its end of the warning that is due and was not given yet; null where none is. One that was made for less
 * time than that is not warned of at once.
 */
export function warningDue(
  { createdAt, expiresAt, warned }: { createdAt: string; expiresAt: string | null; warned: number | null },
  at: string,
): number | null {
  if (expiresAt === null || hasRunOut(expiresAt, at)) return null;
  const end = Date.parse(expiresAt);
  const due = acceptanceWarnings.filter((days) => {
    const from = end - days * dayMs;
    return Date.parse(at) >= from && Date.parse(createdAt) < from;
  });
  const nearest = due.length > 0 ? Math.min(...due) : null;
  return nearest === null || (warned !== null && warned <= nearest) ? null : nearest;
}

/** Days until an instant, begun ones counted whole: what ends in an hour ends in 1 day. */
export function daysLeft(expiresAt: string, at: string): number {
  return Math.max(0, Math.ceil((Date.parse(expiresAt) - Date.parse(at)) / dayMs));
}
