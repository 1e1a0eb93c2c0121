import { CalendarX, ChartSpline } from "lucide-react";
import { z } from "zod";
import { Page } from "../../components/frame/page.tsx";
import { titled } from "../../components/frame/titled.ts";
import { LinkButton } from "../../components/ui/button.tsx";
import { EmptyState, Notice } from "../../components/ui/state.tsx";
import { guardPage } from "../../lib/guard/index.ts";
import * as t from "../../lib/messages/index.ts";
import { getTrends, listClusters, requireCluster } from "../../lib/store/index.ts";
import { trendsHref } from "../trends/trend-links.ts";
import { NoTrends } from "../trends/trends-empty.tsx";
import { PrintButton, PrintedAddress } from "./print-button.tsx";
import { readReport } from "./read-report.ts";
import { ReportBody } from "./report-body.tsx";
import { ReportControls } from "./report-controls.tsx";
import { defaultMonth, type ReportMonth, readMonth } from "./report-month.ts";

const words = t.report;

export const generateMetadata = titled(() => words.title);

const blank = (value: unknown) => (value === "" ? undefined : value);
const search = z.object({
  month: z.preprocess(blank, z.string().max(100).optional()),
  cluster: z.preprocess(blank, z.string().max(100).optional()),
});

/** The month that is asked for; without one that which has the most to say. */
async function chooseMonth(
  { month, cluster }: z.output<typeof search>,
  now: Date,
): Promise<ReportMonth | { error: string }> {
  const today = now.toISOString().slice(0, 10);
  if (month !== undefined) return readMonth(month, today);
  const { firstDay } = await getTrends({ ...(cluster ? { clusterId: cluster } : {}), from: today, to: today }, now);
  return defaultMonth(today, firstDay);
}

export default guardPage(search, async ({ input }) => {
  await requireCluster(input.cluster);
  const now = new Date();
  const latest = now.toISOString().slice(0, 7);
  const [clusters, month] = await Promise.all([listClusters(), chooseMonth(input, now)]);
  const crumbs = [{ label: t.trends.title, href: trendsHref({ cluster: input.cluster }) }, { label: words.title }];
  const controls = { clusters, cluster: input.cluster, latest };
  if ("error" in month) {
    return (
      <Page crumbs={crumbs} title={words.title}>
        <ReportControls {...controls} month={input.month ?? ""} error={month.error} />
        <Notice tone="critical">{words.form.broken}</Notice>
      </Page>
    );
  }
  const { report, firstDay } = await readReport(month, input.cluster, now);
  const named = clusters.filter(({ id }) => !input.cluster || id === input.cluster);
  const name = input.cluster ? (named[0]?.name ?? input.cluster) : null;
  return (
    <Page
      crumbs={crumbs}
      title={`${words.title}: ${words.of(month.month, name)}`}
      lead={
        <>
          {words.lead(month.from, month.to, month.running)} {named.some(({ isDemo }) => isDemo) ? words.demo : null}
        </>
      }
      actions={
        <div className="flex flex-wrap gap-2 print:hidden">
          <LinkButton href={trendsHref({ cluster: input.cluster, from: month.from, to: month.to })}>
            <ChartSpline aria-hidden />
            {words.trends}
          </LinkButton>
          {report ? <PrintButton /> : null}
        </div>
      }
    >
      <ReportControls {...controls} month={month.month} />
      {firstDay === null ? (
        <NoTrends clusters={clusters.length} />
      ) : report ? (
        <ReportBody report={report} now={now} />
      ) : (
        <EmptyState icon={CalendarX} title={words.empty.title}>
          {words.empty.detail} {words.empty.first(firstDay)}
        </EmptyState>
      )}
      <PrintedAddress />
    </Page>
  );
});
