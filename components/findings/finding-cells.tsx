import type { ReactNode } from "react";
import { formatPort } from "../../lib/domain/port-state.ts";
import type { FindingColumn } from "../../lib/domain/preferences.ts";
import * as t from "../../lib/messages/index.ts";
import { resultOf } from "../result.ts";
import { besideResult } from "./beside-result.ts";
import type { ListedFinding } from "./listed-finding.ts";
import { Shape } from "./shape-sprite.tsx";

interface CellProps {
  finding: ListedFinding;
  /** Milliseconds; of what the page shows. */
  now: number;
  /** Where the finding opens, and the name of that link in the page. */
  link: string;
  id: string;
}

const none = (text: string) => <span className="none">{text}</span>;
/** Nothing to say is most rows' answer: it is drawn as a dash, and said in words where nothing is seen. */
const dash = (text: string) => (
  <span className="none">
    <span aria-hidden="true">–</span>
    <span className="sr-only">{text}</span>
  </span>
);

/** A moment in words; when the pointer comes, the list says it exactly. */
function Moment({ at, text, className }: { at: string; text: string; className?: string }) {
  return (
    <time dateTime={at} className={className}>
      {text}
    </time>
  );
}

const secondsBetween = (from: string, to: number) => (to - Date.parse(from)) / 1000;

function Result({ finding }: CellProps) {
  const result = resultOf(finding);
  const beside = besideResult(finding);
  // What nearly every row says is quiet; that something could not be seen, or has passed, is not.
  if (result === "fail" && !beside) {
    return (
      <span className="quiet">
        <Shape name={result} />
        {t.words.result[result]}
      </span>
    );
  }
  return (
    <>
      <Shape name={result} />
      {t.words.result[result]}
      {beside ? <span className="quiet"> {beside}</span> : null}
    </>
  );
}

function Due({ finding, now }: CellProps) {
  if (!finding.dueAt) return dash(t.findingsList.noDue);
  const late = secondsBetween(finding.dueAt, now);
  if (late <= 0) return <Moment at={finding.dueAt} text={t.findingsList.due.within(t.time.short(-late))} />;
  return (
    <span className="font-medium text-critical">
      <Shape name="overdue" />
      <Moment at={finding.dueAt} text={t.findingsList.due.overdue(t.time.short(late))} />
    </span>
  );
}

const cells: Record<FindingColumn, (props: CellProps) => ReactNode> = {
  severity: ({ finding: { severity } }) => (
    <span className={`of-${severity}`}>
      <Shape name={severity} />
      {t.words.severity[severity]}
    </span>
  ),
  finding: ({ finding, link, id }) => (
    <a href={link} id={id} data-row-link="">
      {finding.headline}
    </a>
  ),
  cluster: ({ finding }) => finding.clusterName,
  node: ({ finding: { node, nodeId } }) =>
    node && nodeId ? (
      <a href={`/nodes/${nodeId}`} className="above">
        {node}
      </a>
    ) : (
      none(node ?? t.findings.noNode)
    ),
  port: ({ finding: { port, protocol } }) =>
    port === undefined ? none(t.findings.noPort) : <code>{formatPort(port, protocol)}</code>,
  vantage: ({ finding }) => t.words.vantage[finding.vantage],
  result: Result,
  assignee: ({ finding }) => finding.assignee ?? dash(t.findingsList.nobody),
  due: Due,
  failing: ({ finding: { failingSince }, now }) =>
    failingSince ? <Moment at={failingSince} text={t.time.short(secondsBetween(failingSince, now))} /> : null,
  checked: ({ finding: { lastCheckedAt }, now }) => (
    <Moment at={lastCheckedAt} text={t.time.ago(Math.max(0, secondsBetween(lastCheckedAt, now)))} />
  ),
};

/** What one column says of a finding. */
export function FindingCell({ column, ...props }: CellProps & { column: FindingColumn }) {
  const Cell = cells[column];
  return <Cell {...props} />;
}
