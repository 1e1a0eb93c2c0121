import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { AppError } from "../domain/errors.ts";

export interface MigrationFile {
  name: string;
  sql: string;
  /** SHA-256 in hex. */
  checksum: string;
}

/** Finds prisma/migrations from the working folder upwards: a built server runs some folders below the root. */
function migrationsFolder(): string {
  let folder = process.cwd();
  for (;;) {
    const candidate = join(/* turbopackIgnore: true */ folder, "prisma", "migrations");
    if (existsSync(candidate)) return candidate;
    const parent = dirname(folder);
    if (parent === folder) throw new AppError("unavailable", `No prisma/migrations in or above ${process.cwd()}.`);
    folder = parent;
  }
}

/** Reads every migration in the order of their names. */
export function readMigrationFiles(folder = migrationsFolder()): MigrationFile[] {
  const names = readdirSync(/* turbopackIgnore: true */ folder, { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  return names
    .map(({ name }) => name)
    .sort()
    .map((name) => {
      const sql = readFileSync(join(/* turbopackIgnore: true */ folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}
