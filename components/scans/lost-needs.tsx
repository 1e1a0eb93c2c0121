import Link from "next/link";
import type { Coverage } from "../../lib/domain/scan-report.ts";
import { t } from "../../lib/messages/index.ts";
import { RichText } from "../rich-text.tsx";
import { CodeBlock } from "../ui/code-block.tsx";

const words = t.scans.section;

/** What discovery was not allowed to see, which checks lose by it, and the rule that grants it. */
export function LostNeeds({ lost }: { lost: Coverage["lost"] }) {
  return (
    <ul className="border-t border-line">
      {lost.map((need) => (
        <li
          key={need.need}
          className="grid gap-x-8 gap-y-2 border-b border-line py-3 text-sm lg:grid-cols-[minmax(0,1fr)_minmax(0,480px)]"
        >
          <div className="min-w-0">
            <code className="font-medium">{need.need}</code>
            <p className="max-w-prose text-ink-2">
              <RichText text={need.why} />
            </p>
            {need.checks.length > 0 ? (
              <details className="mt-1 text-xs">
                <summary className="text-ink-2 hover:text-ink">{words.checks(need.checks.length)}</summary>
                <ul className="mt-1 grid gap-0.5">
                  {need.checks.map((check) => (
                    <li key={check}>
                      <Link href={`/checks/${check}`} className="link font-mono">
                        {check}
                      </Link>
                    </li>
                  ))}
                </ul>
              </details>
            ) : null}
          </div>
          {need.grant ? (
            <CodeBlock
              code={need.grant}
              title={words.grant}
              label={words.grant}
              copyLabel={words.copyGrant(need.need)}
              className="self-start"
            />
          ) : (
            <p className="text-ink-2">{words.noGrant}</p>
          )}
        </li>
      ))}
    </ul>
  );
}
