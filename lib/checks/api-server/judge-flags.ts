import type { Check, Judgement } from "../../domain/check.ts";
import type { Distribution } from "../../domain/distribution.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { Severity } from "../../domain/severity.ts";
import type { Subject } from "../../domain/subject.ts";
import { onPresentNode } from "../present-node.ts";
import { fail, notApplicable, pass, unknown } from "../verdicts.ts";
import { distributionOf, type Flag, type FlaggedComponent, flagsUnread, readFlag } from "./control-plane-flags.ts";
import { providerOf } from "./managed-control-plane.ts";

/** What flags say; a sentence without its full stop. */
export interface FlagVerdict {
  verdict: "fail" | "pass" | "unknown" | "not-applicable";
  says: string;
  severity?: Severity;
  values?: Record<string, string>;
}

export interface FlagRule {
  component: FlaggedComponent;
  flags: readonly string[];
  /** `value` is null where a flag is not set. */
  read(value: (flag: string) => string | null, subject: Subject, evidence: Evidence): FlagVerdict;
  /** Distributions that set these flags themselves, where no argument of a server overrides them. */
  builtIn?: Partial<Record<Distribution, string>>;
  /** Instead of what a provider's control plane gets otherwise: not-applicable. */
  managed?(provider: string, subject: Subject, evidence: Evidence): Judgement;
}

/** Judges a component by its flags: a provider's is not judged, and what no source tells stays unknown. */
export function judgeFlags(rule: FlagRule): Check["judge"] {
  return onPresentNode((subject, evidence) => {
    const provider = providerOf(evidence, subject);
    if (provider !== null) return rule.managed?.(provider, subject, evidence) ?? runByProvider(provider, rule);
    if (subject.kind === "Cluster")
      return unknown(
        `No control-plane node of ${subject.name} is listed, so the flags of ${rule.component} are not known; grant "list nodes", or ask whoever runs the control plane.`,
      );
    return judgeRead(rule, subject, evidence);
  });
}

function runByProvider(provider: string, { component, flags }: FlagRule): Judgement {
  const list = flags.map((flag) => `--${flag}`).join(", ");
  return notApplicable(`${provider} runs ${component} here: ${list} can be neither read nor set.`);
}

function judgeRead(rule: FlagRule, subject: Subject, evidence: Evidence): Judgement {
  const flags = rule.flags.map((name) => readFlag(evidence, subject, rule.component, name));
  const items = decisiveFirst(flags);
  if (flags.some(({ isRead }) => !isRead)) return unknown(flagsUnread(evidence, subject, rule.component), items);
  const builtIn = builtInOf(rule, subject, evidence, flags);
  if (builtIn !== undefined) return pass(`${builtIn}, and no argument of the server overrides it.`, items);
  const byName = new Map(flags.map((flag) => [flag.name, flag.value]));
  const { verdict, says, severity, values } = rule.read((name) => byName.get(name) ?? null, subject, evidence);
  if (verdict === "unknown") return unknown(`${says}.`, items);
  if (verdict === "not-applicable") return notApplicable(`${says}.`, items);
  if (verdict === "pass") return pass(`${says}.`, items);
  return fail({
    reason: `${says}.`,
    evidence: items,
    ...(severity ? { severity } : {}),
    ...(values ? { values } : {}),
  });
}

/** A server inside one process shows only what was added to its own arguments; as a static pod it shows them all. */
function builtInOf(rule: FlagRule, subject: Subject, evidence: Evidence, flags: readonly Flag[]): string | undefined {
  const text = rule.builtIn?.[distributionOf(evidence, subject)];
  const isSet = flags.some(({ value }) => value !== null);
  const isStaticPod = evidence.inventory.staticPods?.some(
    ({ node, component }) => node === subject.node && component === rule.component,
  );
  return isSet || isStaticPod ? undefined : text;
}

function decisiveFirst(flags: readonly Flag[]) {
  return flags.flatMap(({ items }) => items).toSorted((a, b) => Number(b.decisive) - Number(a.decisive));
}
