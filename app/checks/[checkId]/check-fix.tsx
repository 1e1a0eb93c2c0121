import { href } from "../../../components/href.ts";
import { MarkedCode } from "../../../components/marked-code.tsx";
import { markedValues } from "../../../components/marked-values.ts";
import { RemediationSteps } from "../../../components/remediation-steps.tsx";
import { RichText } from "../../../components/rich-text.tsx";
import { CodeBlock } from "../../../components/ui/code-block.tsx";
import { Section } from "../../../components/ui/section.tsx";
import type { Check } from "../../../lib/domain/check.ts";
import { type Distribution, distributionName } from "../../../lib/domain/distribution.ts";
import * as t from "../../../lib/messages/index.ts";
import { sampleContext } from "./sample-context.ts";

const words = t.checks;

/** The remediation for one distribution with sample values, and how to see that it took. */
export function CheckFix({ check, distribution }: { check: Check; distribution: Distribution }) {
  const context = sampleContext(check, distribution);
  const { verify, ...remediation } = check.remediate(context);
  const values = markedValues(context);
  const tabs = [...new Set<Distribution>([...check.distributions, "unknown"])].map((name) => ({
    href: `${href(`/checks/${check.id}`, { distribution: name })}#fix`,
    label: name === "unknown" ? t.finding.fix.generic : distributionName(name),
    current: name === remediation.distribution,
  }));
  return (
    <>
      <Section id="fix" title={words.fix.title} aside={words.fix.sample}>
        <RemediationSteps remediation={{ ...remediation, verify }} tabs={tabs} values={values} />
      </Section>
      <Section id="verify" title={words.verify}>
        <CodeBlock code={verify.command} label={t.finding.verify.run} copyLabel={t.finding.verify.copy}>
          <MarkedCode code={verify.command} values={values} />
        </CodeBlock>
        <p className="mt-2 text-sm">
          <span className="font-medium">{t.finding.verify.expect}</span>{" "}
          <RichText text={verify.expect} className="text-ink-2" />
        </p>
      </Section>
    </>
  );
}
