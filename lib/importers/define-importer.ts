import type { ImportedEvidence, ImportFormat } from "../domain/imported.ts";
import type { Vantage } from "../domain/vantage.ts";

/** What an importer needs beside the file: the cluster it speaks of, and where the tool stood. */
export interface ImportPlace {
  /** The node that a file without node names speaks of (kube-bench); null for every node. */
  node: string | null;
  /** Node name by address or by name; undefined for a machine that is not of this cluster. */
  findNode(addressOrName: string): string | undefined;
  /** Our checks for a rule of another tool. */
  checksFor(tool: string, ruleId: string): readonly string[];
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

/** Characters of another tool's words that are kept. */
const keptCharacters = 300;

/** Words of an uploaded file as one plain line: nothing that could act on a terminal or a page. */
export function plainLine(text: string): string {
  const line = text.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim();
  return line.length > keptCharacters ? `${line.slice(0, keptCharacters - 1)}…` : line;
}
