import { Fragment, type ReactNode } from "react";
import { MarkedCode } from "../../../components/marked-code.tsx";
import { markedValues } from "../../../components/marked-values.ts";
import { RemediationSteps } from "../../../components/remediation-steps.tsx";
import { RichText } from "../../../components/rich-text.tsx";
import { SettingDiffView } from "../../../components/setting-diff.tsx";
import { TimeAgo } from "../../../components/time-ago.tsx";
import { CodeBlock } from "../../../components/ui/code-block.tsx";
import { Section } from "../../../components/ui/section.tsx";
import type { Check } from "../../../lib/domain/check.ts";
import { type Distribution, distributionName } from "../../../lib/domain/distribution.ts";
import type { Remediation, RemediationContext } from "../../../lib/domain/remediation.ts";
import type { FindingDetail } from "../../../lib/domain/views/finding-view.ts";
import * as t from "../../../lib/messages/index.ts";
import { settingDiff } from "../../../lib/remediation/index.ts";
import { type FixChoice, fixHref } from "./fix-address.ts";

interface Props {
  finding: FindingDetail;
  remediation: Remediation;
}

const words = t.finding.fix;

/** The detected distribution first, then those with a text of their own, then the text for any other. */
function tabsOf(finding: FindingDetail, check: Check | undefined, choice: FixChoice) {
  const detected = finding.context.distribution;
  const all = new Set<Distribution>([detected, ...(check?.distributions ?? []), "unknown"]);
  return [...all].map((distribution) => ({
    href: fixHref(finding, { ...choice, distribution }, "fix"),
    current: distribution === choice.distribution,
    label: (
      <>
        {distribution === "unknown" ? words.generic : distributionName(distribution)}
        {distribution === detected ? <span className="text-xs font-normal text-ink-2">{words.detected}</span> : null}
      </>
    ),
  }));
}

/** What the left side of the diff was read from, and when; a default was read from nowhere. */
function Basis({ current, names }: { current: NonNullable<RemediationContext["current"]>; names: readonly string[] }) {
  const told = names.flatMap((name) => {
    const known = current[name];
    return known && known.value !== null ? [known] : [];
  });
  const sources = [...new Map(told.map(({ source, at }) => [source, at]))];
  if (sources.length === 0) return t.finding.diff.unread;
  return (
    <>
      {t.finding.diff.basis}{" "}
      {sources.map(([source, at], index) => (
        <Fragment key={source}>
          {index > 0 ? "; " : ""}
          {source}
          {at ? (
            <>
              {", "}
              {t.finding.diff.read} <TimeAgo at={at} />
            </>
          ) : null}
        </Fragment>
      ))}
    </>
  );
}

/** From what the component runs with to what it should; nothing where the check judges no setting. */
function Diff({ finding, check, distribution }: { finding: FindingDetail; check: Check; distribution: Distribution }) {
  const { current } = finding.context;
  if (!check.settings || !check.wanted || !current) return null;
  const wanted = check.wanted({ ...finding.context, distribution });
  const diff = settingDiff(check.settings.component, current, wanted);
  if (!diff) return null;
  return (
    <div className="min-w-0">
      <h3 className="mb-1.5 text-sm font-medium">{t.finding.diff.title}</h3>
      <SettingDiffView lines={diff.lines} basis={<Basis current={current} names={Object.keys(wanted)} />} />
    </div>
  );
}

interface FixProps extends Props {
  check: Check | undefined;
  choice: FixChoice;
  /** Rules for packet filters, and the plan for all affected nodes. */
  children: ReactNode;
}

export function FindingFix({ finding, check, remediation, choice, children }: FixProps) {
  return (
    <Section id="fix" title={words.title} aside={check ? words.marked : words.retired}>
      <RemediationSteps
        remediation={remediation}
        tabs={check ? tabsOf(finding, check, choice) : []}
        values={markedValues(finding.context)}
      >
        {check ? <Diff finding={finding} check={check} distribution={choice.distribution} /> : null}
      </RemediationSteps>
      {children}
    </Section>
  );
}

/** The command that shows whether the fix took, what it should say, and the probe that says it by itself. */
export function FindingVerify({ finding, remediation, children }: Props & { children: ReactNode }) {
  const verify = t.finding.verify;
  const { command, expect } = remediation.verify;
  return (
    <Section id="verify" title={verify.title}>
      <CodeBlock code={command} label={verify.run} copyLabel={verify.copy}>
        <MarkedCode code={command} values={markedValues(finding.context)} />
      </CodeBlock>
      <p className="mt-2 mb-4 text-sm">
        <span className="font-medium">{verify.expect}</span> <RichText text={expect} className="text-ink-2" />
      </p>
      {children}
    </Section>
  );
}
