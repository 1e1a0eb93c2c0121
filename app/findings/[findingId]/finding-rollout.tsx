import type { ReactNode } from "react";
import { href } from "../../../components/href.ts";
import { CodeBlock } from "../../../components/ui/code-block.tsx";
import { Link } from "../../../components/ui/link.tsx";
import { Section } from "../../../components/ui/section.tsx";
import type { Check } from "../../../lib/domain/check.ts";
import type { FindingDetail } from "../../../lib/domain/views/finding-view.ts";
import * as t from "../../../lib/messages/index.ts";
import { type Rollout, rollout } from "../../../lib/remediation/index.ts";
import { affectedNodes, withRemediations } from "./affected-nodes.ts";
import { type FixChoice, fixHref } from "./fix-address.ts";

const words = t.finding.rollout;
/** A script longer than this is folded away. */
const unfoldedLines = 30;

function Script({ script }: { script: string }) {
  const lines = script.split("\n").length;
  const block = (
    <CodeBlock
      code={script}
      label={words.script}
      copyLabel={words.copyScript}
      title={words.script}
      className="[&_pre]:max-h-[480px] [&_pre]:overflow-y-auto"
    />
  );
  if (lines <= unfoldedLines) return block;
  return (
    <details>
      <summary className="link text-sm">{words.lines(lines)}</summary>
      <div className="mt-2">{block}</div>
    </details>
  );
}

function Plan({ plan: { stages, script, note } }: { plan: Rollout }) {
  return (
    <div className="mt-3 grid grid-cols-[minmax(0,1fr)] gap-3">
      <ol className="grid gap-2" aria-label={words.stages}>
        {stages.map((stage, index) => (
          <li key={stage.title} className="grid grid-cols-[24px_minmax(0,1fr)] gap-x-2 text-sm">
            <span
              aria-hidden
              className="nums grid size-5 place-items-center rounded-full border border-control text-xs font-medium text-ink-2"
            >
              {index + 1}
            </span>
            <div className="min-w-0 max-w-prose">
              <p>
                <span className="font-medium">{stage.title}:</span>{" "}
                <span className="break-words">{words.nodes(stage.nodes)}</span>
              </p>
              <p className="text-ink-2">{stage.why}</p>
            </div>
          </li>
        ))}
      </ol>
      <p className="max-w-prose text-sm text-ink-2">{note}</p>
      {script ? <Script script={script} /> : null}
    </div>
  );
}

interface Props {
  finding: FindingDetail;
  check: Check | undefined;
  choice: FixChoice;
}

/**
 * How to put every affected node of the cluster right, in a safe order. Awaited by the page itself: only so do the
 * store's sentences reach the guard. The plan reads each node's finding, so it is made when somebody asks for it.
 */
export async function findingRollout({ finding, check, choice }: Props): Promise<ReactNode> {
  if (!check || finding.node === null || finding.state === "resolved") return null;
  const affected = await affectedNodes(finding);
  if (affected.rows.length < 2) return null;
  const plan = choice.rollout ? rollout(await withRemediations(affected.rows, check)) : null;
  return (
    <Section id="rollout" title={words.title} level={3} className="mt-6">
      <p className="max-w-prose text-sm">{words.same(affected.rows.length, finding.clusterName)}</p>
      {affected.total > affected.read ? (
        <p className="max-w-prose text-sm text-ink-2">{words.more(affected.read, affected.total)}</p>
      ) : null}
      <p className="mt-1 flex flex-wrap gap-x-4 text-sm">
        <Link href={fixHref(finding, { ...choice, rollout: !choice.rollout }, "rollout")} className="link">
          {choice.rollout ? words.hide : words.show}
        </Link>
        <Link href={href("/findings", { cluster: finding.clusterId, check: finding.checkId })} className="link">
          {words.list}
        </Link>
      </p>
      {plan ? <Plan plan={plan} /> : null}
    </Section>
  );
}
