import { Undo2 } from "lucide-react";
import type { ReactNode } from "react";
import type { Remediation, RemediationStep } from "../lib/domain/remediation.ts";
import * as t from "../lib/messages/index.ts";
import { MarkedCode } from "./marked-code.tsx";
import { RichText } from "./rich-text.tsx";
import { CodeBlock } from "./ui/code-block.tsx";
import { type LinkTab, LinkTabs } from "./ui/link-tabs.tsx";

interface Props {
  remediation: Remediation;
  /** The detected distribution first. */
  tabs: LinkTab[];
  /** Values of this very node, to be marked in the commands. */
  values: readonly string[];
  /** Between the summary and the steps: what changes. */
  children?: ReactNode;
}

function numbered(steps: RemediationStep[]) {
  return steps.map((step, index) => ({ step, number: index + 1 }));
}

export function RemediationSteps({ remediation, tabs, values, children }: Props) {
  return (
    <div>
      {tabs.length > 1 ? <LinkTabs label={t.finding.fix.distribution} tabs={tabs} className="mb-3" /> : null}
      <p className="max-w-prose text-sm">
        <RichText text={remediation.summary} />
      </p>
      {children ? <div className="mt-3">{children}</div> : null}
      <ol className="mt-3 grid gap-4">
        {numbered(remediation.steps).map(({ step, number }) => (
          <li key={number} className="grid grid-cols-[24px_minmax(0,1fr)] gap-x-2">
            <span
              aria-hidden
              className="nums grid size-5 place-items-center rounded-full border border-control text-xs font-medium text-ink-2"
            >
              {number}
            </span>
            <div className="min-w-0">
              <p className="max-w-prose text-sm">
                <RichText text={step.text} />
              </p>
              {step.code ? (
                <CodeBlock
                  code={step.code}
                  title={step.file}
                  label={t.finding.fix.step(number)}
                  copyLabel={t.finding.fix.copyStep(number)}
                  className="mt-1.5"
                >
                  <MarkedCode code={step.code} values={values} />
                </CodeBlock>
              ) : null}
            </div>
          </li>
        ))}
      </ol>
      {remediation.undo ? (
        <p className="mt-4 flex max-w-prose items-start gap-2 text-sm">
          <Undo2 aria-hidden className="mt-[3px] size-4 shrink-0 text-ink-3" />
          <span className="min-w-0">
            <span className="font-semibold">{t.finding.fix.undo}</span>{" "}
            <RichText text={remediation.undo} className="text-ink-2" />
          </span>
        </p>
      ) : null}
    </div>
  );
}
