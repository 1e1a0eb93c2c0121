import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { runningUrl } from "../database/index.ts";
import { AppError } from "../domain/errors.ts";
import { databaseUrl, pendingMigrations } from "../store/index.ts";

/** DATABASE_URL, or the address of the embedded database that runs on the data folder. Throws AppError "invalid". */
export function findDatabase(environment: Record<string, string | undefined>): string {
  if (environment.DATABASE_URL?.trim()) return databaseUrl(environment.DATABASE_URL.trim());
  const dataDir = resolve(environment.BREAKWATER_DATA_DIR?.trim() || ".breakwater");
  const folder = join(dataDir, "postgres");
  const url = runningUrl(folder);
  if (url !== null) return url;
  const why = existsSync(folder)
    ? `the database in ${dataDir} does not run: start Breakwater (npm start)`
    : `there is no database in ${dataDir}: name its folder by BREAKWATER_DATA_DIR`;
  throw new AppError("invalid", `Nothing to replay from; ${why}, or set DATABASE_URL.`);
}

/** Refuses a database that this version has not brought up to date. */
export async function assertUpToDate(url: string): Promise<void> {
  const pending = await pendingMigrations(url);
  if (pending.length === 0) return;
  const names = pending.join(", ");
  throw new AppError("invalid", `The database is of an older version (missing: ${names}); start this one once first.`);
}
