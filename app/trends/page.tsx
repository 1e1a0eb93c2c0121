import { ArrowLeftRight, FileText } from "lucide-react";
import { lengthOf } from "../../components/charts/scale.ts";
import { Page } from "../../components/frame/page.tsx";
import { titled } from "../../components/frame/titled.ts";
import { href } from "../../components/href.ts";
import { LinkButton } from "../../components/ui/button.tsx";
import { EmptyState, Notice } from "../../components/ui/state.tsx";
import { guardPage } from "../../lib/guard/index.ts";
import * as t from "../../lib/messages/index.ts";
import { getTrends, listClusters, requireCluster } from "../../lib/store/index.ts";
import { RulesSwitch } from "./rules-switch.tsx";
import { queryOf, type TrendsSearch, trendsSearch } from "./search-trends.ts";
import { TrendCharts } from "./trend-charts.tsx";
import { TrendControls } from "./trend-controls.tsx";
import { reportHref } from "./trend-links.ts";
import { rangeBefore, readRange, type TrendRange } from "./trend-range.ts";
import { NoDays, NoTrends } from "./trends-empty.tsx";

const words = t.trends;

export const generateMetadata = titled(() => words.title);

/** The trends of a part need one of its values: the first that occurs, where none was chosen. */
async function readTrends(search: TrendsSearch, range: TrendRange, now: Date) {
  const asked = await getTrends(queryOf(search, range), now);
  const first = asked.values.find((value) => value !== "") ?? asked.values[0];
  const choose = search.by !== "all" && search.value === undefined && first !== undefined;
  const query = choose ? { ...queryOf(search, range), value: first } : queryOf(search, range);
  const [trends, before] = await Promise.all([
    choose ? getTrends(query, now) : asked,
    getTrends({ ...query, ...rangeBefore(range) }, now),
  ]);
  return { trends, before: { points: before.points, weeks: before.weeks } };
}

/** Before the first scan there is nothing to compare with. */
function lastOf(day: string, firstDay: string | null): string {
  return firstDay !== null && firstDay > day ? firstDay : day;
}

export default guardPage(trendsSearch, async ({ input: search }) => {
  const now = new Date();
  const today = now.toISOString().slice(0, 10);
  await requireCluster(search.cluster);
  const clusters = await listClusters();
  const range = readRange(search, today);
  const crumbs = [{ label: words.title }];
  const report = (
    <LinkButton href={reportHref(null, search.cluster)}>
      <FileText aria-hidden />
      {words.report}
    </LinkButton>
  );

  if ("errors" in range) {
    const typed = { from: search.from ?? "", to: search.to ?? "", preset: null };
    return (
      <Page crumbs={crumbs} title={words.title} actions={report}>
        <TrendControls {...{ search, clusters }} values={[]} value={undefined} days={typed} errors={range.errors} />
        <Notice tone="critical">{t.trendChoices.range.broken}</Notice>
      </Page>
    );
  }

  const { trends, before } = await readTrends(search, range, now);
  const { firstDay, points, values, query } = trends;
  const nothingOfPart = search.by !== "all" && values.length === 0;
  return (
    <Page
      crumbs={crumbs}
      title={words.title}
      lead={words.lead(range.from, range.to, lengthOf(range.from, range.to))}
      actions={
        <>
          <LinkButton
            href={href("/compare", { cluster: search.cluster, from: lastOf(range.from, firstDay), to: range.to })}
          >
            <ArrowLeftRight aria-hidden />
            {t.compare.dates}
          </LinkButton>
          {report}
        </>
      }
    >
      {firstDay === null ? (
        <NoTrends clusters={clusters.length} />
      ) : (
        <>
          <TrendControls {...{ search, clusters, values }} value={query.value} days={range} errors={{}} />
          {nothingOfPart && search.by !== "all" ? (
            <EmptyState title={t.trendChoices.part.empty[search.by]} />
          ) : points.length === 0 ? (
            <NoDays search={search} firstDay={firstDay} range={range} today={today} />
          ) : (
            <>
              <div className="mb-4">
                <RulesSwitch search={search} replayedFrom={trends.replayedFrom} />
              </div>
              <TrendCharts trends={trends} before={before} />
            </>
          )}
        </>
      )}
    </Page>
  );
});
