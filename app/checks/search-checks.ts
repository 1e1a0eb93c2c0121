import { portsOf } from "../../lib/checks/ports-of.ts";
import { type Counterpart, checksForRule, counterpartsNamed, rosettaOf } from "../../lib/checks/rosetta.ts";
import type { Check, Component } from "../../lib/domain/check.ts";

export interface CheckSearch {
  q?: string | undefined;
  component?: Component | undefined;
  tier?: number | undefined;
}

/** A check that was found, and the rules of other tools by whose id it was. */
export interface FoundCheck {
  check: Check;
  matched: Counterpart[];
}

function textOf(check: Check): string {
  const { cis, nsa, mitre, ms, cwe, cve, tools } = check.references;
  const references = [...cis, nsa ?? "", ...mitre, ...ms, ...cwe, ...cve, ...tools];
  const counterparts = rosettaOf(check).flatMap(({ tool, benchmark }) => [tool, benchmark ?? ""]);
  const said = [check.id, check.title, check.component, check.rationale, check.severityDiffers ?? ""];
  return [...said, ...portsOf(check).map(String), ...references, ...counterparts].join(" ").toLowerCase();
}

/** "cis-1.8 1.2.16" and "eks-1.8.0 3.2.1": a number and the benchmark that it is of. */
function byBenchmark(checks: readonly Check[], q: string): FoundCheck[] | null {
  const number = /^[a-z0-9-]+-\d[\d.]*\s+§?(\d+(?:\.\d+)+)$/i.exec(q)?.[1];
  const ids = number ? checksForRule("kube-bench", q.replace("§", "")) : [];
  if (!number || ids.length === 0) return null;
  return checks
    .filter(({ id }) => ids.includes(id))
    .map((check) => ({ check, matched: counterpartsNamed(check, number) }));
}

/**
 * Checks in whose id, title, ports, text or references every word occurs: "10255", "profiling". A word that is an id of
 * another tool or benchmark finds exactly the checks that judge the same: "C-0175", "KHV036", "4.2.1", "eks-1.8 3.2.1".
 */
export function searchChecks(checks: readonly Check[], { q = "", component, tier }: CheckSearch): FoundCheck[] {
  const asked = checks.filter(
    (check) => (!component || check.component === component) && (!tier || check.tier === tier),
  );
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const exact = byBenchmark(asked, words.join(" "));
  if (exact) return exact;
  const ids = words.filter((word) => checks.some((check) => counterpartsNamed(check, word).length > 0));
  const others = words.filter((word) => !ids.includes(word));
  return asked.flatMap((check) => {
    const matched = ids.map((word) => counterpartsNamed(check, word));
    if (matched.some((rows) => rows.length === 0)) return [];
    const text = textOf(check);
    return others.every((word) => text.includes(word)) ? [{ check, matched: matched.flat() }] : [];
  });
}
