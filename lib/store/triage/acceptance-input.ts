import { AppError } from "../../domain/errors.ts";
import type { AcceptanceKind, NewAcceptance } from "../../domain/triage.ts";
import { type VantageKind, vantageKinds } from "../../domain/vantage.ts";
import { coveredBy } from "./covered-by.ts";

/** Longest time that a risk may be borne without being looked at again. */
export const mostAcceptedDays = 366;
const dayMs = 24 * 60 * 60 * 1000;
const leastReason = 10;
const mostText = 4_000;

/** An acceptance as it is written, before it has an id. */
export interface CheckedAcceptance {
  kind: AcceptanceKind;
  scope: NewAcceptance["scope"];
  clusterId: string | null;
  checkId: string | null;
  selector: string;
  reason: string;
  proof: string;
  expiresAt: string | null;
  reviewer: string | null;
  voidWhenOpenFrom: VantageKind[];
  voidWhenEvidenceChanges: boolean;
}

const invalid = (sentence: string) => new AppError("invalid", sentence);

/** The text that is kept; AppError "invalid" where it says too little or too much. */
export function textOf(name: string, given: string | undefined, least = leastReason): string {
  const text = (given ?? "").trim();
  if (text.length < least)
    throw invalid(`${name} must say at least ${least} characters, so that others understand it.`);
  if (text.length > mostText) throw invalid(`${name} must be at most ${mostText} characters.`);
  return text;
}

/** An end that an acceptance may have: RFC 3339, in the future, at most a year from now. */
export function endOf(expiresAt: string, now: Date): string {
  const ms = Date.parse(expiresAt);
  if (Number.isNaN(ms)) throw invalid("expiresAt must be an RFC 3339 time.");
  if (ms <= now.getTime()) throw invalid("expiresAt must lie in the future.");
  if (ms > now.getTime() + mostAcceptedDays * dayMs) {
    throw invalid("expiresAt must lie within a year: what is borne longer is looked at again.");
  }
  return new Date(ms).toISOString();
}

export const isSamePerson = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

function reviewerOf(reviewer: string | undefined, by: string): string | null {
  const name = reviewer?.trim() ?? "";
  if (name === "") return null;
  if (isSamePerson(name, by)) throw invalid("reviewer must be somebody else than the person who accepts.");
  return name.slice(0, 100);
}

function scopeOf({ scope, check, cluster = null, selector = "" }: NewAcceptance) {
  if (scope === "findings") return { clusterId: null, checkId: null, selector: "" };
  if (scope === "check" && !check) throw invalid("An acceptance of a check names the check.");
  const words = selector.trim();
  if (scope === "selector" && words === "")
    throw invalid("An acceptance by selector needs a selector, as role:worker.");
  return { clusterId: cluster, checkId: check ?? null, selector: scope === "selector" ? words : "" };
}

/** What a person asks for as it is kept; AppError "invalid" with the sentence of the first thing that does not fit. */
export function checkAcceptance(
  kind: AcceptanceKind,
  asked: NewAcceptance,
  by: { name: string; now: Date },
): CheckedAcceptance {
  const unknown = asked.condition.openFrom.find((place) => !vantageKinds.includes(place));
  if (unknown) throw invalid(`openFrom must be any of ${vantageKinds.join(", ")}.`);
  if (asked.expiresAt === null && kind === "accepted") throw invalid("A risk is accepted until a day: name expiresAt.");
  const checked: CheckedAcceptance = {
    kind,
    scope: asked.scope,
    ...scopeOf(asked),
    reason: textOf("reason", asked.reason),
    proof: kind === "false-positive" ? textOf("proof", asked.proof) : (asked.proof ?? "").trim().slice(0, mostText),
    expiresAt: asked.expiresAt === null ? null : endOf(asked.expiresAt, by.now),
    reviewer: reviewerOf(asked.reviewer, by.name),
    voidWhenOpenFrom: [...new Set(asked.condition.openFrom)],
    voidWhenEvidenceChanges: asked.condition.evidenceChanges,
  };
  // A selector that is no filter is said before anything is written.
  coveredBy(checked);
  return checked;
}
