import { access, constants, rename, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { AppError, messageOf } from "../domain/errors.ts";
import type { ScanReport } from "../domain/scan-report.ts";
import { severityRank } from "../domain/severity.ts";
import { runScan } from "../scan/index.ts";
import { readBaselineFile } from "./baseline-file.ts";
import { readClusterSource } from "./cluster-source.ts";
import { exitStatus } from "./exit-status.ts";
import { helpText } from "./help-text.ts";
import { importNotes, joinImports, readImportFiles } from "./import-files.ts";
import { progressLine } from "./progress-line.ts";
import { parseScanArguments, type ScanArguments } from "./scan-arguments.ts";

/** `breakwater scan`: one scan without a database. Answers the exit status. */
export async function runScanCommand(words: readonly string[]): Promise<number> {
  const args = parseScanArguments(words, process.env);
  if (args.help) {
    process.stdout.write(helpText);
    return exitStatus.ok;
  }
  if (args.output !== undefined) await assertWritable(args.output);
  const files = await readImportFiles(args);
  const baseline = args.baseline === undefined ? null : await readBaselineFile(args.baseline, new Date());
  const { source, name } = await readClusterSource(args, process.env);
  const interrupt = interruption();
  const progress = progressLine(process.stderr, Date.now);
  process.stderr.write(`scanning ${name} from ${args.vantage.kind}, profile ${args.profile}\n`);
  try {
    const report = await runScan({
      source,
      clusterName: name,
      vantage: args.vantage,
      profile: args.profile,
      authorizationProofs: args.authorizationProofs,
      baseline,
      ...(args.metadataEndpoint ? { metadataEndpoint: args.metadataEndpoint } : {}),
      ...(args.ports ? { ports: args.ports } : {}),
      ...(args.rate === undefined ? {} : { rate: args.rate }),
      ...(files.length > 0 ? { imported: joinImports(files, new Date()) } : {}),
      signal: interrupt.signal,
      now: () => new Date(),
      onPlan({ addresses, budget }) {
        const { least, most } = budget.seconds;
        const limit = args.rate === undefined ? "" : `, at most ${args.rate} a second`;
        const time = least === most ? `about ${most} s` : `${least} to ${most} s`;
        process.stderr.write(`up to ${budget.connections} connections to ${addresses} addresses${limit}: ${time}\n`);
      },
      onProgress: progress.show,
    });
    progress.end();
    for (const note of importNotes(files, report, new Date())) process.stderr.write(`${note}\n`);
    await write(args.format.render(report), args.output);
    return statusOf(report, args);
  } finally {
    progress.end();
    interrupt.dispose();
  }
}

/** The first Ctrl-C ends the scan and still prints what was seen; the second ends the process. */
function interruption(): { signal: AbortSignal; dispose(): void } {
  const controller = new AbortController();
  const stop = () => {
    process.stderr.write("\nstopping: finished nodes are kept, the report is partial\n");
    controller.abort();
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  return {
    signal: controller.signal,
    dispose() {
      process.removeListener("SIGINT", stop);
      process.removeListener("SIGTERM", stop);
    },
  };
}

/** Said before the scan rather than after it, so that no result is lost. */
async function assertWritable(output: string): Promise<void> {
  await access(dirname(resolve(output)), constants.W_OK).catch((error: unknown) => {
    throw new AppError("invalid", `--output ${output}: its folder cannot be written to.`, { cause: error });
  });
}

/** Writes beside the file and renames, so that a report is there whole or not at all. */
async function write(text: string, output: string | undefined): Promise<void> {
  if (output === undefined) {
    await new Promise<void>((done, failed) => process.stdout.write(text, (error) => (error ? failed(error) : done())));
    return;
  }
  const partial = `${output}.${process.pid}.partial`;
  await writeFile(partial, text, { flag: "wx" }).catch((error: unknown) => {
    throw new Error(`--output ${output} cannot be written: ${messageOf(error)}`, { cause: error });
  });
  await rename(partial, output);
}

/** Coverage short beats findings: a report that saw too little decides nothing. */
function statusOf(report: ScanReport, args: ScanArguments): number {
  const { checked, known } = report.coverage.nodes;
  const percent = known === 0 ? 0 : (checked / known) * 100;
  if (checked === 0) {
    process.stderr.write("nothing was checked: no node could be reached from here\n");
    return exitStatus.incomplete;
  }
  if (args.failCoverageBelow !== undefined && percent < args.failCoverageBelow) {
    process.stderr.write(
      `coverage is ${percent.toFixed(1)} %: below --fail-coverage-below ${args.failCoverageBelow}\n`,
    );
    return exitStatus.incomplete;
  }
  if (report.outcome === "partial") return exitStatus.incomplete;
  const threshold = args.failOn === undefined ? undefined : severityRank(args.failOn);
  const failing = report.results.some(
    (result) => threshold !== undefined && result.verdict === "fail" && severityRank(result.severity) <= threshold,
  );
  return failing ? exitStatus.findings : exitStatus.ok;
}
