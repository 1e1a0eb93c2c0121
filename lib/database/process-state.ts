import { readFileSync } from "node:fs";

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // A process that is gone has no files under /proc: that is the answer, not an error.
    return null;
  }
}

/** Fields of /proc/PID/stat after the command name, which may itself hold spaces and parentheses. */
function statFields(pid: number): string[] | null {
  const stat = readOrNull(`/proc/${pid}/stat`);
  return stat === null ? null : stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}

/** True for a process that still runs; a zombie that nobody has reaped yet counts as dead. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return false;
  }
  if (process.platform !== "linux") return true;
  const state = statFields(pid)?.[0];
  return state !== undefined && state !== "Z" && state !== "X";
}

/** Identity of a process that outlives the reuse of its number: pid and start time in clock ticks since boot. */
export function processIdentity(pid: number): string {
  return `${pid} ${statFields(pid)?.[19] ?? "?"}`;
}

export function isIdentityRunning(identity: string): boolean {
  const pid = Number.parseInt(identity, 10);
  return Number.isInteger(pid) && pid > 0 && isRunning(pid) && processIdentity(pid) === identity.trim();
}

/** True when the process was started with this word in its command line; unknown (true) where /proc is missing. */
export function commandLineHolds(pid: number, word: string): boolean {
  if (process.platform !== "linux") return true;
  return readOrNull(`/proc/${pid}/cmdline`)?.split("\0").includes(word) ?? false;
}
