import type { Observation, Sweep } from "../domain/observation.ts";
import type { PortState } from "../domain/port-state.ts";
import type { CheckResult, ScanReport } from "../domain/scan-report.ts";
import type { Severity } from "../domain/severity.ts";
import type { Verdict } from "../domain/verdict.ts";
import { fingerprint } from "../posture/index.ts";

export const clusterUid = "cluster-uid";
const vantage = { name: "scanner", kind: "worker-node" as const };

/** Minute `n` of the day that the tests play on. */
export function minute(n: number): string {
  return new Date(Date.UTC(2026, 10, 1, 0, n)).toISOString();
}

/** One judgement of a port of a node. */
export function judged(of: {
  node: string;
  verdict: Verdict;
  at: string;
  checkId?: string;
  severity?: Severity;
  port?: number;
  /** Of the node; its name stands in for it otherwise. */
  uid?: string;
}): CheckResult {
  const { node, verdict, at, checkId = "kubelet-readonly-port-open", severity = "high", port = 10255 } = of;
  const subject = { kind: "Node" as const, uid: of.uid ?? `uid-${node}`, name: node, node, address: "127.0.0.9", port };
  const remediation = { distribution: "kubeadm" as const, summary: "Close it.", steps: [] };
  return {
    checkId,
    verdict,
    severity,
    subject: { ...subject, protocol: "TCP" },
    vantage,
    headline: verdict === "fail" ? `Port ${port} of ${node} is open` : "The port is closed",
    reason: `${verdict} on ${node}`,
    evidence: [
      { sent: `connect ${node}:${port}`, received: verdict === "fail" ? "open" : verdict, at, vantage, decisive: true },
    ],
    remediation: { ...remediation, verify: { command: "curl", expect: "refused" } },
    context: {
      distribution: "kubeadm",
      subject: { ...subject, protocol: "TCP" },
      address: "127.0.0.9",
      port,
      nodeName: node,
      controlPlaneAddresses: [],
      podCIDRs: [],
      clusterName: "test",
      values: {},
    },
    references: { cis: [], nsa: null, mitre: [], ms: [], cwe: [], cve: [], urls: [], tools: [] },
    fingerprint: fingerprint({ clusterUid, subject: { ...subject, protocol: "TCP" }, checkId }),
  };
}

export function seen(node: string, port: number, state: PortState | null, at: string): Observation {
  return {
    node,
    address: `127.0.0.${node.length}`,
    port,
    protocol: "TCP",
    state,
    service: null,
    vantage,
    at,
    rttMs: 1,
    reason: null,
  };
}

export function swept(node: string, ports: string, closed: number, at: string): Sweep {
  const address = `127.0.0.${node.length}`;
  return { node, address, protocol: "TCP", vantage, at, ports, open: 0, closed, filtered: 0, failed: 0 };
}

/** A report of nodes that were all looked at, from minute `at` to the next. */
export function reportOf(
  of: { at: number; nodes: string[]; results: CheckResult[] } & Partial<
    Pick<ScanReport, "outcome" | "profile" | "observations" | "sweeps" | "coverage">
  >,
): ScanReport {
  const { at, nodes, results, outcome = "complete", profile = "standard" } = of;
  const startedAt = minute(at);
  return {
    schemaVersion: 1,
    tool: { name: "breakwater", version: "0.0.0" },
    cluster: { name: "test", uid: clusterUid, version: "v1.33.1", distribution: "kubeadm", source: "kubeconfig" },
    vantage,
    startedAt,
    finishedAt: minute(at + 1),
    profile,
    outcome,
    coverage: of.coverage ?? {
      nodes: { known: nodes.length, checked: nodes.length, unreachable: [] },
      probes: { planned: 10, done: 10, failed: 0 },
      lost: [],
    },
    nodes: nodes.map((name) => ({
      name,
      uid: `uid-${name}`,
      roles: ["worker"],
      kubeletVersion: "v1.33.1",
      distribution: "kubeadm",
      osImage: null,
      ready: true,
      kubeletPort: 10250,
      addresses: [`127.0.0.${name.length}`],
      kubeletConfig: { status: "unknown", reason: "not asked", need: null },
    })),
    observations: of.observations ?? nodes.map((node) => seen(node, 10250, "open", startedAt)),
    sweeps: of.sweeps ?? nodes.map((node) => swept(node, "10250-10255", 6, startedAt)),
    results,
    problems: [],
  };
}
