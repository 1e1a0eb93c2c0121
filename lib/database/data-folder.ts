import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { AppError } from "../domain/errors.ts";
import type { Binaries } from "./binaries.ts";
import { giveTo, type RunAs } from "./run-as.ts";

export const superuser = "breakwater";
const serverMajor = "18";

/** Output of a program that must end well, within a time limit. */
function run(words: string[], env: NodeJS.ProcessEnv, timeoutMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const [command = "", ...rest] = words;
    const child = spawn(command, rest, {
      env,
      stdio: ["ignore", "pipe", "pipe"],
      timeout: timeoutMs,
      killSignal: "SIGKILL",
    });
    let output = "";
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString("utf8")).slice(-4_000);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.once("error", reject);
    child.once("close", (code, signal) => {
      if (code === 0) resolve();
      else reject(new AppError("unavailable", `PostgreSQL's initdb ended with ${signal ?? code}: ${output.trim()}`));
    });
  });
}

/** The environment the server's programs run in: no PG* variable of the caller changes what they do. */
export function serverEnvironment(binaries: Binaries): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH ?? "/usr/bin:/bin", NODE_ENV: "production", LC_ALL: "C", TZ: "UTC", ...binaries.env };
}

async function initialise(folder: string, binaries: Binaries, runAs: RunAs, durable: boolean): Promise<void> {
  for (const name of readdirSync(folder)) {
    if (name.startsWith("data.new")) rmSync(join(folder, name), { recursive: true, force: true });
  }
  const fresh = join(folder, "data.new");
  const passwordFile = join(folder, "password");
  mkdirSync(fresh, { mode: 0o700 });
  writeFileSync(passwordFile, randomBytes(24).toString("base64url"), { mode: 0o600 });
  chmodSync(passwordFile, 0o600);
  giveTo(fresh, runAs.owner);
  giveTo(passwordFile, runAs.owner);
  await run(
    [
      ...runAs.prefix,
      binaries.initdb,
      `--pgdata=${fresh}`,
      `--username=${superuser}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--no-instructions",
      ...(durable ? [] : ["--no-sync"]),
    ],
    serverEnvironment(binaries),
    60_000,
  );
  // A folder named "data" is always a finished one, whenever the first start was killed.
  renameSync(fresh, join(folder, "data"));
}

/** Makes the data folder on the first start and checks it on every later one. Returns the server's password. */
export async function prepareDataFolder(
  folder: string,
  options: { binaries: Binaries; runAs: RunAs; durable: boolean; log: (line: string) => void },
): Promise<string> {
  const data = join(folder, "data");
  if (existsSync(data)) giveTo(data, options.runAs.owner);
  else {
    options.log("Creating the database folder (once)");
    await initialise(folder, options.binaries, options.runAs, options.durable);
  }
  const version = readFileSync(join(data, "PG_VERSION"), "utf8").trim();
  if (version !== serverMajor) {
    throw new AppError(
      "conflict",
      `${data} was written by PostgreSQL ${version} and this is ${serverMajor}; move it away or set DATABASE_URL.`,
    );
  }
  const passwordFile = join(folder, "password");
  if (!existsSync(passwordFile)) {
    throw new AppError(
      "conflict",
      `${passwordFile} is missing, so the database in ${data} cannot be opened; restore it.`,
    );
  }
  return readFileSync(passwordFile, "utf8").trim();
}
