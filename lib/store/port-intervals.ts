import type { PortState, Protocol } from "../domain/port-state.ts";
import type { Vantage, VantageKind } from "../domain/vantage.ts";
import type { Interval } from "../posture/index.ts";
import { query } from "./client.ts";
import { iso, isoOrNull } from "./column-values.ts";
import { portRanges } from "./port-ranges.ts";
import { decodeCodes, notLooked, stateOf } from "./port-states.ts";

/** What a port was seen as; `service` is what the answer was recognised as. */
export interface PortValue {
  state: PortState | null;
  service: string | null;
  answerId: number | null;
}

/** One place from which a port was looked at, with what is kept of it. */
export interface PortPlace {
  targetId: number;
  nodeId: string;
  address: string;
  vantage: Vantage;
  /** Looks that covered the port, and all looks at the place. */
  lookIds: number[];
  allLookIds: number[];
  firstLookedAt: string;
  endedAt: string | null;
  intervals: Interval<PortValue>[];
}

interface Target {
  id: number;
  nodeId: string;
  address: string;
  vantageName: string;
  vantageKind: string;
  endedAt: Date | null;
  ports: string;
  states: Uint8Array;
  looks: { id: number; ports: string; firstAt: string }[] | null;
}

interface Kept {
  targetId: number;
  state: number;
  answerId: number | null;
  service: string | null;
  since: Date;
  until: Date | null;
}

const covers = (ports: string, port: number) => portRanges(ports).some(([from, to]) => from <= port && port <= to);

const intervalOf = ({ state, answerId, service, since, until }: Kept): Interval<PortValue> => ({
  since: iso(since),
  until: isoOrNull(until),
  value: { state: stateOf(state), service, answerId },
});

function placeOf(target: Target, kept: readonly Kept[], port: number): PortPlace[] {
  const looks = (target.looks ?? []).filter(({ ports }) => covers(ports, port));
  const [first] = looks.map(({ firstAt }) => new Date(firstAt).toISOString()).sort();
  if (first === undefined) return [];
  const intervals = kept.map(intervalOf);
  if (!kept.some(({ until }) => until === null)) {
    // A port without a row of its own is what it was on its first look.
    const code = decodeCodes(target.ports, target.states)[port] ?? notLooked;
    if (code !== notLooked) {
      const value = { state: stateOf(code), service: null, answerId: null };
      intervals.push({ since: intervals.at(-1)?.until ?? first, until: null, value });
    }
  }
  return [
    {
      targetId: target.id,
      nodeId: target.nodeId,
      address: target.address,
      vantage: { name: target.vantageName, kind: target.vantageKind as VantageKind },
      lookIds: looks.map(({ id }) => id),
      allLookIds: (target.looks ?? []).map(({ id }) => id),
      firstLookedAt: first,
      endedAt: isoOrNull(target.endedAt),
      intervals,
    },
  ];
}

/** Everything kept of one port on these nodes: a place for each address and vantage from which it was ever looked at. */
export async function readPortPlaces(
  nodeIds: readonly string[],
  port: number,
  protocol: Protocol,
): Promise<PortPlace[]> {
  const targets = await query(
    (database) => database.$queryRaw<Target[]>`
      select t."id", t."nodeId", t."address", t."vantageName", t."vantageKind", t."endedAt", t."ports", t."states",
        (select json_agg(json_build_object('id', l."id", 'ports', l."ports", 'firstAt', l."firstAt") order by l."id")
          from "PortLook" l where l."targetId" = t."id") as "looks"
      from "PortTarget" t where t."nodeId" = any(${[...nodeIds]}::text[]) and t."protocol" = ${protocol}
      order by t."address", t."vantageName", t."id"`,
  );
  const ids = targets.map(({ id }) => id);
  const kept = await query(
    (database) => database.$queryRaw<Kept[]>`
      select k.*, a."service" from (
        select "targetId", "state"::int as "state", "answerId", "since", "until" from "PortHistory"
          where "targetId" = any(${ids}::int[]) and "port" = ${port}
        union all
        select "targetId", "state"::int, "answerId", "since", null from "PortState"
          where "targetId" = any(${ids}::int[]) and "port" = ${port}) k
      left join "PortAnswer" a on a."id" = k."answerId" order by k."since", k."until" nulls last`,
  );
  const byTarget = Map.groupBy(kept, ({ targetId }) => targetId);
  return targets.flatMap((target) => placeOf(target, byTarget.get(target.id) ?? [], port));
}
