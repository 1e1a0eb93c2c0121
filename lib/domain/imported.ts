import type { Observation } from "./observation.ts";

export const importFormats = ["kube-bench", "kubescape", "trivy", "nmap", "naabu", "node-report"] as const;
export type ImportFormat = (typeof importFormats)[number];

/** What another tool said of something that one of our checks judges. Never a verdict of ours. */
export interface ImportedOpinion {
  tool: string;
  toolVersion: string | null;
  /** RFC 3339: when the tool looked. */
  at: string;
  /** Id in that tool: "4.2.1", "C-0069", "KCV0079". */
  ruleId: string;
  title: string;
  /** Our check; an entry for each where a rule maps to several. */
  checkId: string;
  /** Node name; null where it speaks of the whole cluster. */
  node: string | null;
  verdict: "fail" | "pass" | "unknown";
  /** What it saw, in its own words, cut at 300 characters. */
  says: string;
}

/** What came out of one imported file. */
export interface ImportedEvidence {
  format: ImportFormat;
  tool: string;
  toolVersion: string | null;
  at: string;
  opinions: ImportedOpinion[];
  /** Port states; `vantage` says where the tool stood. */
  observations: Observation[];
  nodeReports: import("./node-report.ts").NodeReport[];
  /** Rules and hosts of the file that have no counterpart here, with the reason. */
  left: { what: string; why: string }[];
}
