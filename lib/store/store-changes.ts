import type { PortChange } from "../domain/memory.ts";
import type { DeclaredPort } from "../domain/previous-scan.ts";
import type { Coverage, ScanReport } from "../domain/scan-report.ts";
import { clusterChanges, type NodeBefore, type RulesChange } from "../posture/index.ts";
import { insertRows } from "./bulk.ts";
import type { Transaction } from "./client.ts";
import { fromJson } from "./column-values.ts";
import { newId } from "./new-id.ts";
import { type NodeIds, namesEveryNode } from "./store-nodes.ts";

/** What a scan is compared with, and what it found. */
export interface ScanChanges {
  /** As stored before this scan, those that left too. */
  before: readonly NodeBefore[];
  report: ScanReport;
  /** After this scan, by name. */
  nodes: NodeIds;
  ports: readonly PortChange[];
  /** Of the last complete scan; null where Services could not be read then. */
  declaredBefore: readonly DeclaredPort[] | null;
  clusterBefore: { version: string | null } | null;
  rules?: RulesChange | null;
  /** How far the scan's clock is behind the newest scan; null where it is not. */
  clockWentBackMs: number | null;
}

const columns = {
  id: "text",
  at: "timestamptz",
  clusterId: "text",
  nodeId: "text",
  kind: "text",
  port: "int",
  protocol: "text",
  message: "text",
  facts: "jsonb",
  scanId: "text",
};

/** Longer sentences are cut: names and addresses of a cluster are as long as it likes. */
const mostLetters = 1000;

async function lastCoverage(tx: Transaction, clusterId: string, scanId: string): Promise<Coverage | null> {
  const scan = await tx.scan.findFirst({
    where: { clusterId, state: "complete", finishedAt: { not: null }, id: { not: scanId } },
    orderBy: { finishedAt: "desc" },
    select: { coverage: true },
  });
  return scan?.coverage ? fromJson<Coverage>(scan.coverage) : null;
}

/** Writes what changed beside findings as entries of the change feed, all at the instant of the scan. */
export async function storeChanges(
  tx: Transaction,
  scan: { clusterId: string; scanId: string; at: Date | string },
  of: ScanChanges,
): Promise<void> {
  const { clusterId, scanId, at } = scan;
  const drafts = clusterChanges(
    {
      nodes: of.before,
      version: of.clusterBefore?.version ?? null,
      declaredPorts: of.declaredBefore,
      coverage: await lastCoverage(tx, clusterId, scanId),
    },
    {
      report: of.report,
      nodeId: (name) => of.nodes.get(name) ?? null,
      namesEveryNode: namesEveryNode(of.report),
      ports: of.ports,
      rules: of.rules ?? null,
      clockWentBackMs: of.clockWentBackMs,
    },
  );
  const rows = drafts.map((draft) => ({
    ...draft,
    message: draft.message.slice(0, mostLetters),
    id: newId(),
    at: typeof at === "string" ? at : at.toISOString(),
    clusterId,
    scanId,
  }));
  await insertRows(tx, { table: "Change", columns }, rows);
}
