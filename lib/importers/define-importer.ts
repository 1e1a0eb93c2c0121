import { AppError } from "../domain/errors.ts";
import type { ImportedEvidence, ImportedOpinion, ImportFormat } from "../domain/imported.ts";
import type { Vantage } from "../domain/vantage.ts";

/** What an importer needs beside the file: the cluster it speaks of, and where the tool stood. */
export interface ImportPlace {
  /** The node that a file without node names speaks of (kube-bench); null for every node. */
  node: string | null;
  /** Node name by address or by name; undefined for a machine that is not of this cluster. */
  findNode(addressOrName: string): string | undefined;
  /** Our checks for a rule of another tool; with its title only those that are about what the title names. */
  checksFor(tool: string, ruleId: string, title?: string): readonly string[];
  /** Where the tool probed from. */
  vantage: Vantage;
  /** When the tool looked, where the file does not say. RFC 3339. */
  at: string;
}

/** Reads the files of one tool. One file and one line in index.ts. */
export interface Importer {
  format: ImportFormat;
  title: string;
  /** How such a file is made: a command to copy. */
  madeBy: string;
  /** True when a file looks like one of this tool's; only its beginning is looked at. */
  recognises(start: string): boolean;
  /** Throws AppError "invalid" with line and reason for a file that is not well formed. */
  read(text: string, place: ImportPlace): ImportedEvidence;
}

export function defineImporter(importer: Importer): Importer {
  return Object.freeze(importer);
}

/** Facts of one file that are kept at most: 5,000 nodes with a hundred ports each. */
const factLimit = 500_000;

/** AppError "invalid" for more facts than are kept; asked while a file is read, so that it ends in time. */
export function assertFactCount(tool: string, facts: number): void {
  if (facts > factLimit)
    throw new AppError("invalid", `Line 1 of the ${tool} file: it holds over ${factLimit} facts; import it in parts.`);
}

/** Characters of another tool's words that are kept. */
const keptCharacters = 300;

/** Words of an uploaded file as one plain line: nothing that could act on a terminal or a page. */
export function plainLine(text: string): string {
  const line = text.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim();
  return line.length > keptCharacters ? `${line.slice(0, keptCharacters - 1)}…` : line;
}

/** Rules that ports and exposure have nothing to do with: listed, so that nobody looks for them. */
export const noCounterpart = "no check of ports and exposure corresponds to it";

/** RFC 3339 of what a file gives as its time; null where it gives none or one that no tool can have looked at. */
export function timeOf(value: string | null | undefined): string | null {
  const time = new Date(value ?? Number.NaN);
  return Number.isNaN(time.getTime()) || time.getUTCFullYear() < 2000 ? null : time.toISOString();
}

const weight = { fail: 0, unknown: 1, pass: 2 };

/** Many resources under one rule are one word on one node: a fail among them is a fail, and not looking is no pass. */
export function worstOpinions(opinions: readonly ImportedOpinion[]): ImportedOpinion[] {
  const byRule = Map.groupBy(opinions, ({ ruleId, checkId, node }) => JSON.stringify([ruleId, checkId, node]));
  return [...byRule.values()].flatMap(
    (same) => same.toSorted((a, b) => weight[a.verdict] - weight[b.verdict])[0] ?? [],
  );
}
