import type { ExportedFinding } from "../domain/finding-export.ts";
import type { ExportAbout } from "./finding-export.ts";

/** A finding as exports get it; names default to what a hostile Service could be called. */
export function exportedFinding(over: Partial<ExportedFinding> = {}): ExportedFinding {
  return {
    ...{ id: "1", fingerprint: "f", checkId: "kubelet-readonly-port-open", component: "kubelet" },
    headline: `=HYPERLINK("http://evil.example","x"), \u001b[31mred\r\nsecond | line <b>&amp;`,
    ...{ severity: "high", verdict: "fail", state: "open", resolution: null, clusterId: "c", clusterName: "+prod" },
    subject: { kind: "Service", uid: "u", name: "-debug", namespace: "@shop", port: 30_080, protocol: "TCP" },
    ...{ nodeId: null, node: null, port: 30_080, protocol: "TCP", vantage: "worker-node" },
    ...{ firstSeenAt: "2026-11-01T00:00:00.000Z", failingSince: "2026-11-01T00:00:00.000Z" },
    ...{ lastSeenAt: "2026-11-02T00:00:00.000Z", lastCheckedAt: "2026-11-02T00:00:00.000Z", resolvedAt: null },
    ...{ assignee: null, dueAt: null, acceptanceId: null, triageVersion: 0, comments: 0, acceptance: null },
    ...over,
  };
}

/** What stands before and after these findings. */
export function aboutFindings(findings: readonly ExportedFinding[], over: Partial<ExportAbout> = {}): ExportAbout {
  const ids = [...new Set(findings.map(({ checkId }) => checkId))];
  return {
    total: findings.length,
    counts: findings.map(({ checkId, severity, state, verdict }) => ({ checkId, severity, state, verdict, count: 1 })),
    checks: ids.map((id) => ({
      ...{ id, title: "The port is closed", rationale: "It tells everything.", standards: ["Breakwater checks"] },
      ...{ cwe: ["CWE-306"], urls: ["https://kubernetes.io/docs/"] },
    })),
    columns: null,
    ...{ origin: "http://127.0.0.1:4000", filter: "state:open", madeAt: "2026-11-21T10:00:00.000Z", version: "0.1.0" },
    ...over,
  };
}
