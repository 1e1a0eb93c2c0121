import { query } from "./client.ts";
import { portRanges } from "./port-ranges.ts";

interface LookRow {
  targetId: number;
  ports: string;
  lastAt: Date;
}

/** Tells when a port of a target was looked at last; a narrower look confirms only its own ports. */
export type ConfirmedAt = (targetId: number, port: number) => Date | null;

/** Reads when the ports of these targets were looked at last. */
export async function readConfirmed(targetIds: readonly number[]): Promise<ConfirmedAt> {
  const ids = [...new Set(targetIds)];
  const rows = await query(
    (database) => database.$queryRaw<LookRow[]>`
      select "targetId", "ports", "lastAt" from "PortLook" where "targetId" = any(${ids}::int[]) order by "lastAt" desc`,
  );
  const looksOf = Map.groupBy(
    rows.map((row) => ({ ...row, ranges: portRanges(row.ports) })),
    ({ targetId }) => targetId,
  );
  return (targetId, port) => {
    const looks = looksOf.get(targetId) ?? [];
    return looks.find(({ ranges }) => ranges.some(([from, to]) => from <= port && port <= to))?.lastAt ?? null;
  };
}
