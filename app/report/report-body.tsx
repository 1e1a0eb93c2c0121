import type { ReactNode } from "react";
import { ChartSection } from "../../components/charts/chart-section.tsx";
import { Section } from "../../components/ui/section.tsx";
import * as t from "../../lib/messages/index.ts";
import { FindingsTrend } from "../trends/findings-trend.tsx";
import { RepairTimes } from "../trends/repair-times.tsx";
import { daysSummary, findingsSummary, repairSummary } from "../trends/trend-summary.ts";
import type { Report } from "./read-report.ts";
import { ReportDecided } from "./report-decided.tsx";
import { ReportCoverage, ReportExposures, ReportRules } from "./report-evidence.tsx";
import { ReportNodes, ReportOldest } from "./report-lists.tsx";
import { ReportStanding } from "./report-standing.tsx";

const words = t.report;

/** A part that does not break over two pages of paper. */
function Part({ id, title, aside, children }: { id: string; title: string; aside?: string; children: ReactNode }) {
  return (
    <Section id={id} title={title} aside={aside} className="mb-8 break-inside-avoid print:mb-5">
      {children}
    </Section>
  );
}

/** The report, in the order that a manager asks: how is it, how did it go, what first, how sure are we. */
export function ReportBody({ report, now }: { report: Report; now: Date }) {
  const { trends, before, nodes, oldest } = report;
  return (
    <div className="max-w-[960px] print:max-w-none">
      <Part id="standing" title={words.standing.title}>
        <ReportStanding report={report} />
      </Part>
      <Part id="decided" title={words.decided.title}>
        <ReportDecided report={report} />
      </Part>
      <ChartSection
        id="findings"
        title={t.trends.findings.title}
        aside={daysSummary(trends)}
        summary={findingsSummary({ trends, before })}
        className="mb-8 break-inside-avoid print:mb-5"
      >
        <FindingsTrend trends={trends} />
      </ChartSection>
      <ChartSection
        id="repair"
        title={t.trends.repair.title}
        aside={t.trends.repair.aside}
        summary={repairSummary(trends)}
        className="mb-8 break-inside-avoid print:mb-5"
      >
        <RepairTimes trends={trends} />
      </ChartSection>
      <Part
        id="oldest"
        title={words.oldest.title}
        {...(oldest.all > 0 ? { aside: words.oldest.aside(oldest.rows.length, oldest.all) } : {})}
      >
        <ReportOldest report={report} now={now} />
      </Part>
      <Part
        id="nodes"
        title={words.nodes.title}
        {...(nodes.all > 0 ? { aside: words.nodes.aside(nodes.rows.length, nodes.all) } : {})}
      >
        <ReportNodes report={report} />
      </Part>
      <Part id="exposures" title={words.exposures.title}>
        <ReportExposures report={report} />
      </Part>
      <Part id="coverage" title={words.coverage.title}>
        <ReportCoverage report={report} />
      </Part>
      <Part id="rules" title={words.rules.title}>
        <ReportRules report={report} />
      </Part>
    </div>
  );
}
