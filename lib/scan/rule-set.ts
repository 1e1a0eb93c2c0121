import { hash } from "node:crypto";
import { checks } from "../checks/index.ts";
import type { Check } from "../domain/check.ts";
import type { RuleSet } from "../domain/rule-set.ts";

const short = (text: string) => hash("sha256", text, "base64url").slice(0, 10);

/**
 * "1-tZ5k…": the revision that its file names, and a hash over what it declares and a verdict is made of. Remediation,
 * rationale and references change no verdict and are no part of it.
 */
function revisionOf(check: Check): string {
  const { title, component, kind, ports, needs, severity, settings, closes, rights, revision = 1 } = check;
  const declared = { title, component, kind, ports, needs, severity, settings, closes, rights };
  return `${revision}-${short(JSON.stringify(declared))}`;
}

/** The rules of this version, or of these checks. */
export function ruleSet(of: readonly Check[] = checks): RuleSet {
  const byId = of.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const revisions = Object.fromEntries(byId.map((check) => [check.id, revisionOf(check)]));
  return { hash: hash("sha256", JSON.stringify(revisions), "base64url").slice(0, 22), checks: revisions };
}
