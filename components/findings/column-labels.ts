import type { FindingColumn } from "../../lib/domain/preferences.ts";
import * as t from "../../lib/messages/index.ts";

/** What stands over each column. */
export function columnLabels(): Record<FindingColumn, string> {
  const { severity, finding, cluster, node, port, vantage, state, failing, checked } = t.findings.columns;
  const { assignee, due } = t.findingsList.columns;
  return { severity, finding, cluster, node, port, vantage, result: state, assignee, due, failing, checked };
}
