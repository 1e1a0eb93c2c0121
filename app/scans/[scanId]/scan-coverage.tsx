import { href } from "../../../components/href.ts";
import { SweepTable } from "../../../components/nodes/sweep-table.tsx";
import type { Result } from "../../../components/result.ts";
import { LostNeeds } from "../../../components/scans/lost-needs.tsx";
import { ProblemTable } from "../../../components/scans/problem-table.tsx";
import { Link } from "../../../components/ui/link.tsx";
import { Facts, Section } from "../../../components/ui/section.tsx";
import { VerdictBadge } from "../../../components/verdict-badge.tsx";
import { verdicts } from "../../../lib/domain/verdict.ts";
import type { ScanDetail } from "../../../lib/domain/views/scan-view.ts";
import * as t from "../../../lib/messages/index.ts";
import { resultsHref } from "./results-href.ts";

const words = t.scans.section;

interface VerdictsProps {
  counts: NonNullable<ScanDetail["verdicts"]>;
  scan: ScanDetail;
  /** Fails of the cluster that a person has accepted since, whatever scan found them. */
  accepted: number;
}

function Verdicts({ counts, scan, accepted }: VerdictsProps) {
  const tiles: { result: Result; count: number; to: string }[] = [
    ...verdicts.map((result) => ({ result, count: counts[result], to: resultsHref(scan.id, result) })),
    {
      result: "accepted",
      count: accepted,
      to: href("/findings", { cluster: scan.clusterId, state: "accepted" }),
    },
  ];
  return (
    <Section
      id="verdicts"
      title={words.verdicts}
      aside={scan.nodes ? t.words.coverage(scan.nodes.checked, scan.nodes.known) : null}
    >
      <dl className="nums grid grid-cols-[repeat(auto-fill,minmax(112px,1fr))] gap-x-4 gap-y-3">
        {tiles.map(({ result, count, to }) => (
          <div key={result} title={t.words.resultMeaning[result]}>
            <dt className="text-sm">
              <VerdictBadge verdict={result} />
            </dt>
            <dd className={count === 0 ? "text-xl font-semibold text-ink-3" : "text-xl font-semibold"}>
              <Link href={to} data-count={count} className="hover:underline">
                {t.words.number(count)}
              </Link>
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function NotChecked({ names }: { names: string[] }) {
  if (names.length === 0) return words.allReached;
  return (
    <ul className="flex flex-wrap gap-x-3">
      {names.map((name) => (
        <li key={name}>{name}</li>
      ))}
    </ul>
  );
}

/** How much was seen and what was not: coverage, verdicts, lost permissions, problems, sweeps. */
export function ScanCoverage({ scan, accepted }: { scan: ScanDetail; accepted: number }) {
  const { coverage } = scan;
  if (!coverage) return null;
  const { nodes, probes, lost } = coverage;
  return (
    <>
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-2">
        <Section
          id="coverage"
          title={words.coverage}
          aside={nodes.known > 0 ? words.share(nodes.checked / nodes.known) : null}
        >
          <Facts
            items={[
              { term: words.nodes, value: t.scans.coverage(nodes.checked, nodes.known) },
              {
                term: words.unreachable,
                value: <NotChecked names={nodes.unreachable} />,
              },
              { term: words.probes, value: t.scans.coverage(probes.done, probes.planned) },
              { term: words.failedProbes, value: t.words.number(probes.failed) },
            ]}
          />
        </Section>
        {scan.verdicts ? <Verdicts counts={scan.verdicts} scan={scan} accepted={accepted} /> : null}
      </div>
      {lost.length > 0 ? (
        <Section
          id="lost"
          title={lost.some(({ grant }) => grant) ? words.lost : words.unread}
          aside={words.lostAside(lost.length)}
        >
          <LostNeeds lost={lost} />
        </Section>
      ) : null}
      <Section id="problems" title={words.problems} aside={words.problemsAside}>
        <ProblemTable problems={scan.problems} />
      </Section>
      <details>
        <summary className="link text-sm">
          {words.sweeps} ({words.sweepsAside(scan.sweeps.length)})
        </summary>
        <div className="mt-3">
          <SweepTable sweeps={scan.sweeps} />
        </div>
      </details>
    </>
  );
}
