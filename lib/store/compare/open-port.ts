import { AppError } from "../../domain/errors.ts";
import type { Observation } from "../../domain/observation.ts";
import type { OpenedPort } from "../../domain/views/compare-view.ts";
import { answerLines } from "../../posture/index.ts";
import { query } from "../client.ts";
import { fromJson } from "../column-values.ts";
import { portValueAt } from "./port-pairs.ts";
import type { PairedScan, ScanPair } from "./scan-pair.ts";

interface Row {
  answerId: number | null;
  kept: boolean;
  facts: unknown;
}

async function readAnswer(
  pair: ScanPair,
  scan: PairedScan,
  target: number,
  port: number,
): Promise<OpenedPort["after"]> {
  const rows = await query(
    (database) => database.$queryRaw<Row[]>`
      select v."answerId", a."id" is not null as "kept", a."facts"
      from (select ${target}::int as "targetId", ${port}::int as "port") c
        join "PortTarget" t on t."id" = c."targetId" and t."clusterId" = ${pair.clusterId}
        left join lateral (${portValueAt(scan.at)}) v on true left join "PortAnswer" a on a."id" = v."answerId"`,
  );
  const row = rows[0];
  if (!row) throw new AppError("not-found", "There is no such port in this cluster.");
  if (row.answerId === null) return null;
  if (!row.kept || row.facts === null) return "removed";
  return answerLines(fromJson<Partial<Observation>>(row.facts));
}

/** What answered at a port in both scans, as text; `id` is the "target:port" of its row. */
export async function openPort(pair: ScanPair, id: string): Promise<OpenedPort> {
  const match = /^(\d{1,9}):(\d{1,5})$/.exec(id);
  if (!match) throw new AppError("invalid", `"${id}" is not the id of a port of this comparison.`);
  const [target, port] = [Number(match[1]), Number(match[2])];
  const [before, after] = await Promise.all([pair.a, pair.b].map((scan) => readAnswer(pair, scan, target, port)));
  return { id, before: before ?? null, after: after ?? null };
}
