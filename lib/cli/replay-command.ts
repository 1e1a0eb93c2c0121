import { checks } from "../checks/index.ts";
import { AppError } from "../domain/errors.ts";
import { ruleSet } from "../scan/index.ts";
import { closeDatabase, type KeptScan, listClusters, listRawScans } from "../store/index.ts";
import { exitStatus } from "./exit-status.ts";
import { replayHelpText } from "./help-text.ts";
import { parseReplayArguments, type ReplayArguments } from "./replay-arguments.ts";
import { assertUpToDate, findDatabase } from "./replay-database.ts";
import { jsonReport, tableReport } from "./replay-report.ts";
import { replayCluster } from "./replay-scans.ts";

/** `breakwater replay`: today's checks over the evidence that is kept. Answers the exit status. */
export async function runReplayCommand(words: readonly string[]): Promise<number> {
  const args = parseReplayArguments(words);
  if (args.help) {
    process.stdout.write(replayHelpText);
    return exitStatus.ok;
  }
  process.env.DATABASE_URL = findDatabase(process.env);
  try {
    await assertUpToDate(process.env.DATABASE_URL);
    return await replay(args);
  } finally {
    await closeDatabase();
  }
}

async function replay(args: ReplayArguments): Promise<number> {
  const scans = await keptScans(args);
  const report = args.format === "json" ? jsonReport() : tableReport();
  await print(report.begin(ruleSet()));
  let broken = 0;
  for (const list of Map.groupBy(scans, ({ clusterId }) => clusterId).values()) {
    const done = await replayCluster(list, {
      checks,
      ...(args.checks ? { only: args.checks } : {}),
      dryRun: args.dryRun,
      now: () => new Date(),
      onScan: (one) => print(report.scan(one)),
    });
    broken += done.broken;
    await print(report.cluster(done, !args.dryRun));
  }
  await print(report.end());
  if (scans.length === 0) process.stderr.write("no scan in that time has evidence that is kept\n");
  return broken > 0 ? exitStatus.incomplete : exitStatus.ok;
}

async function keptScans({ cluster, since }: ReplayArguments): Promise<KeptScan[]> {
  const from = since ? { since } : {};
  if (cluster === undefined) return listRawScans(from);
  const known = await listClusters();
  const found = known.find(({ name }) => name === cluster);
  if (found) return listRawScans({ clusterId: found.id, ...from });
  const names = known.map(({ name }) => name).join(", ") || "none";
  throw new AppError("invalid", `--cluster "${cluster}": there is no such cluster. There are: ${names}.`);
}

/** Waits for a slow reader, so that a long report is never held in memory. */
function print(text: string): Promise<void> {
  return new Promise((done, failed) => process.stdout.write(text, (error) => (error ? failed(error) : done())));
}
