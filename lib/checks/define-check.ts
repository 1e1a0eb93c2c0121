import type { Check, References } from "../domain/check.ts";
import { type Severity, severityRank, worseSeverity } from "../domain/severity.ts";

type Optional = "ports" | "needs" | "failureModes";
type CheckSeverity = Check["severity"];
type SeverityInput = Omit<CheckSeverity, "range"> & Partial<Pick<CheckSeverity, "range">>;
/** A check as its file writes it. */
export type CheckInput = Omit<Check, Optional | "references" | "severity"> &
  Partial<Pick<Check, Optional>> & { references: Partial<References>; severity: SeverityInput };

const noReferences: References = { cis: [], nsa: null, mitre: [], ms: [], cwe: [], cve: [], urls: [], tools: [] };

/** Completes a check with empty lists for what it does not name, and with the range of its table for its severity. */
export function defineCheck(check: CheckInput): Check {
  return {
    ports: [],
    needs: [],
    failureModes: [],
    ...check,
    severity: { ...check.severity, range: check.severity.range ?? tableRange(check.severity) },
    references: { ...noReferences, ...check.references },
  };
}

/** The worst and the mildest of the table by vantage; the base alone where there is none. */
function tableRange({ byVantage, base }: SeverityInput): CheckSeverity["range"] {
  const given: Severity[] = byVantage ? Object.values(byVantage) : [base];
  const milder = (a: Severity, b: Severity) => (severityRank(a) >= severityRank(b) ? a : b);
  return [given.reduce(worseSeverity), given.reduce(milder)];
}
