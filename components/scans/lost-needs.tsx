import type { Coverage } from "../../lib/domain/scan-report.ts";
import * as t from "../../lib/messages/index.ts";
import { RichText } from "../rich-text.tsx";
import { CodeBlock } from "../ui/code-block.tsx";
import { Link } from "../ui/link.tsx";

const words = t.scans.section;

interface Group {
  needs: string[];
  why: string;
  checks: string[];
  grant: string | null;
}

/** Needs that no permission would meet and that share their reason stand together. */
function grouped(lost: Coverage["lost"]): Group[] {
  const byCause = Map.groupBy(lost, ({ need, why, grant }) => (grant ? need : why));
  return [...byCause.values()].map((same) => ({
    needs: same.map(({ need }) => need),
    why: same[0]?.why ?? "",
    checks: [...new Set(same.flatMap(({ checks }) => checks))],
    grant: same[0]?.grant ?? null,
  }));
}

function Checks({ ids }: { ids: string[] }) {
  if (ids.length === 0) return null;
  return (
    <details className="mt-1 text-xs">
      <summary className="text-ink-2 hover:text-ink">{words.checks(ids.length)}</summary>
      <ul className="mt-1 grid gap-0.5">
        {ids.map((id) => (
          <li key={id}>
            <Link href={`/checks/${id}`} className="link font-mono">
              {id}
            </Link>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What discovery could not read, which checks lose by it, and the rule that grants it where one would. */
export function LostNeeds({ lost }: { lost: Coverage["lost"] }) {
  return (
    <ul className="border-t border-line">
      {grouped(lost).map(({ needs, why, checks, grant }) => (
        <li
          key={needs.join()}
          className="grid gap-x-8 gap-y-2 border-b border-line py-3 text-sm lg:grid-cols-[minmax(0,1fr)_minmax(0,480px)]"
        >
          <div className="min-w-0">
            <ul className="flex flex-wrap gap-x-4">
              {needs.map((need) => (
                <li key={need}>
                  <code className="font-medium">{need}</code>
                </li>
              ))}
            </ul>
            <p className="max-w-prose text-ink-2">
              <RichText text={why} />
            </p>
            <Checks ids={checks} />
          </div>
          {grant ? (
            <CodeBlock
              code={grant}
              title={words.grant}
              label={words.grant}
              copyLabel={words.copyGrant(needs.join(", "))}
              className="self-start"
            />
          ) : null}
        </li>
      ))}
    </ul>
  );
}
