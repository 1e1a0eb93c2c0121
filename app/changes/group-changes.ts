import type { ChangeRow } from "../../lib/domain/views/change-view.ts";

/** What one scan or re-check of one cluster changed, as far as it stands on a page. */
export interface ChangeGroup {
  key: string;
  at: string;
  scanId: string | null;
  previousScanId: string | null;
  clusterId: string;
  clusterName: string;
  rows: ChangeRow[];
}

export interface ChangeDay {
  /** YYYY-MM-DD. */
  day: string;
  groups: ChangeGroup[];
}

/** Rows in their order, put together by the day that `dayOf` says of an instant and then by the look that found them. */
export function groupChanges(rows: readonly ChangeRow[], dayOf: (at: string) => string): ChangeDay[] {
  const days: ChangeDay[] = [];
  for (const row of rows) {
    const day = dayOf(row.at);
    if (days.at(-1)?.day !== day) days.push({ day, groups: [] });
    const groups = days.at(-1)?.groups ?? [];
    // Findings carry the time at which they were seen: those of one scan lie moments apart.
    const key = row.scanId ?? `${row.at} ${row.clusterId}`;
    const { at, scanId, previousScanId, clusterId, clusterName } = row;
    // Two clusters that end a scan at one instant alternate in the order of ids; each still is one group.
    const group = groups.find((each) => each.key === key);
    if (group) group.rows.push(row);
    else groups.push({ key, at, scanId, previousScanId, clusterId, clusterName, rows: [row] });
  }
  return days;
}
