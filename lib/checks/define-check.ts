import type { Check, References } from "../domain/check.ts";
import type { SettingComponent } from "../domain/setting.ts";
import { type Severity, severityRank, worseSeverity } from "../domain/severity.ts";

type Optional = "ports" | "needs" | "failureModes";
type CheckSeverity = Check["severity"];
type SeverityInput = Omit<CheckSeverity, "range"> & Partial<Pick<CheckSeverity, "range">>;
/** A check as its file writes it. */
export type CheckInput = Omit<Check, Optional | "references" | "severity"> &
  Partial<Pick<Check, Optional>> & { references: Partial<References>; severity: SeverityInput };

const noReferences: References = { cis: [], nsa: null, mitre: [], ms: [], cwe: [], cve: [], urls: [], tools: [] };

/** Where the settings of a component stand: who may not read it loses every check of them. */
const settingNeeds: Record<SettingComponent, string> = {
  kubelet: "get nodes/configz",
  "kube-apiserver": "list pods",
  etcd: "list pods",
  "kube-controller-manager": "list pods",
  "kube-scheduler": "list pods",
  "kube-proxy": "get configmaps kube-system/kube-proxy",
};

/** What a check names itself, and what the settings that it judges are read by. */
function allNeeds({ needs = [], settings }: CheckInput): string[] {
  return [...new Set([...needs, ...(settings ? [settingNeeds[settings.component]] : [])])];
}

/** Completes a check with empty lists for what it does not name, and with the range of its table for its severity. */
export function defineCheck(check: CheckInput): Check {
  return {
    ports: [],
    failureModes: [],
    ...check,
    needs: allNeeds(check),
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
