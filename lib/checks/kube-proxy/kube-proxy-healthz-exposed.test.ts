import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ComponentFacts, Observation } from "../../domain/observation.ts";
import {
  contextFor,
  exchange,
  fromVantage,
  hardened,
  type Seen,
  withInventory,
  withNode,
  withPort,
  withUnreachable,
} from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { kubeProxyHealthzExposed as check } from "./kube-proxy-healthz-exposed.ts";

function health(status: number): Partial<Observation> {
  const facts: ComponentFacts = {
    component: "kube-proxy",
    openPaths: [],
    healthz: status === 200,
    pprof: null,
    mode: null,
  };
  return {
    state: "open",
    service: "kube-proxy-healthz",
    component: facts,
    exchanges: [exchange("http://192.0.2.10:10256/healthz", status, "healthy, with lastUpdated and currentTime")],
  };
}

const seenFrom = (kind: Parameters<typeof fromVantage>[1], changes: Partial<Observation>): Seen =>
  fromVantage(withPort(hardened(), "cp-1", 10256, changes), kind);
const filtered: Partial<Observation> = { state: "filtered" };

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "it answers the internet",
      seen: seenFrom("internet", health(200)),
      verdict: "fail",
      severity: "low",
      says: /internet scanner/,
    },
    { when: "it answers 503 while drained", seen: seenFrom("internet", health(503)), verdict: "fail", severity: "low" },
    { when: "it answers an office", seen: seenFrom("other-network", health(200)), verdict: "fail", severity: "info" },
    { when: "the internet is filtered", seen: seenFrom("internet", filtered), verdict: "pass", says: /node is up/ },
    { when: "the port is closed from inside", seen: hardened(), verdict: "pass", says: /closed/ },
    {
      when: "another service answers the internet",
      seen: seenFrom("internet", { state: "open", service: "ssh" }),
      verdict: "pass",
      says: /unrelated/,
    },
    {
      when: "it answers the nodes, as it should",
      seen: seenFrom("worker-node", health(200)),
      verdict: "unknown",
      says: /outside the cluster, where it matters/,
    },
    { when: "it is filtered inside", seen: seenFrom("pod", filtered), verdict: "unknown", says: /outside/ },
    {
      when: "nothing of the node answers the internet",
      seen: fromVantage(withUnreachable(hardened(), "cp-1"), "internet"),
      verdict: "unknown",
      says: /No port of cp-1 answered/,
    },
    {
      when: "the node is not ready",
      seen: withNode(seenFrom("internet", filtered), "cp-1", { ready: false }),
      verdict: "unknown",
    },
    { when: "what answers was not recognised", seen: seenFrom("internet", { state: "open" }), verdict: "unknown" },
    {
      when: "the probe broke",
      seen: seenFrom("internet", { state: null, problem: "EMFILE" }),
      verdict: "unknown",
    },
    {
      when: "the node is gone",
      seen: withInventory(hardened(), { nodes: [] }),
      subject: { kind: "Node", uid: "uid-cp-1", name: "cp-1", node: "cp-1", port: 10256 },
      verdict: "not-applicable",
    },
  ]);

  it("lets the cluster in, and Google's health checks on GKE", () => {
    const allowed = (distribution: "gke" | "kubeadm") =>
      check.allow?.(contextFor({ distribution }))?.allow.flatMap(({ cidrs }) => cidrs);
    assert.deepEqual(allowed("kubeadm"), ["192.0.2.10/32", "10.244.0.0/16"]);
    assert.ok(allowed("gke")?.includes("35.191.0.0/16"));
    assert.match(
      check.remediate(contextFor()).steps[0]?.code ?? "",
      /ip saddr \{ 192\.0\.2\.10\/32, 10\.244\.0\.0\/16 \}/,
    );
  });
});
