import { href } from "../../../components/href.ts";
import { PortName } from "../../../components/port-name.tsx";
import { SeverityCounts } from "../../../components/severity-counts.tsx";
import { CopyButton } from "../../../components/ui/copy-button.tsx";
import { Link } from "../../../components/ui/link.tsx";
import { Facts } from "../../../components/ui/section.tsx";
import { portsOf } from "../../../lib/checks/ports-of.ts";
import type { Check } from "../../../lib/domain/check.ts";
import type { SeverityCounts as Counts } from "../../../lib/domain/views/cluster-view.ts";
import * as t from "../../../lib/messages/index.ts";
import { SeverityRange } from "../severity-range.tsx";

const words = t.checks.facts;

export function CheckFacts({ check, open }: { check: Check; open: Counts }) {
  const total = Object.values(open).reduce((sum, count) => sum + count, 0);
  return (
    <Facts
      items={[
        {
          term: words.id,
          value: (
            <span className="inline-flex items-center">
              <code className="text-[12px]">{check.id}</code>
              <CopyButton text={check.id} label={words.copyId} className="-my-1 size-6" />
            </span>
          ),
        },
        { term: words.component, value: t.words.component[check.component] },
        {
          term: words.kind,
          value: (
            <>
              {t.checks.kinds[check.kind]} <span className="text-ink-2">{t.checks.kindMeaning[check.kind]}</span>
            </>
          ),
        },
        { term: t.checks.columns.severity, value: <SeverityRange check={check} /> },
        { term: words.tier, value: check.tier },
        {
          term: words.ports,
          value:
            portsOf(check).length > 0 ? (
              <span className="flex flex-wrap gap-x-3">
                {portsOf(check).map((port) => (
                  <PortName key={port} port={port} />
                ))}
              </span>
            ) : check.component === "nodeport" ? (
              t.checks.nodePorts
            ) : (
              t.checks.noPorts
            ),
        },
        {
          term: words.open,
          value:
            total > 0 ? (
              <span className="inline-flex flex-wrap gap-x-3">
                <Link href={href("/findings", { check: check.id })} className="link">
                  {t.words.finding(total)}
                </Link>
                <SeverityCounts counts={open} />
              </span>
            ) : (
              words.none
            ),
        },
      ]}
    />
  );
}
