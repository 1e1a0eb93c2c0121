import type { FindingDetail } from "../lib/domain/views/finding-view.ts";

const isNoAnswer = /^(closed|filtered|open\|filtered|failed|not looked|no (state|answer)|timed out|refused)/i;

/**
 * True where the finding is about a port that somebody's packets got through to: rights, policies and settings alone
 * say nothing of who reaches what. A resolved finding shows it in the evidence of before.
 */
export function wasSeenOpen({
  port,
  state,
  evidence,
  previousEvidence,
}: Pick<FindingDetail, "port" | "state" | "evidence" | "previousEvidence">): boolean {
  if (port === null) return false;
  const seen = state === "resolved" ? [...evidence, ...previousEvidence] : evidence;
  return seen.some(({ vantage, received }) => vantage !== null && !isNoAnswer.test(received));
}
