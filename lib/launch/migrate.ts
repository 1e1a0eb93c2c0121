import { existsSync } from "node:fs";
import { join } from "node:path";
import { startPostgres } from "../database/index.ts";
import { messageOf } from "../domain/errors.ts";
import { generateClient } from "./build.ts";
import { readLaunchEnvironment } from "./environment.ts";
import { projectRoot } from "./pack-standalone.ts";

/** `npm run db:migrate`: brings the database of DATABASE_URL, else the embedded one, to the present schema. */
async function main(): Promise<void> {
  const environment = readLaunchEnvironment(process.env);
  const print = (line: string) => console.log(line);
  if (!existsSync(join(projectRoot, "lib/store/generated/client.ts"))) {
    await generateClient(projectRoot, new AbortController().signal);
  }
  const { migrate } = await import("../store/index.ts");
  const own = environment.databaseUrl
    ? null
    : await startPostgres({ dataDir: join(environment.dataDir, "postgres"), log: print });
  try {
    const onApplied = (name: string) => print(`Applied ${name}`);
    const { applied } = await migrate(environment.databaseUrl ?? own?.url, { onApplied });
    if (applied.length === 0) print("The database is up to date.");
  } finally {
    // One that was already running belongs to a product that runs.
    if (own && !own.reused) await own.stop();
  }
}

try {
  await main();
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
