import * as t from "../../lib/messages/index.ts";

interface Named {
  tool: string;
  id: string | null;
  benchmark: string | null;
  versions: readonly string[];
}

/** "v1.8 to v2.0": versions in which a rule has the same number. */
export function versionRange(versions: readonly string[]): string {
  const [first = "", last = first] = [versions[0], versions.at(-1)];
  return first === last ? first : t.checks.rosetta.versions(first, last);
}

/** "Kubescape C-0069", "CIS EKS Benchmark v1.8 §3.2.1". */
export function counterpartName({ tool, id, benchmark, versions }: Named): string {
  if (benchmark) return `${benchmark} ${versionRange(versions)} §${id}`;
  return [tool, id].filter(Boolean).join(" ");
}
