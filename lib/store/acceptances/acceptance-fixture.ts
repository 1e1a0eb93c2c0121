import type { CheckResult, ScanReport } from "../../domain/scan-report.ts";
import type { NewAcceptance, TriageAct, TriageOutcome } from "../../domain/triage.ts";
import type { Vantage } from "../../domain/vantage.ts";
import { getDatabase } from "../client.ts";
import { judged, minute, reportOf, seen, swept } from "../report-fixture.ts";
import { requestScan } from "../request-scan.ts";
import { startScan } from "../run-scan-state.ts";
import { storeScan } from "../store-scan.ts";
import { triageFindings } from "../triage/triage-findings.ts";

export const ada = { id: "person-ada", name: "Ada" };
export const office: Vantage = { name: "office", kind: "other-network" };
export const checkId = "kubelet-readonly-port-open";

/** What failing nodes answer, and where it was seen from. */
export interface LookOf {
  at: number;
  failing?: string[];
  passing?: string[];
  unknown?: string[];
  /** Nodes that are there and of which nothing is judged. */
  quiet?: string[];
  answer?: string;
  result?: Partial<CheckResult>;
  vantage?: Vantage;
  /** Ports that are open from there; on w1. */
  open?: number[];
  closed?: number[];
  /** What answers at the open ports. */
  service?: string;
  names?: Record<string, string>;
}

/** A report of one look, from minute `at` to the next. */
export function lookOf(of: LookOf): ScanReport {
  const { at, failing = [], passing = [], unknown = [], quiet = [], vantage, open = [], closed = [] } = of;
  const nodes = [...failing, ...passing, ...unknown, ...quiet];
  const results = (["fail", "pass", "unknown"] as const).flatMap((verdict) => {
    return { fail: failing, pass: passing, unknown }[verdict].map((node) => {
      const result = {
        ...judged({ node: of.names?.[node] ?? node, uid: `uid-${node}`, verdict, at: minute(at) }),
        ...of.result,
      };
      const evidence = result.evidence.map((item) => ({ ...item, received: of.answer ?? item.received }));
      return { ...result, evidence, ...(vantage && of.result?.vantage ? { vantage } : {}) };
    });
  });
  const from = vantage ?? { name: "scanner", kind: "worker-node" as const };
  const ports = (states: number[], state: "open" | "closed") =>
    states.map((port) => ({ ...seen("w1", port, state, minute(at)), vantage: from, service: of.service ?? null }));
  const report = reportOf({
    ...{ at, nodes, results, observations: [...ports(open, "open"), ...ports(closed, "closed")] },
    sweeps: [{ ...swept("w1", "10250-10255", 6 - open.length, minute(at)), vantage: from, open: open.length }],
  });
  const named = report.nodes.map((node) => ({ ...node, name: of.names?.[node.name] ?? node.name }));
  return { ...report, vantage: from, nodes: named };
}

/** Stores a scan that saw it; answers its id. */
export async function look(clusterId: string, of: LookOf): Promise<string> {
  const { id } = await requestScan({ clusterId, profile: "standard", trigger: "manual" });
  await startScan(id, "worker-1");
  await storeScan(id, lookOf(of), { knownChecks: [checkId, "other-check"] });
  return id;
}

export async function findingsOf(clusterId: string) {
  const rows = await getDatabase().finding.findMany({ where: { clusterId }, orderBy: { nodeName: "asc" } });
  return rows.map(({ id, nodeName, state, decision, acceptanceId, triageVersion }) => ({
    ...{ id, node: nodeName ?? "", state, decision, acceptanceId, version: triageVersion },
  }));
}

/** States by node, "w1 accepted". */
export async function statesOf(clusterId: string): Promise<string[]> {
  return (await findingsOf(clusterId)).map(({ node, state }) => `${node} ${state}`);
}

/** Events of acceptances by time, "accepted by Ada: …". */
export async function toldOf(clusterId: string): Promise<string[]> {
  const rows = await getDatabase().findingEvent.findMany({
    where: { clusterId, kind: { in: ["accepted", "false-positive", "acceptance-ended"] } },
    orderBy: [{ at: "asc" }, { id: "asc" }],
  });
  return rows.map(({ kind, by, message }) => `${kind}${by ? ` by ${by}` : ""}: ${message}`);
}

export const days = (n: number) => new Date(Date.parse(minute(0)) + n * 86_400_000);

/** Accepts the open findings of a cluster, or what a check or selector covers, in minute `at`. */
export async function accept(
  clusterId: string,
  at: number,
  given: Partial<NewAcceptance> & { kind?: "accept" | "false-positive"; nodes?: string[] } = {},
): Promise<TriageOutcome & { acceptanceId: string }> {
  const { kind = "accept", nodes, ...rest } = given;
  const acceptance: NewAcceptance = {
    ...{ scope: "findings", reason: "The network closes this port for us.", proof: "Tried from the office." },
    ...{ expiresAt: days(30).toISOString(), condition: { openFrom: [], evidenceChanges: false } },
    ...rest,
  };
  const open = (await findingsOf(clusterId)).filter(({ state }) => state === "open");
  const items = open.filter(({ node }) => !nodes || nodes.includes(node)).map(({ id, version }) => ({ id, version }));
  const act: TriageAct = { kind, acceptance };
  const outcome = await triageFindings(act, { kind: "findings", items }, ada, new Date(minute(at)));
  if (outcome.acceptanceId === null) throw new Error(`Nothing was accepted: ${JSON.stringify(outcome)}`);
  return { ...outcome, acceptanceId: outcome.acceptanceId };
}

export function acceptanceRow(id: string) {
  return getDatabase().acceptance.findUniqueOrThrow({ where: { id } });
}
