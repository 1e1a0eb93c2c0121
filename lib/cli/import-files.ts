import { readFile, stat } from "node:fs/promises";
import { checks } from "../checks/index.ts";
import { checksForRule } from "../checks/rosetta.ts";
import { AppError } from "../domain/errors.ts";
import type { ImportedEvidence, ImportFormat } from "../domain/imported.ts";
import type { ScanReport } from "../domain/scan-report.ts";
import type { Vantage } from "../domain/vantage.ts";
import {
  assertImportSize,
  checksAbout,
  decodeFile,
  importPlace,
  importVantage,
  readImport,
  recogniseImport,
} from "../importers/index.ts";
import type { Imported } from "../scan/join-imports.ts";
import type { ImportArgument, ScanArguments } from "./scan-arguments.ts";

const checksFor = checksAbout(checks, checksForRule);

export interface ImportFile extends ImportArgument {
  imported: ImportedEvidence;
}

/** The files of --import; AppError "invalid" names the file, the line and the reason. */
export function readImportFiles({ imports, importVantage: kind, vantage }: ScanArguments): Promise<ImportFile[]> {
  return Promise.all(imports.map((file) => readImportFile(file, kind ? { name: kind, kind } : vantage)));
}

/** Reads one file. The nodes are not known before discovery: what is of none of them falls away when it is joined. */
export async function readImportFile(
  argument: ImportArgument,
  vantage: Vantage,
  format?: ImportFormat,
): Promise<ImportFile> {
  const { file, node } = argument;
  try {
    const { size, mtime } = await stat(file);
    assertImportSize(size);
    const text = decodeFile(await readFile(file));
    const tool = format ?? recogniseImport(text) ?? "import";
    const place = importPlace({
      nodes: null,
      node,
      vantage: importVantage(tool, vantage.kind),
      at: mtime.toISOString(),
      checksFor,
    });
    return { ...argument, imported: readImport(text, place, format) };
  } catch (error) {
    if (error instanceof AppError) throw new AppError(error.code, `${file}: ${error.message}`, { cause: error });
    const code = error instanceof Error && "code" in error ? error.code : "";
    const why = code === "ENOENT" ? "there is no such file" : "it cannot be read";
    throw new AppError("invalid", `${file}: ${why}.`, { cause: error });
  }
}

/** A port state of last month says little about today. */
const portStateDays = 7;
const isRecent = (at: string, now: Date) => Date.parse(at) >= now.getTime() - portStateDays * 86_400_000;

function newestBy<Fact extends { at: string }>(facts: readonly Fact[], key: (fact: Fact) => string): Fact[] {
  const oldestFirst = facts.toSorted((a, b) => a.at.localeCompare(b.at));
  return [...new Map(oldestFirst.map((fact) => [key(fact), fact])).values()].reverse();
}

/** What all files say together: of each thing the newest word. */
export function joinImports(files: readonly ImportFile[], now: Date): Imported {
  const all = files.map(({ imported }) => imported);
  return {
    opinions: newestBy(
      all.flatMap(({ opinions }) => opinions),
      ({ tool, ruleId, checkId, node }) => JSON.stringify([tool, ruleId, checkId, node]),
    ),
    observations: newestBy(
      all.flatMap(({ observations }) => observations).filter(({ at }) => isRecent(at, now)),
      ({ vantage, address, port, protocol }) => JSON.stringify([vantage.name, address, port, protocol]),
    ),
    nodeReports: newestBy(
      all.flatMap(({ nodeReports }) => nodeReports),
      ({ node }) => node,
    ),
  };
}

/** A line for each file: what of it belongs to this cluster, and what was left out. */
export function importNotes(files: readonly ImportFile[], report: ScanReport, now: Date): string[] {
  const nodes = new Set(report.nodes.map(({ name }) => name));
  const addresses = new Set(report.nodes.flatMap((node) => node.addresses));
  return files.map(({ file, imported }) => {
    const { opinions, observations, nodeReports, left } = imported;
    const ours = opinions.filter(({ node }) => node === null || nodes.has(node)).length;
    const seen = observations.filter(({ address }) => addresses.has(address));
    const recent = seen.filter(({ at }) => isRecent(at, now)).length;
    const told = nodeReports.filter(({ node }) => nodes.has(node)).length;
    const foreign = opinions.length + observations.length + nodeReports.length - ours - seen.length - told;
    const parts = [
      `${ours} verdicts beside ours, ${recent} port states, ${told} node reports`,
      foreign > 0 ? `${foreign} of nodes that this cluster does not have` : "",
      seen.length > recent ? `${seen.length - recent} port states older than ${portStateDays} days` : "",
      left.length > 0 ? `${left.length} entries left out (breakwater import --check lists them)` : "",
    ];
    return `${file}: ${parts.filter(Boolean).join("; ")}`;
  });
}
