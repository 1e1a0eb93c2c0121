import type { FindingRow } from "../../lib/domain/views/finding-view.ts";

const always = ["id", "headline", "severity", "verdict", "state", "clusterName", "vantage"] as const;
const where = ["nodeId", "node", "port", "protocol"] as const;
const stands = ["resolution", "assignee", "dueAt", "failingSince"] as const;

/** What the list shows of a finding; what there is none of is left out, since a page sends fifty of them as text. */
export type ListedFinding = Pick<FindingRow, (typeof always)[number] | "lastCheckedAt" | "triageVersion"> & {
  [Key in (typeof where)[number] | (typeof stands)[number]]?: NonNullable<FindingRow[Key]>;
};

export function listedFinding(row: FindingRow): ListedFinding {
  const names = [...always, ...where, ...stands, "lastCheckedAt", "triageVersion"] as const;
  const given = names
    .map((name) => [name, row[name]] as const)
    .filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(given) as unknown as ListedFinding;
}

/** Findings without the names of their fields at each of them: half as long as text. */
export interface PackedFindings {
  names: string[];
  rows: unknown[][];
}

export function packFindings(rows: readonly ListedFinding[]): PackedFindings {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return { names, rows: rows.map((row) => names.map((name) => row[name as keyof ListedFinding] ?? null)) };
}

export function unpackFindings({ names, rows }: PackedFindings): ListedFinding[] {
  return rows.map((row) => {
    const given = names.map((name, index) => [name, row[index]] as const).filter(([, value]) => value !== null);
    return Object.fromEntries(given) as unknown as ListedFinding;
  });
}

/** A page of the list, and the instant at which it was read. */
export interface ListPage {
  items: ListedFinding[];
  nextCursor: string | null;
  total: number;
  /** RFC 3339. */
  readAt: string;
}
