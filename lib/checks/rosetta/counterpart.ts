import type { Distribution } from "../../domain/distribution.ts";
import type { Severity } from "../../domain/severity.ts";

/** Tools whose rules are known here by id; others are named as they are. */
export const knownTools = ["CIS", "kube-bench", "Kubescape", "Trivy", "kube-hunter", "Prowler"] as const;

/** A rule of another tool, or of a benchmark, that speaks of what one of our checks judges. */
export interface Counterpart {
  tool: string;
  /** "4.2.1", "C-0069", "KCV0079"; null where the tool has no rule of its own and only shows the thing. */
  id: string | null;
  benchmark: string | null;
  /** Versions of the benchmark in which the rule has this number, oldest first. */
  versions: readonly string[];
  /** Whom the benchmark is written for; null for Kubernetes as such. */
  distribution: Distribution | null;
  /** The tool's own words; null where they could not be confirmed. */
  title: string | null;
  /** The tool's own severity; null where it gives none or it could not be confirmed. */
  severity: Severity | null;
  /** Of a benchmark, which knows no severities: whether kube-bench decides it or leaves it to the reader. */
  assessment: "automated" | "manual" | null;
  note: string | null;
}

/** What a tool says of one of its rules. */
export interface ForeignRule {
  title: string;
  severity?: Severity;
  note?: string;
}
