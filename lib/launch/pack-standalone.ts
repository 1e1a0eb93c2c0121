import { cpSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";

export const projectRoot = join(import.meta.dirname, "../..");

/** Puts into .next/standalone what its server serves but Next leaves out: scripts, styles, fonts and public files. */
export function packStandalone(root: string = projectRoot): void {
  const standalone = join(root, ".next/standalone");
  rmSync(join(standalone, ".next/static"), { recursive: true, force: true });
  cpSync(join(root, ".next/static"), join(standalone, ".next/static"), { recursive: true });
  const open = join(root, "public");
  if (existsSync(open)) cpSync(open, join(standalone, "public"), { recursive: true });
}
