import type { CheckResult, ScanReport } from "../domain/scan-report.ts";
import type { Severity } from "../domain/severity.ts";
import type { Verdict } from "../domain/verdict.ts";

const at = "2026-03-01T10:00:00.000Z";
const vantage = { name: "scanner", kind: "worker-node" } as const;

/** One result; names default to what a hostile node could be called. */
export function sampleResult(verdict: Verdict, severity: Severity, node: string): CheckResult {
  const subject = {
    kind: "Node",
    uid: `uid-${node}`,
    name: node,
    node,
    address: "192.0.2.4",
    port: 10250,
    protocol: "TCP",
  } as const;
  return {
    checkId: "kubelet-anonymous-exec",
    verdict,
    severity,
    subject,
    vantage,
    title: "Kubelet runs nothing for callers without credentials",
    headline: `Kubelet on ${node} runs commands for anyone who can reach it`,
    reason: `GET /pods without credentials, "answered", 200`,
    evidence: [{ sent: "GET /pods", received: "200 PodList, 7 pods", at, vantage, decisive: true }],
    remediation: {
      distribution: "kubeadm",
      summary: "Turn anonymous access off.",
      steps: [{ text: "Edit the file.", code: "systemctl restart kubelet", language: "bash" }],
      verify: { command: "curl -sk https://192.0.2.4:10250/healthz", expect: "Unauthorized" },
    },
    context: {
      distribution: "kubeadm",
      subject,
      address: "192.0.2.4",
      port: 10250,
      nodeName: node,
      controlPlaneAddresses: [],
      podCIDRs: [],
      clusterName: "harbor",
      values: {},
    },
    references: {
      cis: [],
      nsa: null,
      mitre: [],
      ms: [],
      cwe: ["CWE-306"],
      cve: [],
      urls: ["https://kubernetes.io/docs/"],
      tools: [],
    },
    fingerprint: `fingerprint-${node}-${verdict}`,
  };
}

export function sampleReport(results: CheckResult[]): ScanReport {
  return {
    schemaVersion: 1,
    tool: { name: "breakwater", version: "0.0.0" },
    cluster: { name: "harbor", uid: "uid-harbor", version: "v1.36.2", distribution: "kubeadm", source: "kubeconfig" },
    vantage,
    startedAt: at,
    finishedAt: "2026-03-01T10:00:05.000Z",
    profile: "standard",
    outcome: "complete",
    coverage: {
      nodes: { known: 2, checked: 1, unreachable: ["worker-9"] },
      probes: { planned: 10, done: 10, failed: 1 },
      lost: [{ need: "list services", checks: ["nodeport-unapproved"], why: "403", grant: null }],
    },
    nodes: [],
    observations: [],
    sweeps: [],
    results,
    problems: [{ where: "worker-9 192.0.2.9", message: "No answer on any of 20 ports" }],
  };
}
