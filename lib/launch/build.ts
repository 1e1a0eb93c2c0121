import { spawn } from "node:child_process";
import { existsSync, globSync, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { withStartLock } from "../database/index.ts";
import { AppError } from "../domain/errors.ts";
import { packStandalone, projectRoot } from "./pack-standalone.ts";

/** What the pages are made of; the other rooms never run in the web server. */
const sources = [
  "app/**/*",
  "components/**/*",
  "lib/{channels,checks,discovery,domain,evidence,exports,guard,importers,messages,posture,probes,remediation,schedule,store}/**/*.ts",
  "prisma/schema.prisma",
  "public/**/*",
  "next.config.ts",
  "package-lock.json",
];

/** Variables that keep the build tools from reaching any other host. */
export const offline = {
  NEXT_TELEMETRY_DISABLED: "1",
  CHECKPOINT_DISABLE: "1",
  PRISMA_HIDE_UPDATE_MESSAGE: "1",
  NO_UPDATE_NOTIFIER: "1",
} as const;

/** True when there is no finished build or a source is newer than it. */
export function needsBuild(root: string = projectRoot): boolean {
  const stamp = join(root, ".next/standalone/.next/BUILD_ID");
  if (!existsSync(stamp) || !existsSync(join(root, ".next/standalone/.next/static"))) return true;
  const built = statSync(stamp).mtimeMs;
  const newer = (path: string) => {
    const stat = statSync(join(root, path));
    return stat.isFile() && stat.mtimeMs > built;
  };
  const isSource = (path: string) => !path.includes(".test.") && !path.includes("/generated/");
  return globSync(sources, { cwd: root }).some((path) => isSource(path) && newer(path));
}

function run(script: string, args: string[], root: string, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, "node_modules", script), ...args], {
      cwd: root,
      env: { ...process.env, ...offline, NODE_ENV: "production" },
      stdio: ["ignore", "pipe", "pipe"],
      ...(signal ? { signal } : {}),
    });
    let output = "";
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString("utf8")).slice(-6_000);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.once("error", reject);
    child.once("close", (code, ended) => {
      if (code === 0) resolve();
      else
        reject(
          new AppError("unavailable", `The build failed (${script} ${args.join(" ")}: ${ended ?? code})\n${output}`),
        );
    });
  });
}

/** Generates the database client that worker and web need. */
export function generateClient(root: string = projectRoot, signal?: AbortSignal): Promise<void> {
  return run("prisma/build/index.js", ["generate"], root, signal);
}

/** Builds the pages unless another process, whose build is waited for, has just done so. */
export async function buildOnce(root: string = projectRoot, signal?: AbortSignal): Promise<void> {
  const folder = join(root, ".next");
  mkdirSync(folder, { recursive: true });
  const work = async () => {
    if (needsBuild(root)) await buildPages(root, signal);
  };
  await withStartLock(folder, work, { timeoutMs: 600_000, doing: "building the pages" });
}

/** Builds the pages into .next/standalone, complete with what the standalone server does not copy itself. */
export async function buildPages(root: string = projectRoot, signal?: AbortSignal): Promise<void> {
  await generateClient(root, signal);
  await run("next/dist/bin/next", ["build"], root, signal);
  packStandalone(root);
}
