import type { ReactNode } from "react";
import { Facts, Section } from "../../../components/ui/section.tsx";
import type { Check, References } from "../../../lib/domain/check.ts";
import * as t from "../../../lib/messages/index.ts";
import { Bullets } from "./bullets.tsx";

/** What stops working when the fix is made, and how the fix itself fails. */
export function FindingBreaks({ check }: { check: Check | undefined }) {
  if (!check || check.tradeoffs.length + check.failureModes.length === 0) return null;
  return (
    <Section id="breaks" title={t.finding.breaks.title}>
      <div className="grid gap-x-8 gap-y-4 lg:grid-cols-2">
        <Bullets title={t.finding.breaks.tradeoffs} items={check.tradeoffs} />
        <Bullets title={t.finding.breaks.failures} items={check.failureModes} />
      </div>
    </Section>
  );
}

function Url({ url }: { url: string }) {
  return (
    <a href={url} className="link break-all" rel="noreferrer">
      {url.replace("https://", "")}
    </a>
  );
}

export function FindingReferences({ references }: { references: References }) {
  const words = t.finding.references;
  const listed: { term: string; value: ReactNode; given: boolean }[] = [
    { term: words.cis, value: references.cis.join(", "), given: references.cis.length > 0 },
    { term: words.nsa, value: references.nsa, given: references.nsa !== null },
    { term: words.mitre, value: references.mitre.join(", "), given: references.mitre.length > 0 },
    { term: words.ms, value: references.ms.join(", "), given: references.ms.length > 0 },
    { term: words.cwe, value: references.cwe.join(", "), given: references.cwe.length > 0 },
    { term: words.cve, value: references.cve.join(", "), given: references.cve.length > 0 },
    { term: words.tools, value: references.tools.join(", "), given: references.tools.length > 0 },
    {
      term: words.urls,
      given: references.urls.length > 0,
      value: (
        <ul className="grid gap-1">
          {references.urls.map((url) => (
            <li key={url}>
              <Url url={url} />
            </li>
          ))}
        </ul>
      ),
    },
  ];
  const given = listed.filter((item) => item.given);
  return (
    <Section id="references" title={words.title}>
      {given.length > 0 ? <Facts items={given} /> : <p className="text-sm text-ink-2">{words.empty}</p>}
    </Section>
  );
}
