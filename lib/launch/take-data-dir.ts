import { existsSync, mkdirSync, mkdtempSync, rmdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { holdFolder } from "../database/index.ts";
import { AppError, messageOf } from "../domain/errors.ts";
import { checkPort } from "./check-port.ts";
import { localUrl } from "./children.ts";
import type { LaunchEnvironment } from "./environment.ts";

/** Makes the folder level by level: mkdir's own recursion never ends where a file system refuses with ENOENT (/proc). */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another start may have made it in between.
    if (!existsSync(folder)) throw error;
  }
}

function makeDataDir(folder: string): void {
  try {
    makeFolder(folder);
    // Only a try tells: root passes every permission check, on a read-only file system too.
    rmdirSync(mkdtempSync(join(folder, "write-test-")));
  } catch (cause) {
    throw new AppError("invalid", `BREAKWATER_DATA_DIR ${folder} cannot be used: ${messageOf(cause)}`, { cause });
  }
}

/**
 * Makes the data folder and takes it until `release`: two products on one folder would share worker, logs and fleet.
 * Throws AppError with a sentence when the folder, or the port, cannot be had; then nothing was started.
 */
export async function takeDataDir(environment: LaunchEnvironment): Promise<{ release(): Promise<void> }> {
  const { dataDir, host, port } = environment;
  // A start that cannot go on leaves no folder behind.
  if (!existsSync(dataDir)) await checkPort(host, port);
  makeDataDir(dataDir);
  const held = await holdFolder(dataDir, `process ${process.pid}, ${localUrl(environment)}`);
  if ("release" in held) return held;
  const who = held.holder === "" ? "" : ` (${held.holder})`;
  throw new AppError(
    "conflict",
    `Breakwater already runs in BREAKWATER_DATA_DIR ${dataDir}${who}; stop it, or set BREAKWATER_DATA_DIR to another folder.`,
  );
}
