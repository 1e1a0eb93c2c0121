import type { ClusterChangeKind } from "../domain/memory.ts";
import type { Protocol } from "../domain/port-state.ts";
import type { PortTimelineChange, TimelineCause } from "../domain/views/timeline-view.ts";
import { type CauseEntry, causeKinds, rankCauses } from "../posture/index.ts";
import { query } from "./client.ts";
import { fromJson, iso } from "./column-values.ts";

interface Place {
  clusterId: string;
  nodeIds: readonly string[];
  port: number;
  protocol: Protocol;
}

interface Row {
  id: string;
  at: Date;
  kind: string;
  port: number | null;
  protocol: string | null;
  message: string;
  facts: unknown;
}

/** More entries than these in one range are not looked through for causes. */
const mostEntries = 5000;
/** So many are shown with one change. */
const mostCauses = 6;

async function readEntries({ clusterId, nodeIds, port }: Place, after: string, until: string): Promise<CauseEntry[]> {
  const rows = await query(
    (database) => database.$queryRaw<Row[]>`
      select "id", "at", "kind", "port", "protocol", "message", "facts" from "Change"
      where "clusterId" = ${clusterId} and "at" > ${after}::timestamptz and "at" <= ${until}::timestamptz
        and "kind" = any(${[...causeKinds]}::text[])
        and ("nodeId" = any(${[...nodeIds]}::text[]) or ("nodeId" is null and ("port" is null or "port" = ${port})))
      order by "at" desc, "id" desc limit ${mostEntries}`,
  );
  return rows.map((row) => ({
    id: row.id,
    at: iso(row.at),
    kind: row.kind as ClusterChangeKind,
    port: row.port,
    protocol: row.protocol as Protocol | null,
    message: row.message,
    facts: fromJson<Record<string, unknown>>(row.facts),
  }));
}

/** When the machine itself came, went or was replaced; drawn on the timeline whatever the port did. */
export async function readMachine(place: Place, from: string, to: string): Promise<TimelineCause[]> {
  const rows = await query(
    (database) => database.$queryRaw<Row[]>`
      select "id", "at", "kind", "port", "protocol", "message", "facts" from "Change"
      where "nodeId" = any(${[...place.nodeIds]}::text[]) and "at" between ${from}::timestamptz and ${to}::timestamptz
        and "kind" in ('node-joined', 'node-left', 'node-returned', 'node-replaced')
      order by "at" desc, "id" desc limit 100`,
  );
  return rows.map(({ id, at, kind, message }) => {
    return { id, at: iso(at), kind: kind as ClusterChangeKind, message, relation: "same-time" };
  });
}

/** Puts to each change what was written down between the two looks that disagree and can have to do with it. */
export async function withCauses<Change extends PortTimelineChange>(
  place: Place,
  changes: readonly Change[],
): Promise<Change[]> {
  if (changes.length === 0) return [];
  const time = (at: string) => Date.parse(at);
  const after = changes.map(({ before }) => before.seenAt).reduce((a, b) => (time(a) < time(b) ? a : b));
  const until = changes.map(({ at }) => at).reduce((a, b) => (time(a) > time(b) ? a : b));
  const entries = await readEntries(place, after, until);
  return changes.map((change) => {
    const { before, after: now, at, kind } = change;
    const between = entries.filter((entry) => time(entry.at) > time(before.seenAt) && time(entry.at) <= time(at));
    const services = [before.service, now.service];
    return { ...change, causes: rankCauses({ kind, port: place.port, services }, between).slice(0, mostCauses) };
  });
}
