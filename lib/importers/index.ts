import { AppError } from "../domain/errors.ts";
import type { ImportedEvidence, ImportFormat } from "../domain/imported.ts";
import { assertFactCount, type Importer, type ImportPlace } from "./define-importer.ts";
import { kubeBench } from "./kube-bench.ts";
import { kubescape } from "./kubescape.ts";
import { naabu } from "./naabu.ts";
import { nmap } from "./nmap.ts";
import { nodeReport } from "./node-report.ts";
import { refuse } from "./read-json.ts";
import { trivy } from "./trivy.ts";

export const importers: readonly Importer[] = [nmap, nodeReport, trivy, kubescape, kubeBench, naabu];

const start = 4096;

/** The tool whose file this looks like, by its beginning. */
export function recogniseImport(text: string): ImportFormat | null {
  const beginning = text.replace(/^\uFEFF/, "").slice(0, start);
  return importers.find((one) => one.recognises(beginning))?.format ?? null;
}

/** Reads another tool's file; without a format it is recognised by its beginning. AppError "invalid" says line and reason. */
export function readImport(text: string, place: ImportPlace, format?: ImportFormat): ImportedEvidence {
  const content = text.replace(/^\uFEFF/, "");
  if (content.trim() === "") throw new AppError("invalid", "Line 1 of the file: it is empty.");
  const found = recogniseImport(content);
  const importer = importers.find((one) => one.format === (format ?? found));
  if (!importer) {
    const known = importers.map(({ title }) => title).join(", ");
    throw new AppError("invalid", `Line 1 of the file: it is of no tool that is known here (${known}).`);
  }
  const other = importers.find((one) => one.format === found);
  if (other && other !== importer) throw refuse(importer.title, 1, `it looks like a file of ${other.title}`);
  const imported = importer.read(content, place);
  assertFactCount(importer.title, imported.opinions.length + imported.observations.length);
  return imported;
}

export { assertImportSize, decodeFile, importLimitBytes } from "./decode-file.ts";
export type { Importer, ImportPlace } from "./define-importer.ts";
export { checksAbout, importPlace, importVantage, type PlaceOptions } from "./import-place.ts";
