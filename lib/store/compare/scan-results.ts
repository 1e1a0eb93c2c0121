import { type ChangeKind, changeKinds } from "../../domain/finding-state.ts";
import { severities } from "../../domain/severity.ts";
import type { Verdict } from "../../domain/verdict.ts";
import type { ChangeCounts, ComparedResultRow } from "../../domain/views/compare-view.ts";
import type { Page } from "../../domain/views/page.ts";
import { comparePair, type NodeFate, type PairSide, type RuleChange, stoppedBefore } from "../../posture/index.ts";
import { query } from "../client.ts";
import { decodeCursor, encodeCursor, pageSize } from "../cursor.ts";
import { Prisma } from "../generated/client.ts";
import { differingIds, pairRows, rangesOf } from "./pair-rows.ts";
import { type Row, reach, viewOf } from "./result-row.ts";
import type { ScanPair } from "./scan-pair.ts";

const { sql } = Prisma;

/** All that decides of which kind a pair is, in one text, so that PostgreSQL can count pairs and posture can judge them. */
type Signature = string;

const rulesOf = ({ rules }: ScanPair) => sql`case
  when p."checkId" = any(${rules?.added ?? []}::text[]) then 'added'
  when p."checkId" = any(${rules?.removed ?? []}::text[]) then 'removed'
  when p."checkId" = any(${rules?.revised ?? []}::text[]) then 'revised' else 'same' end`;

const differs = (field: string) =>
  Prisma.raw(`case when p."${field}A" is distinct from p."${field}B" then '1' else '0' end`);

/** CTEs that end in `d`: the rows of p with their signature, and why the check was blind in the first scan. */
export function signedRows(pair: ScanPair, ids: Prisma.Sql): Prisma.Sql {
  return sql`with ${rangesOf(pair)}, ${pairRows(pair, ids)},
    blind as (select "checkId", coalesce(min("reasonA"), ${stoppedBefore}) as "blind" from p
      where "verdictA" = 'unknown' and "verdictB" is distinct from 'unknown' group by 1),
    d as (
      select p.*, blind."blind", ${rulesOf(pair)} as "rules",
        concat_ws('|', coalesce(p."verdictA", '-'), coalesce(p."verdictB", '-'), ${differs("severity")}, ${differs("vantage")},
          ${differs("headline")}, p."fate", coalesce(p."predecessor", '-'), (blind."blind" is not null)::int,
          ${rulesOf(pair)}) as "signature"
      from p left join blind on blind."checkId" = p."checkId")`;
}

const mark = (of: string | undefined) => (of === "-" || of === undefined ? null : of);

/** A side with nothing but its verdict and, as far as fields differ from the other's, other words. */
function sideOf(verdict: string | undefined, differing: readonly boolean[] = []): PairSide | null {
  if (mark(verdict) === null) return null;
  const [severity, vantage, headline] = differing;
  return {
    verdict: verdict as PairSide["verdict"],
    severity: severity ? "low" : "info",
    vantage: vantage ? "pod" : "internet",
    headline: headline ? "other" : "",
    reason: "",
  };
}

/** The kind of every pair with this signature. */
function kindOf(signature: Signature, { a, b }: ScanPair): ChangeKind {
  const [before, after, severity, vantage, headline, fate, predecessor, blind, rules] = signature.split("|");
  const pair = {
    before: sideOf(before),
    after: sideOf(
      after,
      [severity, vantage, headline].map((differing) => differing === "1"),
    ),
    node: fate as NodeFate,
    predecessor: mark(predecessor) as Verdict | null,
    blind: blind === "1" ? "" : null,
    rules: rules as RuleChange,
  };
  return comparePair(pair, reach(a), reach(b)).kind;
}

interface SignatureCount {
  signature: Signature;
  count: number;
}

export interface SignedCounts {
  counts: ChangeCounts;
  kinds: ReadonlyMap<Signature, ChangeKind>;
}

/** How many results are of each kind; what both scans share unchanged is counted, not read. */
export async function countResults(pair: ScanPair): Promise<SignedCounts> {
  const [rows, shared] = await query((database) =>
    Promise.all([
      database.$queryRaw<SignatureCount[]>`${signedRows(pair, differingIds(pair))}
        select "signature", count(*)::int as "count" from d group by 1`,
      database.$queryRaw<{ count: number }[]>`with ${rangesOf(pair)}
        select coalesce(sum(upper(r) - lower(r)), 0)::int as "count" from s cross join lateral unnest(s."inA" * s."inB") r`,
    ]),
  );
  const counts = Object.fromEntries(changeKinds.map((kind) => [kind, 0])) as ChangeCounts;
  const kinds = new Map(rows.map(({ signature }) => [signature, kindOf(signature, pair)]));
  let sharedRead = 0;
  for (const { signature, count } of rows) {
    const [before, after] = signature.split("|");
    if (before !== "-" && after !== "-") sharedRead += count;
    counts[kinds.get(signature) ?? "not-comparable"] += count;
  }
  counts.same += (shared[0]?.count ?? 0) - sharedRead;
  return { counts, kinds };
}

