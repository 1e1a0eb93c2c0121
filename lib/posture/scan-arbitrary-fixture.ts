import fc from "fast-check";
import type { CheckResult } from "../domain/scan-report.ts";
import { severities } from "../domain/severity.ts";
import { verdicts } from "../domain/verdict.ts";
import { type AppliedScan, applyResults, type FindingStanding } from "./apply-results.ts";
import { fingerprint } from "./fingerprint.ts";

export const vantage = { name: "scanner", kind: "worker-node" as const };

export function minute(n: number): string {
  return new Date(Date.UTC(2026, 10, 1, 0, n)).toISOString();
}

/** One judgement of a node by a check. */
export function result(
  of: Pick<CheckResult, "verdict"> & Partial<CheckResult> & { node?: string; at?: number },
): CheckResult {
  const { node = "w1", at, checkId = "kubelet-readonly-port-open", ...rest } = of;
  const subject = { kind: "Node" as const, uid: `uid-${node}`, name: node, node, port: 10255 };
  const item = { sent: "connect", received: of.verdict, vantage, decisive: true };
  return {
    checkId,
    severity: "high",
    subject,
    vantage,
    headline: "headline",
    reason: `${of.verdict} by ${checkId}`,
    evidence: at === undefined ? [] : [{ ...item, at: minute(at) }],
    remediation: { distribution: "kubeadm", summary: "", steps: [], verify: { command: "", expect: "" } },
    context: {
      distribution: "kubeadm",
      subject,
      address: "",
      port: 10255,
      nodeName: node,
      controlPlaneAddresses: [],
      podCIDRs: [],
      clusterName: "",
      values: {},
    },
    references: { cis: [], nsa: null, mitre: [], ms: [], cwe: [], cve: [], urls: [], tools: [] },
    fingerprint: fingerprint({ clusterUid: "cluster", subject, checkId }),
    ...rest,
  };
}

export function scan(at: number, results: CheckResult[], rest: Partial<AppliedScan> = {}): AppliedScan {
  const nodeUids = ["uid-w1", "uid-w2", "uid-w3", "uid-w4"];
  return { results, startedAt: minute(at), finishedAt: minute(at + 1), complete: true, nodeUids, ...rest };
}

/** The standings after a scan. */
export function after(known: readonly FindingStanding[], applied: AppliedScan): FindingStanding[] {
  const standings = new Map(known.map((standing) => [standing.fingerprint, standing]));
  for (const change of applyResults(known, applied)) standings.set(change.after.fingerprint, change.after);
  return [...standings.values()];
}

export const anyResult = fc
  .record({
    node: fc.constantFrom("w1", "w2", "w3", "w4"),
    checkId: fc.constantFrom("a", "b", "c", "d"),
    verdict: fc.constantFrom(...verdicts),
    severity: fc.constantFrom(...severities),
  })
  .map((of) => result(of));

export const anyResults = fc.array(anyResult, { maxLength: 24 });

/** A scan that may be partial, and may not have been able to list every node. */
export const anyScan = fc
  .record({
    at: fc.integer({ min: 0, max: 500 }),
    results: anyResults,
    complete: fc.boolean(),
    nodeUids: fc.option(fc.subarray(["uid-w1", "uid-w2", "uid-w3", "uid-w4"])),
  })
  .map(({ at, results, complete, nodeUids }) => scan(at, results, { complete, nodeUids }));

/** What is known after a few scans, with what people decided meanwhile. */
export const anyStandings = fc
  .tuple(fc.array(anyScan, { maxLength: 4 }), fc.constantFrom(null, "acknowledged", "accepted", "false-positive"))
  .map(([scans, decision]) => {
    const known = scans.reduce<FindingStanding[]>((standings, next) => after(standings, next), []);
    return known.map((standing, index): FindingStanding => {
      if (index > 0 || decision === null || standing.state === "resolved") return standing;
      return { ...standing, state: decision, decision };
    });
  });
