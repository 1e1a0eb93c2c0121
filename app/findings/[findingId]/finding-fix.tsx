import type { ReactNode } from "react";
import { href } from "../../../components/href.ts";
import { MarkedCode } from "../../../components/marked-code.tsx";
import { markedValues } from "../../../components/marked-values.ts";
import { RemediationSteps } from "../../../components/remediation-steps.tsx";
import { RichText } from "../../../components/rich-text.tsx";
import { CodeBlock } from "../../../components/ui/code-block.tsx";
import { Section } from "../../../components/ui/section.tsx";
import type { Check } from "../../../lib/domain/check.ts";
import { type Distribution, distributionName } from "../../../lib/domain/distribution.ts";
import type { Remediation } from "../../../lib/domain/remediation.ts";
import type { FindingDetail } from "../../../lib/domain/views/finding-view.ts";
import { t } from "../../../lib/messages/index.ts";

interface Props {
  finding: FindingDetail;
  remediation: Remediation;
}

const words = t.finding.fix;

/** The detected distribution first, then those with a text of their own, then the text for any other. */
function tabsOf(finding: FindingDetail, check: Check | undefined, chosen: Distribution) {
  const detected = finding.context.distribution;
  const all = new Set<Distribution>([detected, ...(check?.distributions ?? []), "unknown"]);
  return [...all].map((distribution) => ({
    href: `${href(`/findings/${finding.id}`, { distribution: distribution === detected ? null : distribution })}#fix`,
    current: distribution === chosen,
    label: (
      <>
        {distribution === "unknown" ? words.generic : distributionName(distribution)}
        {distribution === detected ? <span className="text-xs font-normal text-ink-2">{words.detected}</span> : null}
      </>
    ),
  }));
}

export function FindingFix({ finding, check, remediation }: Props & { check: Check | undefined }) {
  return (
    <Section id="fix" title={words.title} aside={check ? words.marked : words.retired}>
      <RemediationSteps
        remediation={remediation}
        tabs={check ? tabsOf(finding, check, remediation.distribution) : []}
        values={markedValues(finding.context)}
      />
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
