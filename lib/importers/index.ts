import { AppError } from "../domain/errors.ts";
import type { ImportedEvidence, ImportFormat } from "../domain/imported.ts";
import type { Importer, ImportPlace } from "./define-importer.ts";
import { kubeBench } from "./kube-bench.ts";
import { kubescape } from "./kubescape.ts";
import { naabu } from "./naabu.ts";
import { nmap } from "./nmap.ts";
import { nodeReport } from "./node-report.ts";
import { trivy } from "./trivy.ts";

export const importers: readonly Importer[] = [nmap, trivy, kubescape, kubeBench, nodeReport, naabu];

/** Bytes of one file. */
export const importLimitBytes = 64 * 1024 * 1024;

const start = 4096;

/** Reads another tool's file; without a format it is recognised by its beginning. AppError "invalid" says line and reason. */
export function readImport(text: string, place: ImportPlace, format?: ImportFormat): ImportedEvidence {
  const content = text.replace(/^\uFEFF/, "");
  if (content.trim() === "") throw new AppError("invalid", "Line 1 of the file: it is empty.");
  const importer = importers.find((one) =>
    format === undefined ? one.recognises(content.slice(0, start)) : one.format === format,
  );
  if (importer) return importer.read(content, place);
  const known = importers.map(({ title }) => title).join(", ");
  throw new AppError("invalid", `Line 1 of the file: it is of no tool that is known here (${known}).`);
}

export type { Importer, ImportPlace } from "./define-importer.ts";
