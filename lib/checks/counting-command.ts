import { shellQuote } from "../domain/shell-quote.ts";
import type { Subject } from "../domain/subject.ts";

/**
 * Counts the lines in which a pattern of grep -E occurs in what a command prints. Where the command itself fails, it
 * fails as well and prints no count: "kubectl … | grep -c" would print the 0 that is hoped for.
 */
export function countIn(command: string, pattern: string): string {
  return `out=$(${command}) && printf '%s\\n' "$out" | grep -Ec -e ${shellQuote(pattern)}`;
}

/** kubectl's output of what an object says itself: all of it would hold what was applied last as well. */
export function ownText({ kind }: Subject): string {
  if (kind === "Cluster") return "-o jsonpath='{.items[*].data}{.items[*].spec}'";
  return kind === "ConfigMap" ? "-o jsonpath='{.data}'" : "-o jsonpath='{.spec}'";
}
