import { ChartSection } from "../../components/charts/chart-section.tsx";
import { SharedCursor } from "../../components/charts/cursor.tsx";
import { Notice } from "../../components/ui/state.tsx";
import * as t from "../../lib/messages/index.ts";
import { ExposureTrends } from "./exposure-trends.tsx";
import { FindingsTrend } from "./findings-trend.tsx";
import { FlowTrend } from "./flow-trend.tsx";
import { RepairTimes } from "./repair-times.tsx";
import { CoverageTrend, ScoreTrend } from "./standing-trends.tsx";
import {
  acceptancesSummary,
  type Compared,
  coverageSummary,
  daysSummary,
  exposuresSummary,
  findingsSummary,
  flowSummary,
  repairSummary,
  scoreSummary,
  slaSummary,
} from "./trend-summary.ts";
import { AcceptanceTrend, SlaTrend } from "./triage-trends.tsx";

const words = t.trends;

/** What there is to say before the charts: too few days, or days before the first scan. */
function Beginnings({ trends }: Pick<Compared, "trends">) {
  const { firstDay, query, points } = trends;
  if (points.length === 1) return <Notice className="mb-4">{t.trendChoices.empty.one}</Notice>;
  if (firstDay === null || firstDay <= query.from) return null;
  return <Notice className="mb-4">{t.trendChoices.empty.startsLater(firstDay)}</Notice>;
}

/** Small multiples on one axis of days with one cursor through all of them, then the weeks and the repair times. */
export function TrendCharts(compared: Compared) {
  const { trends } = compared;
  const whole = trends.query.dimension === "all";
  const hasNodes = trends.query.dimension !== "namespace";
  return (
    <>
      <Beginnings trends={trends} />
      <SharedCursor>
        <ChartSection
          id="findings"
          title={words.findings.title}
          aside={daysSummary(trends)}
          summary={findingsSummary(compared)}
          className="mb-8"
        >
          <FindingsTrend trends={trends} shared />
        </ChartSection>
        <div className="mb-8 grid gap-x-10 gap-y-8 lg:grid-cols-2">
          <ChartSection
            id="score"
            title={words.score.title}
            summary={whole ? scoreSummary(compared) : words.score.wholeOnly}
          >
            {whole ? <ScoreTrend trends={trends} /> : null}
          </ChartSection>
          <ChartSection
            id="coverage"
            title={words.coverage.title}
            summary={hasNodes ? coverageSummary(trends) : words.coverage.noPart}
          >
            {hasNodes ? <CoverageTrend trends={trends} /> : null}
          </ChartSection>
        </div>
        <div className="mb-8 grid gap-x-10 gap-y-8 lg:grid-cols-2">
          <ChartSection id="sla" title={words.sla.title} aside={words.sla.aside} summary={slaSummary(compared)}>
            <SlaTrend trends={trends} />
          </ChartSection>
          <ChartSection id="acceptances" title={words.acceptances.title} summary={acceptancesSummary(trends)}>
            {whole ? <AcceptanceTrend trends={trends} /> : null}
          </ChartSection>
        </div>
        <ChartSection
          id="exposures"
          title={words.exposures.title}
          {...(whole ? { aside: words.exposures.aside } : {})}
          summary={whole ? exposuresSummary(compared) : words.exposures.wholeOnly}
          className="mb-8"
        >
          {whole ? <ExposureTrends trends={trends} /> : null}
        </ChartSection>
      </SharedCursor>
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-2">
        <ChartSection id="flow" title={words.flow.title} summary={flowSummary(compared)}>
          <FlowTrend trends={trends} />
        </ChartSection>
        <ChartSection id="repair" title={words.repair.title} aside={words.repair.aside} summary={repairSummary(trends)}>
          <RepairTimes trends={trends} />
        </ChartSection>
      </div>
    </>
  );
}
