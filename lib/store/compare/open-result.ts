import type { EvidenceItem } from "../../domain/check.ts";
import { AppError } from "../../domain/errors.ts";
import type { OpenedProof, OpenedResult } from "../../domain/views/compare-view.ts";
import { query } from "../client.ts";
import { fromJson } from "../column-values.ts";
import { Prisma } from "../generated/client.ts";
import { rangesOf, valueAt } from "./pair-rows.ts";
import type { PairedScan, ScanPair } from "./scan-pair.ts";

const { sql } = Prisma;

interface Row {
  reason: string | null;
  evidenceHash: string | null;
  evidenceAt: string[] | null;
  judged: boolean;
  items: unknown;
}

async function readProof(pair: ScanPair, scan: PairedScan, id: number): Promise<OpenedProof | null> {
  const inScan = Prisma.raw(scan === pair.a ? 's."inA"' : 's."inB"');
  const rows = await query(
    (database) => database.$queryRaw<Row[]>`with ${rangesOf(pair)}
      select v."reason", v."evidenceHash", v."evidenceAt", j."id" <@ ${inScan} as "judged", e."items"
      from "Judgement" j cross join s left join lateral (${valueAt(sql`j`, scan.at)}) v on j."id" <@ ${inScan}
        left join "Evidence" e on e."hash" = v."evidenceHash"
      where j."id" = ${id}::int and j."clusterId" = ${pair.clusterId}`,
  );
  const row = rows[0];
  if (!row) return null;
  if (!row.judged) return { at: null, reason: null, evidence: null };
  const times = row.evidenceAt ?? [];
  const kept = row.items === null ? null : fromJson<Omit<EvidenceItem, "at">[]>(row.items);
  const evidence = kept?.map((item, index) => ({ ...item, at: times[index] ?? times.at(-1) ?? scan.at })) ?? null;
  const cites = row.evidenceHash === null || row.evidenceHash !== "";
  return { at: scan.at, reason: row.reason, evidence: evidence ?? (cites ? "removed" : []) };
}

/** What both scans saw of one result; AppError "not-found" for an id that the cluster does not have. */
export async function openResult(pair: ScanPair, id: number): Promise<OpenedResult> {
  const [before, after] = await Promise.all([readProof(pair, pair.a, id), readProof(pair, pair.b, id)]);
  if (!before || !after) throw new AppError("not-found", `There is no result with the id ${id} in this cluster.`);
  return { id, before, after };
}
