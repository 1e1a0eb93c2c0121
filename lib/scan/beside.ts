import type { Beside } from "../domain/beside.ts";
import type { Check } from "../domain/check.ts";
import type { Evidence } from "../domain/evidence.ts";
import type { Subject } from "../domain/subject.ts";
import type { Verdict } from "../domain/verdict.ts";
import { ownerOfSubject } from "../evidence/index.ts";
import { impactOf } from "../remediation/index.ts";
import { settingNode } from "./setting-node.ts";

/** More holders than anyone reads beside one finding; the role's own finding names them all. */
const listedHolders = 20;

/** What stands beside a verdict: sources, owner, users, holders, other tools. A pass shows its sources alone. */
export function besideOf(check: Check, subject: Subject, verdict: Verdict, evidence: Evidence): Beside {
  const node = subject.node ?? null;
  const where = node ?? settingNode(check, subject, evidence)?.name ?? null;
  const settings = check.settings?.names.map((name) =>
    evidence.setting(check.settings?.component ?? "kubelet", where, name),
  );
  const opinions = evidence.imported.filter(
    (opinion) => opinion.checkId === check.id && (opinion.node === null || opinion.node === node),
  );
  const told = {
    ...(settings && settings.length > 0 ? { settings } : {}),
    ...(opinions.length > 0 ? { opinions } : {}),
  };
  if (verdict !== "fail" && verdict !== "unknown") return told;
  const owner = ownerOfSubject(evidence, subject);
  const doors = check.closesFor?.(subject) ?? check.closes;
  const holders = (check.rights ?? []).flatMap((right) => evidence.holders(right) ?? []);
  return {
    ...told,
    ...(owner ? { owner } : {}),
    ...(doors && doors.length > 0 ? { impact: impactOf(doors, evidence.usersOf) } : {}),
    ...(holders.length > 0 ? { holders: holders.slice(0, listedHolders) } : {}),
  };
}
