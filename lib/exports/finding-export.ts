import type { ExportCount, ExportedFinding } from "../domain/finding-export.ts";
import type { FindingColumn } from "../domain/preferences.ts";

/** What is said of a check beside its findings. */
export interface ExportedCheck {
  id: string;
  title: string;
  rationale: string;
  standards: readonly string[];
  cwe: readonly string[];
  urls: readonly string[];
}

/** What is known before the first row. */
export interface ExportAbout {
  total: number;
  counts: readonly ExportCount[];
  /** The checks of the counts, in the order of their rules. */
  checks: readonly ExportedCheck[];
  /** In the person's order; null for all there are. */
  columns: readonly FindingColumn[] | null;
  /** "https://breakwater.example": what links begin with. */
  origin: string;
  /** The filter as its text, "" for none. */
  filter: string;
  /** RFC 3339. */
  madeAt: string;
  version: string;
}

/** Writes findings one after the other, however many they are; it knows where it is and keeps nothing else. */
export interface FindingWriter {
  head: string;
  line(finding: ExportedFinding): string;
  tail(): string;
}

/** A way of taking findings away: one file and one line in findings/index.ts. */
export interface FindingExport {
  mediaType: string;
  extension: string;
  /** True where the findings of a check have to stand together; the order holds within each. */
  byCheck?: true;
  begin(about: ExportAbout): FindingWriter;
}

/** Where somebody reads the whole of it. */
export const findingLink = (origin: string, id: string): string => `${origin}/findings/${encodeURIComponent(id)}`;

/** What stands for a check that is no more. */
export const retiredCheck = (id: string): ExportedCheck => ({
  ...{ id, title: id, rationale: "", standards: [] },
  ...{ cwe: [], urls: [] },
});

/** True for what a person decided to live with, or found to be none. */
export const isSuppressed = ({ state }: Pick<ExportedFinding, "state">): boolean =>
  state === "accepted" || state === "false-positive";

/** The decision in one sentence; null where there is none, or it is no longer known. */
export function decisionOf({ state, acceptance }: ExportedFinding): string | null {
  if (!isSuppressed({ state })) return null;
  const said = state === "accepted" ? "Risk accepted" : "False positive";
  if (!acceptance) return said;
  const until = acceptance.expiresAt === null ? "" : ` until ${acceptance.expiresAt}`;
  return `${said} by ${acceptance.by}${until}: ${acceptance.reason}`;
}
