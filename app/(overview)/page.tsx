import { TriangleAlert } from "lucide-react";
import { z } from "zod";
import { ExposureStrip } from "../../components/exposure-strip.tsx";
import { FirstSentence } from "../../components/first-sentence.tsx";
import { Page } from "../../components/frame/page.tsx";
import { href } from "../../components/href.ts";
import { ScanNow } from "../../components/scan-now.tsx";
import { ScoreDial } from "../../components/score-dial.tsx";
import { SeverityReadouts } from "../../components/severity-readouts.tsx";
import { Link } from "../../components/ui/link.tsx";
import { LinkSwitch } from "../../components/ui/link-tabs.tsx";
import { Section } from "../../components/ui/section.tsx";
import { Notice } from "../../components/ui/state.tsx";
import { guardPage } from "../../lib/guard/index.ts";
import * as t from "../../lib/messages/index.ts";
import { getOverview } from "../../lib/store/index.ts";
import { NoCluster, NoScan } from "../overview-empty.tsx";
import { OverviewLead } from "../overview-lead.tsx";
import { readoutHref, sectionHref, trendLengths } from "../overview-links.ts";
import { OverviewLists } from "../overview-lists.tsx";
import { overviewTrend } from "../overview-trend.ts";
import { scanNow } from "../scan-actions.ts";
import { FindingsTrend } from "../trends/findings-trend.tsx";
import { reportHref, trendsHref } from "../trends/trend-links.ts";

const daysSentence = `must be one of ${trendLengths.join(", ")}.`;
const search = z.object({
  cluster: z.string().max(100).optional(),
  days: z.coerce.number(daysSentence).pipe(z.literal(trendLengths, daysSentence)).default(30),
});

export default guardPage(search, async ({ input: { cluster, days } }) => {
  const overview = await getOverview({ ...(cluster ? { clusterId: cluster } : {}), days });
  if (overview.clusters.length === 0) return <NoCluster />;
  if (!overview.freshest) return <NoScan clusters={overview.clusters} />;
  const only = overview.clusters.length === 1 ? overview.clusters[0] : undefined;
  const trend = overviewTrend(overview.trend, { cluster, days }, new Date());
  const broken = overview.clusters.filter((row) => row.lastAttempt?.state === "failed");
  return (
    <Page
      crumbs={[{ label: t.overview.title }]}
      title={<FirstSentence overview={overview} />}
      lead={<OverviewLead overview={overview} />}
      actions={only ? <ScanNow clusterId={only.id} request={scanNow} disabled={only.runningScan !== null} /> : null}
    >
      {broken.map((row) => (
        <Notice key={row.id} tone="critical" icon={TriangleAlert} className="mb-4">
          {t.overview.failed(row.name)} {row.lastAttempt?.message}
        </Notice>
      ))}
      <div className="grid gap-x-10 gap-y-6 lg:grid-cols-[minmax(0,1fr)_200px]">
        <div className="grid content-start gap-5">
          <section aria-label={t.overview.severities.title}>
            <SeverityReadouts
              open={overview.open}
              unknown={overview.unknown}
              href={(shape) => readoutHref(shape, overview, cluster)}
            />
            <p className="mt-2 text-xs text-ink-2">{t.overview.severities.coverage(overview.nodes)}</p>
          </section>
          <Section id="strip" title={t.overview.strip.title} aside={t.overview.strip.aside}>
            <ExposureStrip items={overview.strip} href={(section) => sectionHref(section, cluster)} />
          </Section>
        </div>
        <Section id="score" title={t.overview.score.title} className="lg:border-s lg:border-line lg:ps-6">
          <ScoreDial score={overview.score} />
        </Section>
      </div>
      <Section
        id="trend"
        title={t.overview.trend.title}
        aside={t.trends.coverageOfDays(trend.points.length, days)}
        className="my-6"
        actions={
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <Link href={trendsHref({ cluster, days })} className="link text-xs leading-6">
              {t.overview.trend.all}
            </Link>
            <Link href={reportHref(null, cluster)} className="link text-xs leading-6">
              {t.overview.trend.report}
            </Link>
            <LinkSwitch
              label={t.overview.trend.days}
              tabs={trendLengths.map((length) => ({
                href: href("/", { cluster, days: length === 30 ? undefined : length }),
                label: t.time.lastDays(length),
                current: length === days,
              }))}
            />
          </div>
        }
      >
        <FindingsTrend trends={trend} />
      </Section>
      <OverviewLists overview={overview} cluster={cluster} />
    </Page>
  );
});
