import type { ReactNode } from "react";
import { columnLabels } from "../../../components/findings/column-labels.ts";
import { SeverityBadge } from "../../../components/severity-badge.tsx";
import type { ExportedFinding } from "../../../lib/domain/finding-export.ts";
import { formatPort } from "../../../lib/domain/port-state.ts";
import type { FindingColumn } from "../../../lib/domain/preferences.ts";
import * as t from "../../../lib/messages/index.ts";

const day = (at: string | null) => (at === null ? "" : t.time.day(at));

/** How it reads in one word: how it ended, what people decided, or the verdict. */
function result(finding: ExportedFinding): string {
  const { state, resolution } = finding;
  if (state === "resolved" && resolution) return t.words.resolution[resolution];
  if (state === "accepted" || state === "false-positive") return t.words.findingState[state];
  return t.words.verdict[finding.verdict];
}

const cells: Record<FindingColumn, (finding: ExportedFinding) => ReactNode> = {
  severity: ({ severity }) => <SeverityBadge severity={severity} />,
  finding: ({ headline, checkId }) => (
    <>
      {headline} <code className="text-[11px] text-ink-2">{checkId}</code>
    </>
  ),
  cluster: ({ clusterName }) => clusterName,
  node: ({ node, subject }) => node ?? [subject.kind, subject.namespace, subject.name].filter(Boolean).join("/"),
  port: ({ port, protocol }) =>
    port === null ? "" : <span className="whitespace-nowrap">{formatPort(port, protocol ?? "TCP")}</span>,
  vantage: ({ vantage }) => t.words.vantage[vantage],
  result,
  assignee: ({ assignee }) => assignee ?? "",
  due: ({ dueAt }) => day(dueAt),
  failing: ({ failingSince }) => day(failingSince),
  checked: ({ lastCheckedAt }) => t.time.instant(lastCheckedAt),
};

interface Props {
  rows: readonly ExportedFinding[];
  columns: readonly FindingColumn[];
  label: string;
}

/** Plain rows: what the printer repeats on every sheet is the head. */
export function PrintedTable({ rows, columns, label }: Props) {
  const labels = columnLabels();
  return (
    <section aria-label={label} className="overflow-x-auto print:overflow-visible" {...{ tabIndex: 0 }}>
      <table className="w-full border-collapse text-[13px]">
        <caption className="sr-only">{label}</caption>
        <thead>
          <tr className="border-b border-line-strong">
            {columns.map((column) => (
              <th key={column} scope="col" className="px-2 py-1.5 text-start font-medium text-ink-2">
                {labels[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className="border-b border-line align-baseline">
              {columns.map((column) => (
                <td key={column} className="px-2 py-1 [overflow-wrap:anywhere]">
                  {cells[column](row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
