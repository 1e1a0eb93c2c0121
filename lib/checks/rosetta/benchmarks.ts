import type { Distribution } from "../../domain/distribution.ts";
import { type CisRule, cisRules } from "./cis-rules.ts";
import { aksRules, eksRules, gkeRules, openshiftRules } from "./provider-rules.ts";

/** One version of a benchmark, under the name that kube-bench gives it. */
export interface Benchmark {
  /** "cis-1.12", "eks-1.8": what kube-bench prints, without a patch version. */
  id: string;
  name: string;
  version: string;
  distribution: Distribution | null;
  /** The number that a rule of the Kubernetes benchmark has here; null where it has none or it is not confirmed. */
  numberOf(rule: string): string | null;
  /** Rules that only this benchmark has, by number. */
  own: Record<string, CisRule>;
}

/** v1.9 dropped 1.2.12 (SecurityContextDeny), so before it everything behind stands one further down. */
function before19(rule: string): string | null {
  if (rule === "4.3.1") return null;
  const [chapter, section, number] = rule.split(".").map(Number);
  return chapter === 1 && section === 2 && number !== undefined && number >= 12 ? `1.2.${number + 1}` : rule;
}

/** Up to v1.10 5.2.9 (added capabilities) was a rule of its own, so host ports were 5.2.13. */
const before111 = (rule: string | null) => (rule === "5.2.12" ? "5.2.13" : rule);
const since = (rule: string, ...missing: string[]) => (missing.includes(rule) ? null : rule);

function kubernetes(version: string, numberOf: Benchmark["numberOf"]): Benchmark {
  return {
    id: `cis-${version}`,
    name: "CIS Kubernetes Benchmark",
    version: `v${version}`,
    distribution: null,
    numberOf,
    own: {},
  };
}

function provider(distribution: Distribution, id: string, version: string, rules: typeof eksRules): Benchmark {
  const numbers = new Map(Object.entries(rules.same).map(([number, rule]) => [rule, number]));
  const names = { eks: "CIS EKS", aks: "CIS AKS", gke: "CIS GKE", openshift: "CIS OpenShift" } as Record<
    string,
    string
  >;
  return {
    id,
    name: `${names[distribution]} Benchmark`,
    version,
    distribution,
    numberOf: (rule) => numbers.get(rule) ?? null,
    own: rules.own,
  };
}

/** Only what kube-bench's k3s and RKE2 files were seen to hold. */
function rancher(
  distribution: "k3s" | "rke2",
  id: string,
  version: string,
  numberOf: Benchmark["numberOf"],
): Benchmark {
  return {
    id,
    name: `CIS Kubernetes Benchmark for ${distribution === "k3s" ? "k3s" : "RKE2"}`,
    version,
    distribution,
    numberOf,
    own: {},
  };
}

/** Oldest first. A number between two versions that agree is taken to be the same in both. */
export const benchmarks: readonly Benchmark[] = [
  kubernetes("1.8", (rule) => before111(before19(rule))),
  kubernetes("1.9", (rule) => before111(since(rule, "4.3.1"))),
  kubernetes("1.10", (rule) => before111(since(rule, "4.3.1"))),
  kubernetes("1.11", (rule) => since(rule, "4.3.1", "5.2.12")),
  kubernetes("1.12", (rule) => rule),
  kubernetes("2.0", (rule) => rule),
  rancher("k3s", "k3s-cis-1.9", "v1.9", (rule) =>
    /^(1\.2|4\.2|4\.3)\./.test(rule) && rule !== "1.2.29" ? rule : null,
  ),
  rancher("rke2", "rke2-cis-1.8", "v1.8", (rule) =>
    /^(1\.2|4\.2)\./.test(rule) && rule !== "1.2.29" ? before19(rule) : null,
  ),
  provider("eks", "eks-1.8", "v1.8", eksRules),
  provider("gke", "gke-1.9", "v1.9", gkeRules),
  provider("aks", "aks-1.8", "v1.8", aksRules),
  provider("openshift", "rh-1.8", "v1.8", openshiftRules),
];

/** "eks-1.8.0" and "cis-2.0.1" are "eks-1.8" and "cis-2.0". */
export function benchmarkOf(name: string): Benchmark | undefined {
  const id = name.toLowerCase().replace(/(\d+\.\d+)(\.\d+)+$/, "$1");
  return benchmarks.find((one) => one.id === id);
}

/** What a benchmark's number stands for: a rule of the Kubernetes benchmark, or one that only this benchmark has. */
export function ruleOf(benchmark: Benchmark, number: string): string | null {
  if (benchmark.own[number]) return `${benchmark.id} ${number}`;
  return Object.keys(cisRules).find((rule) => benchmark.numberOf(rule) === number) ?? null;
}
