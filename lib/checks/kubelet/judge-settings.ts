import type { Check, Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { SettingReading, SettingValue } from "../../domain/setting.ts";
import type { Severity } from "../../domain/severity.ts";
import type { Subject } from "../../domain/subject.ts";
import type { Vantage } from "../../domain/vantage.ts";
import { onPresentNode } from "../present-node.ts";
import { fail, notApplicable, pass, unknown } from "../verdicts.ts";
import { configSilence, settingItem } from "./kubelet-settings.ts";

export interface SettingVerdict {
  verdict: "fail" | "pass" | "not-applicable";
  /** Sentences, each with its full stop. */
  reason: string;
  severity?: Severity;
  vantage?: Vantage | undefined;
}

type Rule = (
  value: (name: string) => SettingValue | null,
  subject: Subject,
  evidence: Evidence,
) => SettingVerdict | null;

/** Judges a kubelet by the effective values of its settings; what no source tells, or a ConfigMap alone, is unknown. */
export function judgeSettings(names: readonly string[], rule: Rule): Check["judge"] {
  return onPresentNode((subject, evidence) => {
    const deciding = new Map(names.map((name) => [name, decidingReading(evidence, subject.name, name)]));
    const told = rule((name) => deciding.get(name)?.value ?? null, subject, evidence);
    const items = [...deciding].flatMap(([name, reading]) =>
      reading ? [settingItem(evidence, subject.name, name, reading, told !== null)] : [],
    );
    if (!told) return unknown(missing(evidence, subject, deciding), items);
    return judgementOf(told, items);
  });
}

function judgementOf(
  { verdict, reason, severity, vantage }: SettingVerdict,
  evidence: Judgement["evidence"],
): Judgement {
  if (verdict === "not-applicable") return notApplicable(reason, evidence);
  if (verdict === "pass") return pass(reason, evidence, vantage);
  return fail({ reason, evidence, vantage, ...(severity ? { severity } : {}) });
}

/** The reading whose value counts; a ConfigMap says only what nodes are meant to have. */
function decidingReading(evidence: Evidence, node: string, name: string): SettingReading | null {
  const { readings, decidedBy } = evidence.setting("kubelet", node, name);
  if (decidedBy === null || decidedBy === "configmap") return null;
  return readings.find(({ value, uncertain }) => value !== null && !uncertain) ?? null;
}

function missing(evidence: Evidence, subject: Subject, deciding: Map<string, SettingReading | null>): string {
  const untold = [...deciding].filter(([, reading]) => reading === null).map(([name]) => name);
  const [first] = untold;
  if (first === undefined)
    return `${[...deciding.keys()].join(" or ")} of ${subject.name} has no value that can be judged; read it by hand with the verify command.`;
  return `${untold.join(" and ")} of ${subject.name} is not known. ${configSilence(evidence, subject, first)}`;
}
