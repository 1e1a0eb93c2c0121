import type { Check, References } from "../domain/check.ts";

type Optional = "ports" | "needs" | "failureModes" | "references";
type CheckInput = Omit<Check, Optional> &
  Partial<Omit<Pick<Check, Optional>, "references">> & { references: Partial<References> };

const noReferences: References = { cis: [], nsa: null, mitre: [], ms: [], cwe: [], cve: [], urls: [], tools: [] };

/** Completes a check with empty lists for what it does not name. */
export function defineCheck(check: CheckInput): Check {
  return {
    ports: [],
    needs: [],
    failureModes: [],
    ...check,
    references: { ...noReferences, ...check.references },
  };
}
