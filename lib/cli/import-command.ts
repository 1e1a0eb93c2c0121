import { parseArgs } from "node:util";
import { AppError, messageOf } from "../domain/errors.ts";
import { type ImportedEvidence, importFormats } from "../domain/imported.ts";
import { defaultVantage } from "../domain/vantage.ts";
import { exitStatus } from "./exit-status.ts";
import { importHelpText } from "./help-text.ts";
import { readImportFile } from "./import-files.ts";
import { oneOf, parseImportArgument } from "./scan-arguments.ts";

const options = {
  help: { type: "boolean", short: "h" },
  check: { type: "boolean" },
  format: { type: "string" },
} as const;

function readWords(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
  } catch (error) {
    const sentence = messageOf(error).split(". ")[0];
    throw new AppError("invalid", `${sentence}. See: breakwater import --help`, { cause: error });
  }
}

/** `breakwater import --check FILE`: what a file would become, or the line on which it is wrong. */
export async function runImportCommand(words: readonly string[]): Promise<number> {
  const { values, positionals } = readWords(words);
  if (values.help) {
    process.stdout.write(importHelpText);
    return exitStatus.ok;
  }
  const [file, ...more] = positionals;
  if (!values.check)
    throw new AppError("invalid", "Without a database a file can only be checked: breakwater import --check FILE");
  if (file === undefined || more.length > 0)
    throw new AppError("invalid", "Give one file: breakwater import --check FILE[:NODE]");
  const format = values.format === undefined ? undefined : oneOf("--format", values.format, importFormats);
  const { imported } = await readImportFile(parseImportArgument(file), defaultVantage, format);
  process.stdout.write(describeImport(imported));
  return exitStatus.ok;
}

/** What a file holds, in lines: first what it becomes, then what is left out and why. */
export function describeImport(imported: ImportedEvidence): string {
  const { tool, toolVersion, at, opinions, observations, nodeReports, left } = imported;
  const lines = [
    `${[tool, toolVersion].filter(Boolean).join(" ")}, looked ${at}`,
    `verdicts beside ours: ${opinions.length}`,
    ...opinions.map(
      ({ ruleId, checkId, node, verdict }) => `  ${verdict}  ${ruleId}  ${checkId}  ${node ?? "cluster"}`,
    ),
    `port states: ${observations.length}`,
    ...observations.map(({ address, port, protocol, state }) => `  ${state}  ${address}  ${port}/${protocol}`),
    `node reports: ${nodeReports.length}`,
    ...nodeReports.map(({ node, settings, listeners }) => `  ${node}  ${describeReport(settings, listeners)}`),
    `left out: ${left.length}`,
    ...left.map(({ what, why }) => `  ${what}: ${why}`),
  ];
  return `${lines.join("\n")}\n`;
}

function describeReport(settings: readonly unknown[], listeners: readonly unknown[] | null): string {
  return `${settings.length} sources of settings, ${listeners === null ? "listeners not read" : `${listeners.length} listeners`}`;
}
