import type { Check } from "../../domain/check.ts";
import { type Benchmark, benchmarkOf, benchmarks, ruleOf } from "./benchmarks.ts";
import { cisRules } from "./cis-rules.ts";
import type { Counterpart, ForeignRule } from "./counterpart.ts";
import { kubeHunterRules } from "./kube-hunter.ts";
import { kubescapeRules } from "./kubescape.ts";
import { parseCis, parseTool, plainId } from "./parse-references.ts";
import { prowlerRules } from "./prowler.ts";
import { trivyRules } from "./trivy.ts";

const tables: Record<string, Record<string, ForeignRule>> = {
  Kubescape: kubescapeRules,
  Trivy: trivyRules,
  "kube-hunter": kubeHunterRules,
  Prowler: prowlerRules,
};

const nothing = { benchmark: null, versions: [], distribution: null, assessment: null, note: null };

/** Rules by a key that is the same in every benchmark: "4.2.1", or "eks-1.8 5.4.1" for one that only EKS' has. */
export function benchmarkRules(check: Check): { cis: Set<string>; kubeBench: Set<string> } {
  const cis = new Set<string>();
  for (const { distribution, numbers } of check.references.cis.flatMap((text) => parseCis(text) ?? [])) {
    const benchmark = benchmarks.find((one) => one.distribution === distribution && distribution !== null);
    for (const number of numbers) cis.add(benchmark ? (ruleOf(benchmark, number) ?? number) : number);
  }
  const kubeBench = new Set(check.references.tools.flatMap(kubeBenchRule));
  for (const rule of cis) if (rule.includes(" ")) kubeBench.add(rule);
  return { cis, kubeBench };
}

function kubeBenchRule(text: string): string[] {
  return parseTool(text).flatMap(({ tool, id }) => (tool === "kube-bench" && id ? id : []));
}

/** The rows of one rule: a row for each number that it has somewhere, with the versions that agree on it. */
function rowsOfRule(tool: "CIS" | "kube-bench", rule: string): Counterpart[] {
  const rows = new Map<string, Counterpart>();
  for (const benchmark of benchmarks) {
    const number = numberIn(benchmark, rule);
    const text = number === null ? undefined : (benchmark.own[number] ?? cisRules[rule]);
    if (number === null || !text) continue;
    const key = `${benchmark.name} ${number}`;
    const before = rows.get(key);
    rows.set(key, {
      tool,
      id: number,
      benchmark: benchmark.name,
      versions: [...(before?.versions ?? []), benchmark.version],
      distribution: benchmark.distribution,
      title: text.title,
      severity: null,
      assessment: text.manual === undefined ? null : text.manual ? "manual" : "automated",
      note: null,
    });
  }
  return [...rows.values()];
}

function numberIn(benchmark: Benchmark, rule: string): string | null {
  const [name, number] = rule.includes(" ") ? rule.split(" ") : [];
  if (number) return benchmark.id === name ? number : null;
  return benchmark.numberOf(rule);
}

function toolRow(tool: string, id: string | null): Counterpart {
  const plain = id === null ? null : plainId(id);
  const found = Object.entries(tables[tool] ?? {}).find(([key]) => plainId(key) === plain);
  const [known, rule] = found ?? [id, undefined];
  const { title = null, severity = null, note = null } = rule ?? {};
  return { ...nothing, tool, id: known, title, severity, note };
}

/** Every counterpart of a check: benchmarks first, with the number in each of their versions, then the tools. */
export function counterpartsOf(check: Check): Counterpart[] {
  const { cis, kubeBench } = benchmarkRules(check);
  const inOrder = (rules: Iterable<string>) => [...rules].sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
  const tools = check.references.tools
    .flatMap(parseTool)
    .filter(({ tool }) => tool !== "kube-bench")
    .map(({ tool, id }) => toolRow(tool, id));
  return [
    ...inOrder(new Set([...cis, ...kubeBench])).flatMap((rule) =>
      rowsOfRule(kubeBench.has(rule) ? "kube-bench" : "CIS", rule),
    ),
    ...tools,
  ];
}

/** The rule that a number of kube-bench's stands for: "4.2.1", "cis-1.8 1.2.16", "eks-1.8.0 3.2.1"; null if unknown. */
export function kubeBenchKey(id: string): string | null {
  const [first = "", number] = id.trim().toLowerCase().split(/\s+/);
  if (!number) return first;
  const benchmark = benchmarkOf(first);
  return benchmark ? ruleOf(benchmark, number) : null;
}
