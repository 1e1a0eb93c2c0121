import type { ExportedFinding } from "../../domain/finding-export.ts";
import { formatPort } from "../../domain/port-state.ts";
import type { FindingColumn } from "../../domain/preferences.ts";
import { subjectName } from "../result-order.ts";

type Cell = (finding: ExportedFinding) => string | number | null;

/** What a finding reads as, in one word: the decision of a person before the verdict, how it ended before both. */
function resultWord({ state, verdict, resolution }: ExportedFinding): string {
  if (state === "resolved") return resolution ?? state;
  return state === "accepted" || state === "false-positive" ? state : verdict;
}

/** The columns of the list; the list's own names, so that a heading can be searched for. */
export const chosenCells: Record<FindingColumn, Cell> = {
  severity: ({ severity }) => severity,
  finding: ({ headline }) => headline,
  cluster: ({ clusterName }) => clusterName,
  node: ({ node, subject }) => node ?? subjectName(subject),
  port: ({ port, protocol }) => (port === null ? null : formatPort(port, protocol ?? "TCP")),
  vantage: ({ vantage }) => vantage,
  result: resultWord,
  assignee: ({ assignee }) => assignee,
  due: ({ dueAt }) => dueAt,
  failing: ({ failingSince }) => failingSince,
  checked: ({ lastCheckedAt }) => lastCheckedAt,
};

/** Everything, for programs: what nobody chose columns for. */
export const allCells: Record<string, Cell> = {
  id: ({ id }) => id,
  cluster: ({ clusterName }) => clusterName,
  severity: ({ severity }) => severity,
  state: ({ state }) => state,
  verdict: ({ verdict }) => verdict,
  resolution: ({ resolution }) => resolution,
  check: ({ checkId }) => checkId,
  component: ({ component }) => component,
  headline: ({ headline }) => headline,
  subject: ({ subject }) => subjectName(subject),
  namespace: ({ subject }) => subject.namespace ?? null,
  node: ({ node }) => node,
  address: ({ subject }) => subject.address ?? null,
  port: ({ port }) => port,
  protocol: ({ protocol }) => protocol,
  vantage: ({ vantage }) => vantage,
  "first seen": ({ firstSeenAt }) => firstSeenAt,
  "failing since": ({ failingSince }) => failingSince,
  "last seen": ({ lastSeenAt }) => lastSeenAt,
  "last checked": ({ lastCheckedAt }) => lastCheckedAt,
  resolved: ({ resolvedAt }) => resolvedAt,
  assignee: ({ assignee }) => assignee,
  due: ({ dueAt }) => dueAt,
};

/** Heads and cells of a table. */
export function tableOf(columns: readonly FindingColumn[] | null): { heads: string[]; cells: Cell[] } {
  if (columns === null) return { heads: Object.keys(allCells), cells: Object.values(allCells) };
  return { heads: [...columns], cells: columns.map((column) => chosenCells[column]) };
}
