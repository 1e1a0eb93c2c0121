import { spawnSync } from "node:child_process";
import { chownSync, lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "../domain/errors.ts";

/** How the server's binaries are started by the user this process runs as. */
export interface RunAs {
  /** Words put before the command. */
  prefix: string[];
  /** Who must own the server's files. */
  owner: { uid: number; gid: number } | null;
  how: "directly" | "in a user namespace" | "as another user";
}

const nobody = { uid: 65534, gid: 65534 };

function works(words: string[]): boolean {
  const [command = "", ...rest] = words;
  return spawnSync(command, [...rest, "true"], { timeout: 5_000, stdio: "ignore" }).status === 0;
}

/** SIGINT at the death of the starting process is a fast, clean stop for PostgreSQL: nothing is orphaned. */
function dieWithParent(before: string[]): string[] {
  const words = [...before, "setpriv", "--pdeathsig", "INT", "--"];
  return process.platform === "linux" && works(words) ? words : before;
}

const namespaced = ["unshare", "-U", "--"];
// Keeps the right to pass through folders such as /root (0700), which a plain change of user would lose.
const otherUser = [
  "setpriv",
  `--reuid=${nobody.uid}`,
  `--regid=${nobody.gid}`,
  "--clear-groups",
  "--inh-caps=+dac_override",
  "--ambient-caps=+dac_override",
  "--",
];

/** PostgreSQL refuses to run as root: root enters a user namespace or, where that is forbidden, becomes "nobody". */
export function chooseRunAs(uid: number = process.getuid?.() ?? 1, namespacesAllowed = works(namespaced)): RunAs {
  if (uid !== 0) return { prefix: dieWithParent([]), owner: null, how: "directly" };
  if (namespacesAllowed) {
    return { prefix: dieWithParent(namespaced), owner: { uid: 0, gid: 0 }, how: "in a user namespace" };
  }
  if (works(otherUser)) return { prefix: dieWithParent(otherUser), owner: nobody, how: "as another user" };
  throw new AppError(
    "unavailable",
    "PostgreSQL does not run as root and neither unshare nor setpriv can give it another user here; start Breakwater as an ordinary user or set DATABASE_URL.",
  );
}

/** Gives a folder and all in it to `owner`, as after a change between the two ways root can take. */
export function giveTo(path: string, owner: RunAs["owner"]): void {
  if (!owner) return;
  const stat = lstatSync(path);
  if (stat.uid !== owner.uid || stat.gid !== owner.gid) chownSync(path, owner.uid, owner.gid);
  if (stat.isDirectory()) for (const name of readdirSync(path)) giveTo(join(path, name), owner);
}
