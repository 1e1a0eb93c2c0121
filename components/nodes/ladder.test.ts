import assert from "node:assert/strict";
import { test } from "node:test";
import type { Observation } from "../../lib/domain/observation.ts";
import type { FindingRow } from "../../lib/domain/views/finding-view.ts";
import { type LadderInput, ladderOf, layerOfCheck } from "./ladder.ts";

const at = "2026-03-01T10:00:00Z";
const vantage = { name: "scanner", kind: "worker-node" } as const;

function seen(port: number, changes: Partial<Observation> = {}): Observation {
  return {
    node: "worker-1",
    address: "192.0.2.21",
    port,
    protocol: "TCP",
    state: "closed",
    service: null,
    vantage,
    at,
    rttMs: 1,
    reason: "conn-refused",
    ...changes,
  };
}

function finding(checkId: string, changes: Partial<FindingRow> = {}): FindingRow {
  return {
    id: checkId,
    fingerprint: checkId,
    checkId,
    component: "kubelet",
    headline: `headline of ${checkId}`,
    severity: "high",
    verdict: "fail",
    state: "open",
    resolution: null,
    clusterId: "c",
    clusterName: "sample",
    subject: { kind: "Node", uid: "u", name: "worker-1" },
    nodeId: "n",
    node: "worker-1",
    port: 10250,
    protocol: "TCP",
    vantage: "worker-node",
    firstSeenAt: at,
    failingSince: at,
    lastSeenAt: at,
    lastCheckedAt: at,
    resolvedAt: null,
    assignee: null,
    dueAt: null,
    acceptanceId: null,
    triageVersion: 0,
    comments: 0,
    ...changes,
  };
}

const refusing = seen(10250, {
  state: "open",
  service: "kubelet",
  kubelet: {
    endpoint: "api",
    access: "unauthorized",
    podCount: null,
    namespaces: [],
    privilegedPods: [],
    openPaths: [],
    authorizationProof: null,
    pprof: null,
  },
});
const base: LadderInput = { checked: true, findings: [], observations: [], kubeletConfig: null };
const states = (input: Partial<LadderInput>) =>
  Object.fromEntries(ladderOf({ ...base, ...input }).map(({ layer, state }) => [layer, state]));

test("nothing looked at is unknown on every layer, never OK", () => {
  assert.deepEqual(new Set(Object.values(states({}))), new Set(["unknown"]));
});

test("a node that could not be reached is unknown on every layer without a finding", () => {
  const rungs = states({ checked: false, observations: [refusing], findings: [finding("kubelet-tls-weak")] });
  assert.equal(rungs.tls, "broken");
  assert.equal(rungs.authentication, "unknown");
});

test("a node that the scan did not cover is unknown, not broken", () => {
  assert.equal(states({ checked: false, findings: [finding("scan-coverage-gap")] }).network, "unknown");
});

test("a failing finding breaks its layer with its headline, the worst first", () => {
  const findings = [finding("kubelet-tls-weak"), finding("kubelet-serving-cert-invalid", { severity: "critical" })];
  const tls = ladderOf({ ...base, findings }).find(({ layer }) => layer === "tls");
  assert.equal(tls?.state, "broken");
  assert.equal(tls?.line, "headline of kubelet-serving-cert-invalid");
  assert.equal(tls?.findings.length, 2);
});

test("an open finding whose check could not look leaves its layer unknown", () => {
  assert.equal(states({ findings: [finding("kubelet-tls-weak", { verdict: "unknown" })] }).tls, "unknown");
});

test("a kubelet that answers 401 holds authentication and authorisation", () => {
  const rungs = states({ observations: [refusing] });
  assert.equal(rungs.authentication, "ok");
  assert.equal(rungs.authorisation, "ok");
  assert.equal(rungs.network, "ok");
});

test("legacy ports are OK when closed and unknown when filtered", () => {
  assert.equal(states({ observations: [seen(10255)] }).legacy, "ok");
  assert.equal(states({ observations: [seen(10255, { state: "filtered" })] }).legacy, "unknown");
});

test("a check is placed by its subject when no layer names it", () => {
  assert.equal(layerOfCheck("csr-kubelet-serving-pending"), "tls");
  assert.equal(layerOfCheck("etcd-plaintext-client"), "tls");
  assert.equal(layerOfCheck("nodeport-unapproved"), "network");
});

const network = (input: Partial<LadderInput>) =>
  ladderOf({ ...base, ...input }).find(({ layer }) => layer === "network")?.line;
const threeOpen = [10250, 31000, 32000].map((port) => seen(port, { state: "open" }));

test("the network layer says of how many open ports nothing was found, whatever layer the finding is in", () => {
  const onKubelet = finding("kubelet-anonymous-auth-enabled");
  assert.equal(network({ observations: threeOpen }), "3 open ports seen from scanner; none has a finding.");
  const one = network({ observations: threeOpen, findings: [onKubelet] });
  assert.equal(one, "3 open ports seen from scanner; 2 without a finding.");
  const services = { observations: threeOpen, findings: [onKubelet], servicePorts: [31000, 31000, 30999] };
  assert.equal(network(services), "3 open ports seen from scanner; 1 without a finding.");
  const all = network({ ...services, servicePorts: [31000, 32000] });
  assert.equal(all, "3 open ports seen from scanner; each has a finding.");
  assert.equal(network({ observations: [seen(10250)] }), "No open port seen from scanner.");
});

test("an open legacy port whose finding stands in another layer is not said to be without one", () => {
  const observations = [seen(8080, { state: "open" })];
  const line = (findings: FindingRow[]) =>
    ladderOf({ ...base, observations, findings }).find(({ layer }) => layer === "legacy")?.line;
  assert.equal(line([]), "8080 open, without a finding.");
  const elsewhere = finding("apiserver-anonymous-resource-access", { port: 8080 });
  assert.equal(line([elsewhere]), "8080 open; the finding stands in another layer.");
});
