import type { ScanReport } from "../domain/scan-report.ts";
import { portSection } from "../domain/well-known-ports.ts";
import { insertRows, updateRows } from "./bulk.ts";
import type { Transaction } from "./client.ts";
import { isWholeSweep, portRanges } from "./port-ranges.ts";
import type { NodeIds } from "./store-nodes.ts";

/** Where observations come from: a scan or a re-check of one subject. */
export interface Look {
  clusterId: string;
  scanId: string | null;
  recheckId: string | null;
}

const observationColumns = {
  clusterId: "text",
  scanId: "text",
  recheckId: "text",
  nodeId: "text",
  address: "text",
  port: "int",
  protocol: "text",
  state: "text",
  service: "text",
  section: "text",
  vantageName: "text",
  vantageKind: "text",
  at: "timestamptz",
  current: "boolean",
  facts: "jsonb",
};

const sweepColumns = {
  scanId: "text",
  nodeId: "text",
  address: "text",
  protocol: "text",
  vantageName: "text",
  vantageKind: "text",
  at: "timestamptz",
  facts: "jsonb",
};

const rangeColumns = { address: "text", protocol: "text", vantageName: "text", from: "int", to: "int" };

function lookedRanges(report: ScanReport) {
  const swept = report.sweeps
    .filter(isWholeSweep)
    .flatMap(({ address, protocol, vantage, ports }) =>
      portRanges(ports).map(([from, to]) => ({ address, protocol, vantageName: vantage.name, from, to })),
    );
  const seen = report.observations.map(({ address, protocol, vantage, port }) => ({
    address,
    protocol,
    vantageName: vantage.name,
    from: port,
    to: port,
  }));
  return [...swept, ...seen];
}

/** Marks as past whatever this look has looked at again from the same vantage; a port nobody looked at stays as seen. */
async function supersede(tx: Transaction, look: Look, report: ScanReport): Promise<void> {
  const where = `t."current" and t."clusterId" = r."clusterId" and t."address" = r."address"
    and t."protocol" = r."protocol" and t."vantageName" = r."vantageName" and t."port" between r."from" and r."to"`;
  await updateRows(
    tx,
    { table: "Observation", columns: { clusterId: "text", ...rangeColumns }, set: '"current" = false', where },
    lookedRanges(report).map((range) => ({ clusterId: look.clusterId, ...range })),
  );
  await tx.$executeRaw`
    update "Observation" o set "current" = false from "Node" n
    where o."current" and o."clusterId" = ${look.clusterId} and n."id" = o."nodeId" and not n."present"`;
}

/** Keeps what was seen, raw, and makes it what is seen now. */
export async function storeObservations(
  tx: Transaction,
  look: Look,
  report: ScanReport,
  nodes: NodeIds,
): Promise<void> {
  await supersede(tx, look, report);
  const placed = (node: string | null) => (node === null ? null : (nodes.get(node) ?? null));
  const observations = report.observations.map((seen) => ({
    ...look,
    nodeId: placed(seen.node),
    address: seen.address,
    port: seen.port,
    protocol: seen.protocol,
    state: seen.state,
    service: seen.service,
    section: portSection(seen.port),
    vantageName: seen.vantage.name,
    vantageKind: seen.vantage.kind,
    at: seen.at,
    current: true,
    facts: seen,
  }));
  await insertRows(tx, { table: "Observation", columns: observationColumns }, observations);
  if (look.scanId === null) return;
  const sweeps = report.sweeps.map((sweep) => ({
    scanId: look.scanId,
    nodeId: placed(sweep.node),
    address: sweep.address,
    protocol: sweep.protocol,
    vantageName: sweep.vantage.name,
    vantageKind: sweep.vantage.kind,
    at: sweep.at,
    facts: sweep,
  }));
  await insertRows(tx, { table: "Sweep", columns: sweepColumns }, sweeps);
}
