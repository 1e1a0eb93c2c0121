import { grantFor, needNames } from "../../lib/discovery/needs.ts";

/** The ClusterRole rule for a need, by its name as findings and inventories carry it; null when there is none. */
export function knownGrant(name: string): string | null {
  const need = needNames.find((one) => one === name);
  return need ? grantFor(need) : null;
}
