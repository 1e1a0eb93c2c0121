import type { FindingState } from "../lib/domain/finding-state.ts";
import type { Verdict } from "../lib/domain/verdict.ts";

/** The five words of a result: four verdicts, and what a person decided about a fail. */
export type Result = Verdict | "accepted";

/** What a finding reads as: a fail that a person lives with is accepted; every other verdict stays what it is. */
export function resultOf({ verdict, state }: { verdict: Verdict; state: FindingState }): Result {
  return verdict === "fail" && state === "accepted" ? "accepted" : verdict;
}
