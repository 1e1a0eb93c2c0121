/** What the findings of scans add up to: identity, standing, comparison, score, trend. Pure. */
export * from "./apply-results.ts";
export * from "./compare-scans.ts";
export { fingerprint } from "./fingerprint.ts";
export * from "./judgement.ts";
export * from "./score.ts";
export * from "./trend.ts";
