import type { FindingRow } from "../domain/views/finding-view.ts";
import { csvCell } from "./csv-cell.ts";
import { subjectName } from "./result-order.ts";

/** A way of writing findings one after the other, however many they are. */
export interface FindingLines {
  mediaType: string;
  extension: string;
  /** What stands before the first line. */
  head: string;
  line(finding: FindingRow): string;
}

const columns: Record<string, (finding: FindingRow) => string | number | null> = {
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
};
const cells = Object.values(columns);

const csv: FindingLines = {
  mediaType: "text/csv; charset=utf-8",
  extension: "csv",
  head: `${Object.keys(columns).join(",")}\r\n`,
  line: (finding) => `${cells.map((cell) => csvCell(String(cell(finding) ?? ""))).join(",")}\r\n`,
};

const jsonl: FindingLines = {
  mediaType: "application/jsonl; charset=utf-8",
  extension: "jsonl",
  head: "",
  line: (finding) => `${JSON.stringify(finding)}\n`,
};

export const findingLines = { csv, jsonl } as const;
export const findingLineFormats = ["csv", "jsonl"] as const satisfies (keyof typeof findingLines)[];
