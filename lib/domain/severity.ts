import type { VantageKind } from "./vantage.ts";

/** Worst first; the order is the sort order on every screen. */
export const severities = ["critical", "high", "medium", "low", "info"] as const;
export type Severity = (typeof severities)[number];

/** 0 is the worst; lower sorts first. */
export function severityRank(severity: Severity): number {
  return severities.indexOf(severity);
}

/** The worse of two severities. */
export function worseSeverity(a: Severity, b: Severity): Severity {
  return severityRank(a) <= severityRank(b) ? a : b;
}

/** Moves a severity by whole steps: negative is worse, positive is milder; stays inside the scale. */
export function shiftSeverity(severity: Severity, steps: number): Severity {
  const index = Math.min(severities.length - 1, Math.max(0, severityRank(severity) + steps));
  return severities[index] ?? severity;
}

/** Severity of a check as a function of who can reach the port. */
export interface SeverityByVantage {
  internet: Severity;
  "other-network": Severity;
  pod: Severity;
  "node-local": Severity;
}

/**
 * Reads the table for one vantage. A worker node sees what a pod without a policy in its way sees; the control plane
 * is as trusted as the node itself, so both take the neighbouring column.
 */
export function severityFrom(table: SeverityByVantage, vantage: VantageKind): Severity {
  if (vantage === "worker-node") return table.pod;
  if (vantage === "control-plane") return table["node-local"];
  return table[vantage];
}