const order = sql`e."rank", e."severityOrder", e."place" collate "C", e."checkId" collate "C", e."id"`;

export interface ResultsAsked {
  /** Only of this kind; without it, all but what is the same. */
  kind?: ChangeKind;
  limit?: number;
  cursor?: string;
  /** Counts only: no page is read. */
  countOnly?: boolean;
}

function after(cursor: string | undefined): Prisma.Sql {
  if (!cursor) return sql`true`;
  const [rank = "", severity = "", place = "", checkId = "", id = ""] = decodeCursor(cursor, "compare", 5);
  const numbers = [rank, severity, id].map(Number);
  if (!numbers.every(Number.isInteger)) return sql`false`;
  return sql`(${order}) > (${numbers[0]}::int, ${numbers[1]}::int, ${place}, ${checkId}, ${numbers[2]}::int)`;
}

const severityOrder = sql`coalesce(array_position(${[...severities]}::text[], d."severity"), 99)`;

async function readRows(rows: Prisma.Sql, kinds: SignedCounts["kinds"], page: Prisma.Sql): Promise<Row[]> {
  const ranks = [...kinds].map(([signature, kind]) => ({ signature, rank: changeKinds.indexOf(kind) }));
  return query(
    (database) => database.$queryRaw<Row[]>`${rows}
      select e.*, f."id" as "findingId" from (
        select * from (
          select d.*, k."rank", ${severityOrder} as "severityOrder" from d
            join unnest(${ranks.map(({ signature }) => signature)}::text[], ${ranks.map(({ rank }) => rank)}::int[])
              k("signature", "rank") on k."signature" = d."signature") e
        where ${page}) e
      left join lateral (select "clusterId" from "Judgement" where "id" = e."id") c on true
      left join "Finding" f on f."clusterId" = c."clusterId" and f."fingerprint" = e."fingerprint"
      order by ${order}`,
  );
}

/** One page of the results that differ: by kind, then the gravest first, then by place and check. */
export async function listResults(
  pair: ScanPair,
  { counts, kinds }: SignedCounts,
  asked: ResultsAsked = {},
): Promise<Page<ComparedResultRow>> {
  if (asked.kind === "same") return listSame(pair, counts.same, kinds, asked);
  const limit = pageSize(asked.limit);
  const shownKinds = asked.kind ? [asked.kind] : changeKinds.filter((kind) => kind !== "same");
  const total = shownKinds.reduce((sum, kind) => sum + counts[kind], 0);
  if (total === 0 || asked.countOnly) return { items: [], nextCursor: null, total };
  const shown = new Map([...kinds].filter(([, kind]) => shownKinds.some((each) => each === kind)));
  const page = sql`${after(asked.cursor)} order by ${order} limit ${limit + 1}`;
  const rows = await readRows(signedRows(pair, differingIds(pair)), shown, page);
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  const keys = last && [last.rank, last.severityOrder, last.place, last.checkId, last.id].map(String);
  return {
    items: items.map((row) => viewOf(row, pair)),
    nextCursor: keys ? encodeCursor("compare", keys) : null,
    total,
  };
}

/** What is the same in both, by id, so that a page reads no more than itself. */
async function listSame(
  pair: ScanPair,
  total: number,
  kinds: SignedCounts["kinds"],
  asked: ResultsAsked,
): Promise<Page<ComparedResultRow>> {
  const limit = pageSize(asked.limit);
  const [from = "0"] = asked.cursor ? decodeCursor(asked.cursor, "compare-same", 1) : [];
  const others = [...kinds].filter(([, kind]) => kind !== "same").map(([signature]) => signature);
  const ids = await query(
    (database) => database.$queryRaw<{ id: number }[]>`${signedRows(pair, differingIds(pair))}
      select n."id" from "Judgement" n, s where n."clusterId" = ${pair.clusterId} and n."id" > ${Number(from) || 0}::int
        and n."id" <@ (s."inA" * s."inB")
        and not exists (select 1 from d where d."id" = n."id" and d."signature" = any(${others}::text[]))
      order by n."id" limit ${limit + 1}`,
  );
  const shown = ids.slice(0, limit).map(({ id }) => id);
  const rows = signedRows(pair, sql`select unnest(${shown}::int[])`);
  const signatures = await query(
    (database) => database.$queryRaw<{ signature: string }[]>`${rows} select distinct "signature" from d`,
  );
  const same = new Map(signatures.map(({ signature }) => [signature, "same" as const]));
  const found = await readRows(rows, same, sql`true`);
  const last = ids.length > limit ? shown.at(-1) : undefined;
  const nextCursor = last === undefined ? null : encodeCursor("compare-same", [String(last)]);
  const items = found.map((row) => viewOf(row, pair)).sort((x, y) => x.id - y.id);
  return { items, nextCursor, total };
}
