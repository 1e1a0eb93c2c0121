import type { Check } from "../domain/check.ts";
import { checks } from "./index.ts";
import type { Counterpart } from "./rosetta/counterpart.ts";
import { benchmarkRules, counterpartsOf, kubeBenchKey } from "./rosetta/counterparts-of.ts";
import { noCounterpart } from "./rosetta/no-counterpart.ts";
import { plainId } from "./rosetta/parse-references.ts";

export type { Counterpart } from "./rosetta/counterpart.ts";

const known = new WeakMap<Check, Counterpart[]>();

/** What other tools and benchmarks say of the thing that a check judges. */
export function rosettaOf(check: Check): readonly Counterpart[] {
  const before = known.get(check);
  if (before) return before;
  const rows = counterpartsOf(check);
  known.set(check, rows);
  return rows;
}

/** Why no other tool has a rule for it; undefined for a check that has counterparts. */
export function whyNoCounterpart(check: Check): string | undefined {
  return rosettaOf(check).length > 0 ? undefined : noCounterpart[check.id];
}

/**
 * Our checks for a rule of another tool; ids as the tool prints them, in any case: "4.2.1", "cis-1.12 4.2.1",
 * "eks-1.8.0 3.2.1" (kube-bench), "C-0069" (Kubescape), "KCV0079", "AVD-KCV-0079" (Trivy), "KHV036" (kube-hunter). A
 * number of kube-bench without a benchmark is one of the Kubernetes benchmark v1.12 and later.
 */
export function checksForRule(tool: string, id: string): string[] {
  const name = tool.trim().toLowerCase();
  const rule = name === "kube-bench" ? kubeBenchKey(id) : plainId(id);
  if (rule === null || rule === "") return [];
  return checks
    .filter((check) =>
      name === "kube-bench"
        ? benchmarkRules(check).kubeBench.has(rule)
        : rosettaOf(check).some((row) => isTool(row, name) && row.id !== null && plainId(row.id) === rule),
    )
    .map((check) => check.id);
}

/** "Trivy Operator" runs Trivy's rules. */
function isTool(row: Counterpart, name: string): boolean {
  const tool = row.tool.toLowerCase();
  return tool === name || `${tool} operator` === name;
}

/** Counterparts of a check whose id is this word: "c-0069", "4.2.1", "KHV036". */
export function counterpartsNamed(check: Check, word: string): Counterpart[] {
  const plain = plainId(word.replace(/^§/, ""));
  return rosettaOf(check).filter(({ id }) => id !== null && plainId(id) === plain);
}
