import type { Observation } from "../domain/observation.ts";
import { type Severity, type SeverityByVantage, severityFrom, worseSeverity } from "../domain/severity.ts";
import { type Vantage, widestVantage } from "../domain/vantage.ts";

export interface Reach {
  severity: Severity;
  vantage?: Vantage;
}

/**
 * Severity of the worst vantage among the observations in which a port was open. With none of them only the node
 * itself is sure to reach the port, so the node-local column counts.
 */
export function reachSeverity(table: SeverityByVantage, observations: readonly Observation[]): Reach {
  const vantages = observations.filter(({ state }) => state === "open").map(({ vantage }) => vantage);
  const vantage = widestVantage(vantages);
  if (!vantage) return { severity: table["node-local"] };
  const severity = vantages.map(({ kind }) => severityFrom(table, kind)).reduce(worseSeverity);
  return { severity, vantage };
}
