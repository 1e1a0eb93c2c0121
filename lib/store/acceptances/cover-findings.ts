import { AppError } from "../../domain/errors.ts";
import type { AcceptanceKind, AcceptanceScope } from "../../domain/triage.ts";
import { selectRows } from "../bulk.ts";
import type { Transaction } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { coveredBy } from "../triage/covered-by.ts";
import { decideWithin } from "../triage/decide.ts";
import { lookedAt, type OpenRow, openFrom } from "./open-from.ts";

interface Covering {
  id: string;
  kind: AcceptanceKind;
  scope: AcceptanceScope;
  clusterId: string | null;
  checkId: string | null;
  selector: string;
  reason: string;
  createdBy: string;
  createdAt: Date;
  voidWhenOpenFrom: string[];
}

/** Acceptances that also cover what comes later. They are held: none of them ends while findings are put under it. */
async function readCovering(tx: Transaction, clusterId: string, at: string): Promise<Covering[]> {
  return tx.$queryRaw<Covering[]>`
    select "id", "kind", "scope", "clusterId", "checkId", "selector", "reason", "createdBy", "createdAt",
      "voidWhenOpenFrom"
    from "Acceptance" where "state" = 'active' and "scope" <> 'findings'
      and ("clusterId" is null or "clusterId" = ${clusterId})
      and ("expiresAt" is null or "expiresAt" > ${at}::timestamptz)
    order by "createdAt", "id" for share`;
}

interface Candidate {
  id: string;
  port: number | null;
  openFrom: OpenRow[] | null;
}

/** A selector that cannot be read any more covers nothing; the list of acceptances says that it is invalid. */
function conditionOf(acceptance: Covering): Prisma.Sql | null {
  try {
    return coveredBy(acceptance);
  } catch (error) {
    if (error instanceof AppError && error.code === "invalid") return null;
    throw error;
  }
}

/** Open ones among some findings that an acceptance covers, with the places from which their ports are known to be open. */
async function readCandidates(
  tx: Transaction,
  clusterId: string,
  acceptance: Covering,
  ids: readonly string[],
): Promise<Candidate[]> {
  const covered = conditionOf(acceptance);
  if (covered === null) return [];
  const named = `array[${acceptance.voidWhenOpenFrom.map((kind) => `'${kind.replaceAll("'", "")}'`).join(", ")}]::text[]`;
  const seen = Prisma.raw(
    acceptance.voidWhenOpenFrom.length === 0
      ? "null::json"
      : `(select json_agg(o) from (${openFrom(named, "'-infinity'::timestamptz")}) o)`,
  );
  const sql = Prisma.sql`select f."id", f."port", ${seen} as "openFrom" from "Finding" f
    where f."clusterId" = ${clusterId} and f."id" = any(${[...ids]}::text[]) and f."state" = 'open' and (${covered})`;
  return selectRows<Candidate>(tx, sql.text, ...sql.values);
}

const firstLine = (text: string) => text.split("\n", 1)[0]?.slice(0, 200) ?? "";

function sentenceOf({ kind, checkId, reason, scope }: Covering): string {
  const what = scope === "check" && checkId ? `of ${checkId}` : "that it falls under";
  return kind === "accepted"
    ? `Covered by the acceptance ${what}: ${firstLine(reason)}`
    : `Covered by the false positive ${what}: ${firstLine(reason)}`;
}

/**
 * Puts open findings under acceptances that also cover what comes later, the oldest first; answers which. What left an
 * acceptance before stays out of it, and what one of its conditions speaks against is not taken in. The caller holds the
 * cluster's row and writes the trend.
 */
export async function coverFindings(
  tx: Transaction,
  look: { clusterId: string; at: string },
  findingIds: readonly string[],
): Promise<string[]> {
  if (findingIds.length === 0) return [];
  const { clusterId, at } = look;
  const left = new Set(findingIds);
  const covered: string[] = [];
  for (const acceptance of await readCovering(tx, clusterId, at)) {
    if (left.size === 0) break;
    const candidates = await readCandidates(tx, clusterId, acceptance, [...left]);
    const taken = candidates.filter(({ port, openFrom: seen }) => port === null || lookedAt(port, seen).length === 0);
    const { id, kind, createdBy, createdAt } = acceptance;
    // What was seen before it was made, and is stored after, is accepted no earlier.
    const since = createdAt.toISOString() > at ? createdAt.toISOString() : at;
    const decided = await decideWithin(
      tx,
      { clusterId, at: since, by: createdBy, actId: null },
      taken.map((finding) => ({
        ...{ findingId: finding.id, decision: kind, acceptanceId: id, message: sentenceOf(acceptance) },
      })),
    );
    for (const { findingId } of decided) {
      left.delete(findingId);
      covered.push(findingId);
    }
  }
  return covered;
}
