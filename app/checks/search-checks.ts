import type { Check } from "../../lib/domain/check.ts";

function textOf(check: Check): string {
  const { cis, nsa, mitre, ms, cwe, cve, tools } = check.references;
  const references = [...cis, nsa ?? "", ...mitre, ...ms, ...cwe, ...cve, ...tools];
  return [check.id, check.title, check.component, check.rationale, ...check.ports.map(String), ...references]
    .join(" ")
    .toLowerCase();
}

/** Checks in whose id, title, ports, text or references every word occurs: "CIS 4.2.4", "C-0175", "10255". */
export function searchChecks(checks: readonly Check[], q: string | undefined): Check[] {
  const words = (q ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  return checks.filter((check) => {
    const text = textOf(check);
    return words.every((word) => text.includes(word));
  });
}
