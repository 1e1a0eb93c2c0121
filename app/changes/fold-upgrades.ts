import type { ChangeRow } from "../../lib/domain/views/change-view.ts";

/** So many kubelets that went the same way are a line each; more are one line. */
const mostApart = 5;

/** Kubelets that one scan found upgraded from one version to another. */
export interface UpgradeFold {
  versions: NonNullable<ChangeRow["versions"]>;
  rows: ChangeRow[];
}

/** The rows of one scan in their order; many kubelets of one upgrade are one entry, where the first of them stands. */
export function foldUpgrades(rows: readonly ChangeRow[]): (ChangeRow | UpgradeFold)[] {
  const keyOf = ({ versions, clusterId }: ChangeRow) =>
    versions && JSON.stringify([clusterId, versions.before, versions.after]);
  const alike = Map.groupBy(rows, keyOf);
  return rows.flatMap<ChangeRow | UpgradeFold>((row) => {
    const of = row.versions ? (alike.get(keyOf(row)) ?? []) : [];
    if (!row.versions || of.length <= mostApart) return [row];
    return of[0] === row ? [{ versions: row.versions, rows: of }] : [];
  });
}
