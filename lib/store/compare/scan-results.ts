import { type ChangeKind, changeKinds } from "../../domain/finding-state.ts";
import { severities } from "../../domain/severity.ts";
import type { Verdict } from "../../domain/verdict.ts";
import type { ChangeCounts, ComparedResultRow } from "../../domain/views/compare-view.ts";
import type { Page } from "../../domain/views/page.ts";
import { comparePair, type NodeFate, type PairSide, type RuleChange, stoppedBefore } from "../../posture/index.ts";
import { query } from "../client.ts";
import { decodeCursor, encodeCursor, pageSize } from "../cursor.ts";
import { Prisma } from "../generated/client.ts";
import { type IdList, pairRows, rangesOf, readDifferingIds, valueAt } from "./pair-rows.ts";
import { type Row, reach, viewOf } from "./result-row.ts";
import type { ScanPair } from "./scan-pair.ts";

const { sql } = Prisma;

/** All that decides of which kind a pair is, in one text, so that PostgreSQL can count pairs and posture can judge them. */
type Signature = string;

const rulesOf = ({ rules }: ScanPair) => sql`case
  when p."checkId" = any(${rules?.added ?? []}::text[]) then 'added'
  when p."checkId" = any(${rules?.removed ?? []}::text[]) then 'removed'
  when p."checkId" = any(${rules?.revised ?? []}::text[]) then 'revised' else 'same' end`;

