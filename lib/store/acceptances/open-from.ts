import { vantageKinds } from "../../domain/vantage.ts";
import type { SeenOpen } from "../../posture/index.ts";
import { selectRows } from "../bulk.ts";
import type { Transaction } from "../client.ts";
import { portRanges } from "../port-ranges.ts";
import { stateCodes } from "../port-states.ts";

/** A port that is open from a named place or a wider one, as the database has it. */
export interface OpenRow {
  targetId: number;
  vantage: SeenOpen["vantage"];
  since: string;
  /** Sets of ports that were looked at since then, "2379-2381,10250". */
  looks: string[];
}

const kinds = `array[${vantageKinds.map((kind) => `'${kind}'`).join(", ")}]`;

/**
 * Targets on which the port of `"Finding" f` is open as its cluster's own scans saw it, from one of the places of the text
 * array `named` or from a wider one, and that were looked at after `since`. What imports say does not count: nobody here
 * stood there. A finding on no node is looked for at its own address, and without one on every node.
 */
export function openFrom(named: string, since: string): string {
  return `select t."id" as "targetId", t."vantageKind" as "vantage", p."since",
      (select json_agg(k."ports") from "PortLook" k where k."targetId" = t."id" and k."lastAt" > ${since}) as "looks"
    from (
        select t.* from "PortTarget" t where f."nodeId" is not null and t."nodeId" = f."nodeId"
        union all
        select t.* from "PortTarget" t where f."nodeId" is null and t."clusterId" = f."clusterId"
          and (f."subject"->>'address' is null or t."address" = f."subject"->>'address')) t
      join "PortState" p on p."targetId" = t."id" and p."port" = f."port" and p."state" = ${stateCodes.open}
    where t."endedAt" is null and t."protocol" = coalesce(f."protocol", 'TCP')
      and array_position(${kinds}, t."vantageKind") <= (select max(array_position(${kinds}, n)) from unnest(${named}) n)
      and exists (select from "PortLook" k where k."targetId" = t."id" and k."lastAt" > ${since})`;
}

/** Those on which the port itself was looked at, and not only others of the node. */
export function lookedAt(port: number, rows: readonly OpenRow[] | null): OpenRow[] {
  const holds = (ports: string) => portRanges(ports).some(([from, to]) => from <= port && port <= to);
  return (rows ?? []).filter(({ looks }) => (looks ?? []).some(holds));
}

interface Stretch {
  targetId: number;
  port: number;
  since: string;
  until: string;
}

/** Since when ports are open, whatever else changed in what answers: the stretches before that were open too belong to it. */
export async function openSince(
  tx: Transaction,
  places: readonly { targetId: number; port: number; since: string }[],
): Promise<(targetId: number, port: number) => string | undefined> {
  const sql = `select h."targetId", h."port", h."since", h."until" from "PortHistory" h
    join json_to_recordset($1::json) as r("targetId" int, "port" int) on h."targetId" = r."targetId" and h."port" = r."port"
    where h."state" = ${stateCodes.open} order by h."until" desc`;
  const before = places.length === 0 ? [] : await selectRows<Stretch>(tx, sql, JSON.stringify(places));
  const since = new Map(places.map((place) => [`${place.targetId}/${place.port}`, Date.parse(place.since)]));
  for (const { targetId, port, since: from, until } of before) {
    const key = `${targetId}/${port}`;
    if (since.get(key) === Date.parse(until)) since.set(key, Date.parse(from));
  }
  return (targetId, port) => {
    const ms = since.get(`${targetId}/${port}`);
    return ms === undefined ? undefined : new Date(ms).toISOString();
  };
}
