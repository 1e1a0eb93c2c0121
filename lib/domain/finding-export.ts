import type { FindingState } from "./finding-state.ts";
import type { Severity } from "./severity.ts";
import type { AcceptanceKind } from "./triage.ts";
import type { Verdict } from "./verdict.ts";
import type { FindingRow } from "./views/finding-view.ts";

/** In what findings can be taken away; CSV and Markdown carry the person's columns, the others everything. */
export const findingExportFormats = ["csv", "markdown", "json", "jsonl", "sarif", "ocsf", "junit"] as const;
export type FindingExportFormat = (typeof findingExportFormats)[number];

/** What carries the columns that a person chose. */
export const formatsWithColumns: readonly FindingExportFormat[] = ["csv", "markdown"];

/** Rows on the page that is made to be printed: more is no reading matter. */
export const printedRows = 5_000;

/** The decision that stands on a finding. */
export interface ExportedAcceptance {
  kind: AcceptanceKind;
  reason: string;
  by: string;
  /** RFC 3339; null: no end. */
  expiresAt: string | null;
}

/** A finding as it is taken away. */
export interface ExportedFinding extends FindingRow {
  acceptance: ExportedAcceptance | null;
}

/** How many of what is taken away are of one kind; all of them together are the total. */
export interface ExportCount {
  checkId: string;
  severity: Severity;
  state: FindingState;
  verdict: Verdict;
  count: number;
}