/** CTEs that end in `d`: the rows of p with their signature, and a judgement by which the first scan was blind. */
function signedRows(pair: ScanPair, ids: IdList): Prisma.Sql {
  return sql`with ${rangesOf(pair)}, ${pairRows(pair, ids)},
    blind as (select "checkId", min("id") as "id" from p
      where "verdictA" = 'unknown' and "verdictB" is distinct from 'unknown' group by 1),
    d as (
      select p.*, blind."id" as "blindId", ${rulesOf(pair)} as "rules",
        concat_ws('|', coalesce(p."verdictA", '-'), coalesce(p."verdictB", '-'), p."otherSeverity"::int,
          p."otherVantage"::int, p."otherHeadline"::int, p."fate", coalesce(p."predecessor", '-'),
          (blind."id" is not null)::int, ${rulesOf(pair)}) as "signature"
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

/** What two scans differ in, counted; `ids` are the judgements that had to be looked at for it. */
export interface SignedCounts {
  ids: IdList;
  counts: ChangeCounts;
  kinds: ReadonlyMap<Signature, ChangeKind>;
}

/** How many results are of each kind; what both scans share unchanged is counted, not read. */
export async function countResults(pair: ScanPair): Promise<SignedCounts> {
  const ids = await readDifferingIds(pair);
  const [rows, shared] = await query((database) =>
    Promise.all([
      database.$queryRaw<SignatureCount[]>`${signedRows(pair, ids)}
        select "signature", count(*)::int as "count" from d group by 1`,
      database.$queryRaw<{ count: number }[]>`with ${rangesOf(pair)}
        select coalesce(sum(upper(r) - lower(r)), 0)::int as "count" from s cross join lateral unnest(s."shared") r`,
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
  return { ids, counts, kinds };
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

/** The rows of one page, narrow first: only what is shown is read whole. */
async function readRows(pair: ScanPair, ids: IdList, kinds: SignedCounts["kinds"], page: Prisma.Sql): Promise<Row[]> {
  const ranks = [...kinds].map(([signature, kind]) => ({ signature, rank: changeKinds.indexOf(kind) }));
  const [a, b, blind] = [sql`va`, sql`vb`, sql`n`];
  return query(
    (database) => database.$queryRaw<Row[]>`${signedRows(pair, ids)}
      select e.*, j."fingerprint", j."subject", j."nodeId", j."port", f."id" as "findingId",
        coalesce(vb."headline", va."headline", j."headline") as "headline", ${sideColumns("A", a)}, ${sideColumns("B", b)},
        case when e."blindId" is null then null when e."blindId" <@ s."doubtedA" then ${stoppedBefore} else w."reason" end
          as "blind"
      from (
        select * from (
          select d.*, k."rank", ${severityOrder} as "severityOrder" from d
            join unnest(${ranks.map(({ signature }) => signature)}::text[], ${ranks.map(({ rank }) => rank)}::int[])
              k("signature", "rank") on k."signature" = d."signature") e
        where ${page}) e
      cross join s join "Judgement" j on j."id" = e."id"
      left join lateral (${valueAt(sql`j`, pair.a.at, sql`j."id" <@ s."inA"`)}) va on true
      left join lateral (${valueAt(sql`j`, pair.b.at, sql`j."id" <@ s."inB"`)}) vb on true
      left join "Judgement" n on n."id" = e."blindId"
      left join lateral (${valueAt(blind, pair.a.at)}) w on true
      left join "Finding" f on f."clusterId" = j."clusterId" and f."fingerprint" = j."fingerprint"
      order by ${order}`,
  );
}

/** What a side said, as columns that end in A or B; the reason of one that a scan did not come to is not its own. */
function sideColumns(of: "A" | "B", value: Prisma.Sql): Prisma.Sql {
  const as = (name: string) => Prisma.raw(`"${name}${of}"`);
  const doubted = Prisma.raw(`s."doubted${of}"`);
  return sql`${value}."severity" as ${as("severity")}, ${value}."headline" as ${as("headline")},
    ${value}."vantageKind" as ${as("vantage")}, ${value}."vantageName" as ${as("vantageName")},
    case when j."id" <@ ${doubted} then null else ${value}."reason" end as ${as("reason")}`;
}

/** One page of the results that differ: by kind, then the gravest first, then by place and check. */
export async function listResults(
  pair: ScanPair,
  signed: SignedCounts,
  asked: ResultsAsked = {},
): Promise<Page<ComparedResultRow>> {
  const { ids, counts, kinds } = signed;
  if (asked.kind === "same") return listSame(pair, signed, asked);
  const limit = pageSize(asked.limit);
  const shownKinds = asked.kind ? [asked.kind] : changeKinds.filter((kind) => kind !== "same");
  const total = shownKinds.reduce((sum, kind) => sum + counts[kind], 0);
  if (total === 0 || asked.countOnly) return { items: [], nextCursor: null, total };
  const shown = new Map([...kinds].filter(([, kind]) => shownKinds.some((each) => each === kind)));
  const page = sql`${after(asked.cursor)} order by ${order} limit ${limit + 1}`;
  const rows = await readRows(pair, ids, shown, page);
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
async function listSame(pair: ScanPair, signed: SignedCounts, asked: ResultsAsked): Promise<Page<ComparedResultRow>> {
  const limit = pageSize(asked.limit);
  const [from = "0"] = asked.cursor ? decodeCursor(asked.cursor, "compare-same", 1) : [];
  const others = [...signed.kinds].filter(([, kind]) => kind !== "same").map(([signature]) => signature);
  const found = await query(
    (database) => database.$queryRaw<{ id: number }[]>`${signedRows(pair, signed.ids)}
      select n."id" from "Judgement" n, s where n."clusterId" = ${pair.clusterId} and n."id" > ${Number(from) || 0}::int
        and n."id" <@ s."shared" and n."id" not in (select "id" from d where "signature" = any(${others}::text[]))
      order by n."id" limit ${limit + 1}`,
  );
  const ids = found.slice(0, limit).map(({ id }) => id);
  const shown = ids.join(",");
  const signatures = await query(
    (database) => database.$queryRaw<{ signature: string }[]>`${signedRows(pair, shown)}
      select distinct "signature" from d`,
  );
  const same = new Map(signatures.map(({ signature }) => [signature, "same" as const]));
  const rows = await readRows(pair, shown, same, sql`true`);
  const last = found.length > limit ? ids.at(-1) : undefined;
  const nextCursor = last === undefined ? null : encodeCursor("compare-same", [String(last)]);
  const items = rows.map((row) => viewOf(row, pair)).sort((x, y) => x.id - y.id);
  return { items, nextCursor, total: signed.counts.same };
}
