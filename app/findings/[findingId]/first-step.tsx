import { Wrench } from "lucide-react";
import { MarkedCode } from "../../../components/marked-code.tsx";
import { markedValues } from "../../../components/marked-values.ts";
import { RichText } from "../../../components/rich-text.tsx";
import type { Remediation } from "../../../lib/domain/remediation.ts";
import type { FindingDetail } from "../../../lib/domain/views/finding-view.ts";
import * as t from "../../../lib/messages/index.ts";

/** More lines than these are read where the whole fix stands. */
const shortCode = 3;

/** What to do first, on the first screen beside its proof; the rest of the fix is one link away. */
export function FirstStep({ finding, remediation }: { finding: FindingDetail; remediation: Remediation }) {
  const [first] = remediation.steps;
  if (!first || finding.state === "resolved") return null;
  const { text, code } = first;
  return (
    <section
      aria-label={t.finding.fix.first}
      className="-mt-3 grid grid-cols-[16px_minmax(0,1fr)] gap-x-2.5 rounded-md bg-raised px-3 py-2.5 text-sm print:hidden"
    >
      <Wrench aria-hidden className="mt-0.5 size-4 text-ink-2" />
      <div className="min-w-0">
        <p className="max-w-prose">
          <span className="font-semibold">{t.finding.fix.first}:</span> <RichText text={text} />{" "}
          <a href="#fix" className="link inline-block min-h-6 leading-6 whitespace-nowrap">
            {t.finding.fix.all(remediation.steps.length)}
          </a>
        </p>
        {code && code.split("\n").length <= shortCode ? (
          <pre className="mt-1 overflow-x-auto font-mono text-[12px] leading-5 text-ink-2">
            <MarkedCode code={code} values={markedValues(finding.context)} />
          </pre>
        ) : null}
      </div>
    </section>
  );
}
