import { Check, CircleHelp, LoaderCircle, X } from "lucide-react";
import { distributionName } from "../../lib/domain/distribution.ts";
import type { ConnectionStep, ConnectionTest } from "../../lib/domain/views/cluster-view.ts";
import * as t from "../../lib/messages/index.ts";
import { CodeBlock } from "../ui/code-block.tsx";
import { Notice } from "../ui/state.tsx";

const words = t.clusters.test;

const looks: Record<ConnectionStep["state"], { icon: typeof Check; colour: string }> = {
  ok: { icon: Check, colour: "text-pass" },
  failed: { icon: X, colour: "text-critical" },
  missing: { icon: CircleHelp, colour: "text-unknown" },
};

function Step({ step }: { step: ConnectionStep }) {
  const { icon: Icon, colour } = looks[step.state];
  return (
    <li className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-2 border-t border-line py-1.5 text-sm">
      <Icon aria-hidden className={`mt-0.5 size-4 ${colour}`} />
      <div className="min-w-0">
        <p className="break-words">
          <span className="font-medium">{step.title}</span>{" "}
          <span className={step.state === "ok" ? "sr-only" : `text-xs font-medium ${colour}`}>
            {words.state[step.state]}
          </span>{" "}
          <span className="text-ink-2">{step.detail}</span>
        </p>
        {step.grant ? (
          <details className="mt-0.5 text-xs">
            <summary className="text-ink-2 hover:text-ink">{words.grant}</summary>
            <CodeBlock code={step.grant} label={words.grant} copyLabel={words.copyGrant(step.title)} className="mt-1" />
          </details>
        ) : null}
      </div>
    </li>
  );
}

function Outcome({ test }: { test: ConnectionTest }) {
  const missing = test.steps.filter(({ state }) => state === "missing").length;
  if (!test.ok) {
    return (
      <Notice tone="critical" icon={X}>
        <p className="font-medium">{words.broken}</p>
        {test.message ? <p>{test.message}</p> : null}
      </Notice>
    );
  }
  const distribution = test.distribution ? distributionName(test.distribution) : null;
  return (
    <Notice tone={missing > 0 ? "unknown" : "pass"} icon={missing > 0 ? CircleHelp : Check}>
      <p className="font-medium">{missing > 0 ? words.worksWithGaps(missing) : words.works}</p>
      <p className="nums text-ink-2">{words.facts(test.version, distribution, test.nodes)}</p>
    </Notice>
  );
}

/** The answer of a connection test: the outcome, then step by step what works, what is missing and what grants it. */
export function ConnectionResult({ test, trouble }: { test: ConnectionTest; trouble: string | null }) {
  if (test.state === "queued" || test.state === "running") {
    return (
      <p className="flex items-center gap-2 text-sm text-ink-2">
        <LoaderCircle aria-hidden className="size-4 animate-spin" />
        {trouble ? words.pollFailed(trouble) : words[test.state]}
      </p>
    );
  }
  const grants = test.steps.flatMap(({ grant }) => grant ?? []).join("");
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <Outcome test={test} />
      {grants ? (
        <CodeBlock code={grants} title={words.grants} label={words.grants} copyLabel={words.copyGrants} />
      ) : null}
      {test.steps.length > 0 ? (
        <ol aria-label={words.steps} className="border-b border-line">
          {test.steps.map((step) => (
            <Step key={step.id} step={step} />
          ))}
        </ol>
      ) : null}
    </div>
  );
}
