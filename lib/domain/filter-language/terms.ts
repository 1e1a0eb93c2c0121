import type { FilterField } from "./fields.ts";

export const comparisons = ["<=", ">=", "<", ">"] as const;
export type Comparison = (typeof comparisons)[number];

/** Minutes, hours, days, weeks. */
export const spanUnits = ["m", "h", "d", "w"] as const;
export type SpanUnit = (typeof spanUnits)[number];

/** Words that are no names: "none" has no value, "any" has one, "me" is who asks. */
export const specials = ["none", "any", "me", "overdue", "all"] as const;
export type Special = (typeof specials)[number];

/** What a field is compared with. Plain data, so that a filter can be sent and kept as JSON. */
export type FilterValue =
  | { kind: "word"; text: string }
  /** `*` stands for any run of characters. */
  | { kind: "glob"; text: string }
  | { kind: "special"; name: Special }
  | { kind: "range"; from: number; to: number }
  /** On an ordered scale: severity>=high. */
  | { kind: "rank"; than: Comparison; text: string }
  | { kind: "span"; than: Comparison; amount: number; unit: SpanUnit }
  /** A UTC day, or an instant (RFC 3339). */
  | { kind: "date"; than: Comparison | "="; text: string };

/** One condition: any of the values, or none of them. Terms hold together. */
export interface FilterTerm {
  field: FilterField;
  not: boolean;
  values: readonly FilterValue[];
}

export const problemKinds = [
  "unknown-field",
  "unknown-value",
  "missing-value",
  "needs-comparison",
  "no-comparison",
  "no-glob",
  "not-a-port",
  "not-a-span",
  "not-a-date",
  "open-quote",
  "only-once",
  "not-negated",
  "too-long",
  "too-many",
] as const;
export type FilterProblemKind = (typeof problemKinds)[number];

/** What cannot be read, from `start` to before `end` of the text, and what could stand there. */
export interface FilterProblem {
  kind: FilterProblemKind;
  start: number;
  end: number;
  /** The part itself. */
  word: string;
  field?: FilterField;
  /** The known word that it is nearest to, where one is near. */
  nearest?: string;
  possible: readonly string[];
}

/** Where two comparisons of a field narrow, two names widen. */
export const isComparison = (value: FilterValue): boolean =>
  value.kind === "rank" || value.kind === "span" || (value.kind === "date" && value.than !== "=");
