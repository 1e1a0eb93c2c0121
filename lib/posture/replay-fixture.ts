import { contextFor, hardened } from "../checks/sample-evidence.ts";
import type { RawEvidence } from "../domain/raw-evidence.ts";
import type { CheckResult } from "../domain/scan-report.ts";
import type { Severity } from "../domain/severity.ts";
import type { Verdict } from "../domain/verdict.ts";

/** Hour `n` of the day that the tests play on. */
export const hour = (n: number) => new Date(Date.UTC(2026, 10, 1, n)).toISOString();

/** What a scan saw that began at an hour and took a minute. */
export function rawAt(n: number, change: Partial<RawEvidence> = {}): RawEvidence {
  const { inventory, observations, sweeps, vantage, profile } = hardened();
  const end = new Date(Date.parse(hour(n)) + 60_000).toISOString();
  return {
    format: 1,
    toolVersion: "0.0.0",
    clusterUid: "uid-kube-system",
    vantage,
    profile,
    startedAt: hour(n),
    finishedAt: end,
    now: end,
    authorizationProofs: false,
    metadataEndpoint: null,
    stopped: false,
    scope: null,
    alsoJudge: [],
    coverage: { known: 3, checked: 3, unreachable: [] },
    inventory,
    observations: [...observations],
    sweeps: [...sweeps],
    problems: [],
    imported: [],
    previous: null,
    ...change,
  };
}

/** One judgement of a node of the sample cluster. */
export function judgedNode(
  node: string,
  verdict: Verdict,
  severity: Severity = "high",
  checkId = "a-check",
): CheckResult {
  const subject = { kind: "Node" as const, uid: `uid-${node}`, name: node, node };
  return {
    checkId,
    verdict,
    severity,
    subject,
    vantage: { name: "scanner", kind: "worker-node" },
    headline: `${checkId} on ${node}`,
    reason: `${verdict} on ${node}`,
    evidence: [],
    remediation: { distribution: "kubeadm", summary: "", steps: [], verify: { command: "", expect: "" } },
    context: contextFor({ subject, distribution: "kubeadm" }),
    references: { cis: [], nsa: null, mitre: [], ms: [], cwe: [], cve: [], urls: [], tools: [] },
    fingerprint: `${checkId} ${node}`,
  };
}
