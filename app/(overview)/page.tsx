import { TriangleAlert } from "lucide-react";
import { z } from "zod";
import { ExposureStrip } from "../../components/exposure-strip.tsx";
import { FirstSentence } from "../../components/first-sentence.tsx";
import { Page } from "../../components/frame/page.tsx";
import { readPreferences } from "../../components/frame/read-preferences.ts";
import { href } from "../../components/href.ts";
import { ScanNow } from "../../components/scan-now.tsx";
import { ScoreDial } from "../../components/score-dial.tsx";
import { SeverityReadouts } from "../../components/severity-readouts.tsx";
import { Link } from "../../components/ui/link.tsx";
import { LinkSwitch } from "../../components/ui/link-tabs.tsx";
import { Section } from "../../components/ui/section.tsx";
import { Notice } from "../../components/ui/state.tsx";
import { personRoles } from "../../lib/domain/preferences.ts";
import type { Overview } from "../../lib/domain/views/overview-view.ts";
import { guardPage } from "../../lib/guard/index.ts";
import { withReadersWords } from "../../lib/messages/in-readers-words.ts";
import * as t from "../../lib/messages/index.ts";
import { getOverview, readDemoWish } from "../../lib/store/index.ts";
import { NoScan } from "../overview-empty.tsx";
import { OverviewLead } from "../overview-lead.tsx";
import { readoutHref, sectionHref, trendLengths } from "../overview-links.ts";
import { ChangeList, LongestList, WorstNodeList } from "../overview-lists.tsx";
import { RoleChooser } from "../overview-role-chooser.tsx";
import { type RoleData, readRole } from "../overview-role-data.ts";
import { EngineerLists, ManagerLists, SecurityLists } from "../overview-role-lists.tsx";
import { overviewTrend } from "../overview-trend.ts";
import { OverviewTriage } from "../overview-triage.tsx";
import { scanNow } from "../scan-actions.ts";
import { scanCosts } from "../scans/scan-cost.ts";
import { FindingsTrend } from "../trends/findings-trend.tsx";
import { reportHref, trendsHref } from "../trends/trend-links.ts";
import { offersDemo } from "../welcome/offers-demo.ts";
import { Welcome } from "../welcome/welcome.tsx";

const daysSentence = `must be one of ${trendLengths.join(", ")}.`;
const search = z.object({
  cluster: z.string().max(100).optional(),
  days: z.coerce.number(daysSentence).pipe(z.literal(trendLengths, daysSentence)).optional(),
  role: z.enum([...personRoles, "all"], `must be one of ${personRoles.join(", ")}, all.`).optional(),
});

interface ListsProps {
  overview: Overview;
  cluster: string | undefined;
}

/** What a role comes for, which stands before the trend. */
function RoleLists({ data, ...props }: ListsProps & { data: RoleData }) {
  if (data.role === "security") return <SecurityLists data={data} {...props} />;
  return data.role === "manager" ? <ManagerLists data={data} {...props} /> : <EngineerLists data={data} {...props} />;
}

/** The short lists that no role has before the trend. */
function Lists({ role, ...props }: ListsProps & { role: RoleData["role"] | undefined }) {
  return (
    <div className="grid gap-x-10 gap-y-6 lg:grid-cols-3">
      {role === "engineer" ? null : <ChangeList {...props} />}
      {role === "manager" ? null : <LongestList {...props} />}
      {role === "engineer" ? null : <WorstNodeList {...props} />}
    </div>
  );
}

export default guardPage(search, async ({ input: { cluster, days: asked, role: wanted }, identity }) => {
  const preferred = (await readPreferences()).role;
  const role = wanted === "all" ? null : (wanted ?? preferred);
  const usual = role === "manager" ? 90 : 30;
  const days = asked ?? usual;
  const [overview, data] = await Promise.all([
    getOverview({ ...(cluster ? { clusterId: cluster } : {}), days }).then(withReadersWords),
    readRole(role, { cluster, me: identity.name }),
  ]);
  if (overview.clusters.length === 0) {
    const wish = withReadersWords(await readDemoWish());
    // A scan of clusters that somebody deleted since is none to watch.
    const demo = { offered: offersDemo(), ...wish, ...(wish.scanId ? { step: null, scanId: null, nodes: null } : {}) };
    return <Welcome demo={demo} crumb={t.overview.title} />;
  }
  if (!overview.freshest) return <NoScan clusters={overview.clusters} />;
  const only = overview.clusters.length === 1 ? overview.clusters[0] : undefined;
  const trend = overviewTrend(overview.trend, { cluster, days }, new Date());
  const broken = overview.clusters.filter((row) => row.lastAttempt?.state === "failed");
  return (
    <Page
      crumbs={[{ label: t.overview.title }]}
      title={<FirstSentence overview={overview} />}
      lead={<OverviewLead overview={overview} />}
      actions={
        only ? (
          <ScanNow
            clusterId={only.id}
            request={scanNow}
            disabled={only.runningScan !== null}
            cost={scanCosts(only.nodes.known).standard}
          />
        ) : null
      }
    >
      {broken.map((row) => (
        <Notice key={row.id} tone="critical" icon={TriangleAlert} className="mb-4">
          {t.overview.failed(row.name)} {row.lastAttempt?.message}
        </Notice>
      ))}
      <RoleChooser role={role} cluster={cluster} />
      <div className="grid gap-x-10 gap-y-6 lg:grid-cols-[minmax(0,1fr)_200px]">
        <div className="grid content-start gap-5">
          <section aria-label={t.overview.severities.title}>
            <SeverityReadouts
              open={overview.open}
              unknown={overview.unknown}
              href={(shape) => readoutHref(shape, overview, cluster)}
            />
            <p className="mt-2 text-xs text-ink-2">{t.overview.severities.coverage(overview.nodes)}</p>
            <OverviewTriage cluster={cluster} />
          </section>
          <Section id="strip" title={t.overview.strip.title} aside={t.overview.strip.aside}>
            <ExposureStrip items={overview.strip} href={(section) => sectionHref(section, cluster)} />
          </Section>
        </div>
        <Section id="score" title={t.overview.score.title} className="lg:border-s lg:border-line lg:ps-6">
          <ScoreDial score={overview.score} />
        </Section>
      </div>
      {data ? (
        <div className="mt-6">
          <RoleLists data={data} overview={overview} cluster={cluster} />
        </div>
      ) : null}
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
                href: href("/", { cluster, days: length === usual ? undefined : length, role: wanted }),
                label: t.time.lastDays(length),
                current: length === days,
              }))}
            />
          </div>
        }
      >
        <FindingsTrend trends={trend} />
      </Section>
      <Lists role={data?.role} overview={overview} cluster={cluster} />
    </Page>
  );
});
