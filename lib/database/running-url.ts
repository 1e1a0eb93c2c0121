import { existsSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { superuser } from "./data-folder.ts";
import { findRunning } from "./server-process.ts";

/** Address of the database whose server runs on a folder now; null where none does. Starts nothing. */
export function runningUrl(folder: string, database = "breakwater"): string | null {
  const passwordFile = join(folder, "password");
  if (!existsSync(passwordFile)) return null;
  const running = findRunning(join(realpathSync(folder), "data"));
  if (!running?.ready) return null;
  const password = readFileSync(passwordFile, "utf8").trim();
  return `postgresql://${superuser}:${password}@127.0.0.1:${running.port}/${database}`;
}
