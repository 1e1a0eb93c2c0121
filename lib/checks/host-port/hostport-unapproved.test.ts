import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { BaselineInForce } from "../../domain/port-baseline.ts";
import {
  contextFor,
  evidenceOf,
  fromVantage,
  hardened,
  type Seen,
  withInventory,
  withPort,
} from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { hostportUnapproved as check } from "./hostport-unapproved.ts";
import { edgeSubject, taking, withoutPods } from "./sample-host-ports.ts";

const open = (seen: Seen) => withPort(seen, "worker-1", 8443, { state: "open" });
const approval = "breakwater.dev/hostport-approved";
const approvedBy = (value: string, until?: string) =>
  taking({ workload: { annotations: { [approval]: value, ...(until ? { [`${approval}-until`]: until } : {}) } } });

function expecting(owner: string, until: string): BaselineInForce {
  const entry = { ports: "8443", protocol: "TCP", nodes: {}, because: "the edge", owner, until } as const;
  return { version: 1, savedAt: "2026-11-01T08:00:00.000Z", savedBy: "Ada", entries: [entry] };
}

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "the internet finds it open",
      seen: fromVantage(open(taking()), "internet"),
      verdict: "fail",
      severity: "high",
      says: /open on 1 of 2 nodes, closed on 1.*DaemonSet web\/edge; created 213 days ago, last written by helm/,
    },
    {
      when: "another network finds it open",
      seen: fromVantage(open(taking()), "other-network"),
      verdict: "fail",
      severity: "medium",
    },
    { when: "a worker finds it open", seen: open(taking()), verdict: "fail", severity: "low" },
    {
      when: "no node answers",
      seen: fromVantage(withPort(taking(), "worker-1", 8443, { state: "closed" }), "internet"),
      verdict: "fail",
      severity: "low",
      says: /closed on 2 of 2 nodes/,
    },
    {
      when: "it is bound to loopback",
      seen: taking({ port: { hostIP: "127.0.0.1" } }),
      verdict: "fail",
      severity: "info",
      says: /loopback/,
    },
    {
      when: "an owner expects it, and says why",
      seen: { ...open(taking()), baseline: expecting("web", "2027-01-01") },
      verdict: "pass",
      says: /among the expected ports: the edge \(owner web, until 2027-01-01\)/,
    },
    {
      when: "it was expected until yesterday",
      seen: { ...open(taking()), baseline: expecting("web", "2026-11-20") },
      verdict: "fail",
      severity: "low",
    },
    {
      when: "its approval ended",
      seen: approvedBy("team-web: entry", "2026-11-20"),
      verdict: "fail",
      severity: "low",
      says: /ended/,
    },
    {
      when: "no workload keeps the pod",
      seen: taking({ pod: { owner: null } }),
      verdict: "fail",
      severity: "low",
      says: /No workload keeps this pod/,
    },
    {
      when: "a UDP port is called open without an answer",
      seen: fromVantage(
        withPort(taking({ port: { protocol: "UDP" } }), "worker-1", 8443, { protocol: "UDP", state: "open" }),
        "internet",
      ),
      verdict: "fail",
      severity: "low",
      says: /open\|filtered on 1/,
    },
    {
      when: "its workload is approved",
      seen: open(approvedBy("team-web: entry, CHG-1")),
      verdict: "pass",
      says: /Approved by team-web/,
    },
    {
      when: "it is part of the platform",
      seen: open(taking({ pod: { namespace: "kube-system" } })),
      verdict: "pass",
      says: /kube-system/,
    },
    { when: "it takes the port no more", seen: hardened(), subject: edgeSubject, verdict: "pass" },
    {
      when: "pods could not be listed",
      seen: withInventory(hardened(), withoutPods),
      verdict: "unknown",
      says: /list pods/,
    },
    {
      when: "workloads could not be read",
      seen: taking({ inventory: { workloads: null, lost: [{ need: "list daemonsets", why: "403", grant: "r" }] } }),
      verdict: "unknown",
      says: /"list daemonsets" is missing/,
    },
  ]);

  it("has one subject a workload and port, however many pods there are", () => {
    assert.deepEqual(check.subjects(evidenceOf(taking())), [edgeSubject]);
    const [none] = check.subjects(evidenceOf(taking({ port: { via: "hostNetwork" } })));
    assert.equal(none?.kind, "Cluster");
  });

  it("writes the approval onto the workload", () => {
    const { steps } = check.remediate(contextFor({ subject: edgeSubject }));
    const code = steps.map((step) => step.code ?? "").join("\n");
    assert.match(code, /kubectl -n web annotate daemonset\/edge breakwater\.dev\/hostport-approved='OWNER: REASON'/);
  });
});
