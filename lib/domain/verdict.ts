/** A check's answer. `accepted` is what a person decided about a fail, never a verdict. */
export const verdicts = ["fail", "pass", "unknown", "not-applicable"] as const;
export type Verdict = (typeof verdicts)[number];
