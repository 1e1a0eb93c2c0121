import { type ChangeKind, changeKinds } from "../../domain/finding-state.ts";
import type { Protocol } from "../../domain/port-state.ts";
import type { VantageKind } from "../../domain/vantage.ts";
import type { ChangeCounts, ComparedPortRow, FieldChange, PortComparison } from "../../domain/views/compare-view.ts";
import { comparePort, type Difference, type NodeFate, type PortPair } from "../../posture/index.ts";
import { query } from "../client.ts";
import { decodeCursor, encodeCursor, pageSize } from "../cursor.ts";
import { Prisma } from "../generated/client.ts";
import { portRows, sharedPorts } from "./port-pairs.ts";
import { loadScanPair, type ScanPair } from "./scan-pair.ts";
import type { ResultsAsked } from "./scan-results.ts";

const { sql } = Prisma;

/** A target of which only one scan looked at some ports. */
const ofTarget = "target";

function pairOf(signature: string): PortPair {
  const [before, after, otherwise, node] = signature.split("/");
  const side = (word: string | undefined) => (word === "-" ? null : (word as PortPair["before"]));
  return { before: side(before), after: side(after), answersOtherwise: otherwise === "1", node: node as NodeFate };
}

function differenceOf(signature: string): Difference {
  return signature === ofTarget ? { kind: "not-comparable", detail: null } : comparePort(pairOf(signature));
}

interface Signed {
  counts: ChangeCounts;
  kinds: ReadonlyMap<string, ChangeKind>;
}

async function countPorts(pair: ScanPair): Promise<Signed> {
  const [rows, shared] = await query((database) =>
    Promise.all([
      database.$queryRaw<{ signature: string; count: number }[]>`${portRows(pair)}
        select "signature", count(*)::int as "count" from d group by 1`,
      database.$queryRaw<{ count: number }[]>`${sharedPorts(pair)}`,
    ]),
  );
  const counts = Object.fromEntries(changeKinds.map((kind) => [kind, 0])) as ChangeCounts;
  const kinds = new Map(rows.map(({ signature }) => [signature, differenceOf(signature).kind]));
  let read = 0;
  for (const { signature, count } of rows) {
    const kind = kinds.get(signature) ?? "not-comparable";
    counts[kind] += count;
    if (signature !== ofTarget && pairOf(signature).node === "stayed") read += count;
  }
  counts.same += (shared[0]?.count ?? 0) - read;
  return { counts, kinds };
}

interface Row {
  targetId: number;
  port: number | null;
  signature: string;
  onlyA: number | null;
  onlyB: number | null;
  ended: boolean;
  nodeId: string | null;
  node: string | null;
  place: string;
  address: string;
  protocol: string;
  vantageName: string;
  vantageKind: string;
  serviceA: string | null;
  serviceB: string | null;
  rank: number;
  portOrder: number;
}

const ports = (count: number) => `${count} ${count === 1 ? "port" : "ports"}`;

/** Why a target cannot be compared as a whole. */
function targetDetail({ onlyA, onlyB, ended }: Row): string {
  const parts = [
    onlyA
      ? `Only the first scan looked at ${ports(onlyA)} of it${ended ? ": the node no longer has this address" : ""}.`
      : "",
    onlyB ? `Only the second scan looked at ${ports(onlyB)} of it.` : "",
  ];
  return parts.filter(Boolean).join(" ");
}

function viewOf(row: Row): ComparedPortRow {
  const { kind, detail } = differenceOf(row.signature);
  const pair = row.signature === ofTarget ? null : pairOf(row.signature);
  const all: FieldChange[] = [
    { field: "state", before: pair?.before ?? null, after: pair?.after ?? null },
    { field: "service", before: row.serviceA, after: row.serviceB },
  ];
  return {
    id: `${row.targetId}:${row.port ?? ""}`,
    kind,
    nodeId: row.nodeId,
    node: row.node,
    address: row.address,
    port: row.port,
    protocol: row.protocol as Protocol,
    vantage: { name: row.vantageName, kind: row.vantageKind as VantageKind },
    detail: detail ?? (row.port === null ? targetDetail(row) : null),
    fields: all.filter(({ before, after }) => before !== after),
  };
}

const order = sql`e."rank", e."place" collate "C", e."portOrder", e."targetId"`;

function after(cursor: string | undefined): Prisma.Sql {
  if (!cursor) return sql`true`;
  const [rank = "", place = "", port = "", target = ""] = decodeCursor(cursor, "compare-ports", 4);
  const numbers = [rank, port, target].map(Number);
  if (!numbers.every(Number.isInteger)) return sql`false`;
  return sql`(${order}) > (${numbers[0]}::int, ${place}, ${numbers[1]}::int, ${numbers[2]}::int)`;
}

async function readRows(pair: ScanPair, kinds: Signed["kinds"], page: Prisma.Sql): Promise<Row[]> {
  const ranks = [...kinds].map(([signature, kind]) => ({ signature, rank: changeKinds.indexOf(kind) }));
  return query(
    (database) => database.$queryRaw<Row[]>`${portRows(pair)}
      select e.*, x."service" as "serviceA", y."service" as "serviceB" from (
        select * from (
          select d.*, k."rank", coalesce(d."port", -1) as "portOrder", coalesce(n."name", t."address") as "place",
            t."nodeId", n."name" as "node", t."address", t."protocol", t."vantageName", t."vantageKind",
            t."endedAt" is not null as "ended"
          from d join unnest(${ranks.map(({ signature }) => signature)}::text[], ${ranks.map(({ rank }) => rank)}::int[])
              k("signature", "rank") on k."signature" = d."signature"
            join "PortTarget" t on t."id" = d."targetId" left join "Node" n on n."id" = t."nodeId") e
        where ${page}) e
      left join "PortAnswer" x on x."id" = e."answerA" left join "PortAnswer" y on y."id" = e."answerB"
      order by ${order}`,
  );
}

/**
 * Compares the ports that two scans of one cluster looked at: opened is "new", no longer open is "fixed". What is the same
 * is counted only. Targets of which only one scan looked at some ports are "not-comparable", one row a target.
 */
export async function comparePorts(a: string, b: string, asked: ResultsAsked = {}): Promise<PortComparison> {
  const pair = await loadScanPair(a, b);
  const { counts, kinds } = await countPorts(pair);
  const limit = pageSize(asked.limit);
  const wanted = changeKinds.filter((kind) => kind !== "same" && (asked.kind === undefined || asked.kind === kind));
  const total = wanted.reduce((sum, kind) => sum + counts[kind], 0);
  if (total === 0 || asked.countOnly) return { counts, ports: { items: [], nextCursor: null, total } };
  const shown = new Map([...kinds].filter(([, kind]) => wanted.some((each) => each === kind)));
  const rows = await readRows(pair, shown, sql`${after(asked.cursor)} order by ${order} limit ${limit + 1}`);
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  const keys = last && [last.rank, last.place, last.portOrder, last.targetId].map(String);
  const nextCursor = keys ? encodeCursor("compare-ports", keys) : null;
  return { counts, ports: { items: items.map(viewOf), nextCursor, total } };
}
