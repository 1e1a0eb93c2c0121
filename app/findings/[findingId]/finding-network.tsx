import { TriangleAlert } from "lucide-react";
import { MarkedCode } from "../../../components/marked-code.tsx";
import { markedValues } from "../../../components/marked-values.ts";
import { RichText } from "../../../components/rich-text.tsx";
import { CodeBlock } from "../../../components/ui/code-block.tsx";
import { LinkTabs } from "../../../components/ui/link-tabs.tsx";
import { Section } from "../../../components/ui/section.tsx";
import { Notice } from "../../../components/ui/state.tsx";
import { messageOf } from "../../../lib/domain/errors.ts";
import type { NetworkIntent, NetworkRule, NetworkTool } from "../../../lib/domain/network-intent.ts";
import type { FindingDetail } from "../../../lib/domain/views/finding-view.ts";
import * as t from "../../../lib/messages/index.ts";
import { networkRules } from "../../../lib/remediation/index.ts";
import { type FixChoice, fixHref } from "./fix-address.ts";

const words = t.finding.network;

/** In a provider's cluster its own firewall is what people have at hand. */
const usual: Partial<Record<string, NetworkTool>> = { eks: "AWS", gke: "GCP", aks: "Azure" };

function Command({ title, code, copyLabel }: { title: string; code: string; copyLabel: string }) {
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] items-center gap-x-3 gap-y-1 sm:grid-cols-[150px_minmax(0,1fr)]">
      <h4 className="text-sm">{title}</h4>
      <CodeBlock code={code} label={title} copyLabel={copyLabel} />
    </div>
  );
}

function Rule({ rule, values }: { rule: NetworkRule; values: readonly string[] }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <p className="max-w-prose text-sm">
        <RichText text={rule.text} />
      </p>
      {rule.caution ? (
        <Notice icon={TriangleAlert}>
          <span className="font-medium">{words.caution}</span> <RichText text={rule.caution} className="text-ink-2" />
        </Notice>
      ) : null}
      <CodeBlock code={rule.code} title={rule.file} label={words.code(rule.tool)} copyLabel={words.copyCode}>
        <MarkedCode code={rule.code} values={values} />
      </CodeBlock>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-1.5">
        <Command title={words.apply} code={rule.apply} copyLabel={words.copyApply} />
        <Command title={words.verify} code={rule.verify} copyLabel={words.copyVerify} />
        <Command title={words.undo} code={rule.undo} copyLabel={words.copyUndo} />
      </div>
    </div>
  );
}

type Made = { rules: NetworkRule[] } | { broken: string };

/** Values of a cluster that no packet filter could name are said, and do not take the page with them. */
function rulesOf(intent: NetworkIntent, finding: FindingDetail): Made {
  try {
    return { rules: networkRules(intent, finding.context) };
  } catch (error) {
    if (error instanceof RangeError) return { broken: messageOf(error) };
    throw error;
  }
}

interface Props {
  finding: FindingDetail;
  intent: NetworkIntent | null;
  choice: FixChoice;
}

/** The same intent as the rule of each tool, the chosen one in the address. */
export function FindingNetwork({ finding, intent, choice }: Props) {
  if (!intent) return null;
  const made = rulesOf(intent, finding);
  const rules = "rules" in made ? made.rules : [];
  const wanted = choice.tool ?? usual[finding.context.distribution];
  const rule = rules.find(({ tool }) => tool === wanted) ?? rules[0];
  return (
    <Section id="network" title={words.title} level={3} className="mt-6" aside={words.closesNothing}>
      <p className="mb-2 max-w-prose text-sm">
        <RichText text={intent.purpose} />
      </p>
      {"broken" in made ? <Notice tone="unknown">{words.broken(made.broken)}</Notice> : null}
      {rule ? (
        <>
          <LinkTabs
            label={words.tools}
            className="mb-3 flex-wrap gap-y-0 overflow-visible"
            tabs={rules.map(({ tool }) => ({
              href: fixHref(finding, { ...choice, tool }, "network"),
              label: tool,
              current: tool === rule.tool,
            }))}
          />
          <Rule rule={rule} values={markedValues(finding.context)} />
        </>
      ) : null}
    </Section>
  );
}
