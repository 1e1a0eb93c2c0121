/** What the findings of scans add up to: identity, standing, comparison, score, trend. Pure. */
export * from "./apply-results.ts";
export { type CauseEntry, causeKinds, type ExplainedChange, rankCauses } from "./causes.ts";
export type { ChangeDraft } from "./change-draft.ts";
export * from "./cluster-changes.ts";
export * from "./compare-pair.ts";
export * from "./compare-scans.ts";
export { fingerprint } from "./fingerprint.ts";
export * from "./judgement.ts";
export type { NodeBefore } from "./node-changes.ts";
export * from "./retention.ts";
export { rulesDiff } from "./rules-diff.ts";
export * from "./score.ts";
export * from "./stretches.ts";
export * from "./trend.ts";
export * from "./trend-flows.ts";
export * from "./trend-marks.ts";
export * from "./utc-days.ts";
