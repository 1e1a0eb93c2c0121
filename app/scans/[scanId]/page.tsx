import { ArrowLeftRight } from "lucide-react";
import { z } from "zod";
import { Page } from "../../../components/frame/page.tsx";
import { href } from "../../../components/href.ts";
import { ScanStateBadge } from "../../../components/scans/scan-state-badge.tsx";
import { LinkButton } from "../../../components/ui/button.tsx";
import { type Severity, severities } from "../../../lib/domain/severity.ts";
import { type Verdict, verdicts } from "../../../lib/domain/verdict.ts";
import type { ScanDetail } from "../../../lib/domain/views/scan-view.ts";
import { guardPage } from "../../../lib/guard/index.ts";
import * as t from "../../../lib/messages/index.ts";
import { listScanResults } from "../../../lib/store/index.ts";
import { given } from "../../api/given.ts";
import { acceptedFindings } from "./accepted-findings.ts";
import { firstFindings } from "./first-findings.tsx";
import { readScan } from "./read-scan.ts";
import { ScanChanges } from "./scan-changes.tsx";
import { ScanCoverage } from "./scan-coverage.tsx";
import { scanEnding } from "./scan-ending.tsx";
import { ScanFacts } from "./scan-facts.tsx";
import { ScanLive } from "./scan-live.tsx";
import { ScanResults } from "./scan-results.tsx";

const words = t.scans;

/** How many answers of a verdict the scan counted when it ended; by severity it counted fails alone. */
function countedOf({ verdicts: counts, found }: ScanDetail, verdict: Verdict, severity?: Severity): number {
  if (severity === undefined) return counts?.[verdict] ?? 0;
  return verdict === "fail" ? (found?.[severity] ?? 0) : 0;
}

const search = z.object({
  scanId: z.string().min(1).max(100),
  verdict: z.enum(verdicts, `must be one of ${verdicts.join(", ")}.`).optional(),
  severity: z.enum(severities, `must be one of ${severities.join(", ")}.`).optional(),
  cursor: z.string().max(1000).optional(),
});

export default guardPage(search, async ({ input: { scanId, verdict, severity, cursor } }) => {
  const shown = verdict ?? "unknown";
  const asked = verdict ? { cursor, severity } : null;
  const [scan, results] = await Promise.all([
    readScan(scanId),
    listScanResults(given({ scanId, verdict: shown, severity: asked?.severity, limit: 50, cursor: asked?.cursor })),
  ]);
  const runs = scan.state === "queued" || scan.state === "running";
  const hasResults = scan.state === "complete" || scan.state === "partial";
  // Awaited here: what a component throws later does not pass the guard.
  const accepted = await acceptedFindings(scan.clusterId);
  const ending = await scanEnding(scan);
  const changes = hasResults ? await ScanChanges({ scan }) : null;
  const first = hasResults ? await firstFindings(scan) : null;
  const isAccepted = new Set(accepted.map(({ fingerprint }) => fingerprint));
  const answers = (
    <ScanResults
      scanId={scan.id}
      verdict={shown}
      results={results}
      asked={asked}
      accepted={isAccepted}
      counted={countedOf(scan, shown, asked?.severity)}
    />
  );
  return (
    <Page
      crumbs={[{ label: words.title, href: href("/scans", { cluster: scan.clusterId }) }, { label: scan.clusterName }]}
      title={
        <span className="flex flex-wrap items-center gap-x-3">
          {words.one} <ScanStateBadge state={scan.state} className="text-base" />
        </span>
      }
      actions={
        hasResults ? (
          <LinkButton href={href("/compare", { a: scan.id })}>
            <ArrowLeftRight aria-hidden />
            {t.compare.with}
          </LinkButton>
        ) : null
      }
    >
      <div className="grid gap-8">
        {ending}
        {runs ? <ScanLive initial={scan} /> : null}
        <ScanFacts scan={scan} />
        {asked && hasResults ? answers : null}
        {first}
        {changes}
        <ScanCoverage scan={scan} accepted={accepted.length} />
        {!asked && hasResults ? answers : null}
      </div>
    </Page>
  );
});
