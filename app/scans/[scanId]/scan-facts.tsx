import { scanDuration } from "../../../components/scans/scan-duration.ts";
import { SeverityCounts } from "../../../components/severity-counts.tsx";
import { TimeAgo } from "../../../components/time-ago.tsx";
import { Link } from "../../../components/ui/link.tsx";
import { Facts } from "../../../components/ui/section.tsx";
import { VantageBadge } from "../../../components/vantage-badge.tsx";
import type { ScanSummary } from "../../../lib/domain/views/scan-view.ts";
import * as t from "../../../lib/messages/index.ts";
import { resultsHref } from "./results-href.ts";

const words = t.scans.facts;

const columns = "content-start max-md:grid-cols-[140px_minmax(0,1fr)]";

export function ScanFacts({ scan }: { scan: ScanSummary }) {
  const { vantage } = scan;
  const items = [
    {
      term: words.cluster,
      value: (
        <Link href={`/clusters/${scan.clusterId}`} className="link">
          {scan.clusterName}
        </Link>
      ),
    },
    { term: words.trigger, value: t.words.scanTrigger[scan.trigger] },
    ...(scan.resumes
      ? [
          {
            term: t.scanBudget.resume.resumes,
            value: (
              <Link href={`/scans/${scan.resumes}`} className="link">
                {t.scanBudget.resume.scan}
              </Link>
            ),
          },
        ]
      : []),
    {
      term: words.profile,
      value: (
        <>
          {t.words.profile[scan.profile]}{" "}
          <span className="text-xs text-ink-2">{t.scans.launch.profiles[scan.profile]}</span>
        </>
      ),
    },
    {
      term: words.vantage,
      value: vantage ? <VantageBadge kind={vantage.kind} name={vantage.name} /> : t.ui.notKnown,
    },
  ];
  const times = [
    { term: words.requested, value: <TimeAgo at={scan.requestedAt} /> },
    ...(scan.startedAt ? [{ term: words.started, value: <TimeAgo at={scan.startedAt} /> }] : []),
    ...(scan.finishedAt ? [{ term: words.finished, value: <TimeAgo at={scan.finishedAt} /> }] : []),
    ...(scanDuration(scan) ? [{ term: words.duration, value: scanDuration(scan) }] : []),
    ...(scan.found
      ? [
          {
            term: words.found,
            value: (
              <>
                <SeverityCounts counts={scan.found} href={(severity) => resultsHref(scan.id, "fail", { severity })} />
                {scan.nodes ? (
                  <span className="block text-xs text-ink-2">
                    {t.words.coverage(scan.nodes.checked, scan.nodes.known)}
                  </span>
                ) : null}
              </>
            ),
          },
        ]
      : []),
  ];
  return (
    <div className="grid gap-x-12 gap-y-1.5 md:grid-cols-2">
      <Facts items={items} className={columns} />
      <Facts items={times} className={columns} />
    </div>
  );
}
