import assert from "node:assert/strict";
import { test } from "node:test";
import { readImport } from "./index.ts";
import { samplePlace } from "./place-fixture.ts";

const hostScan = (node: string) => `hostdata.kubescape.cloud/v1beta0//KubeletInfo/${node}`;

const control = (status: object, more: object = {}) => ({
  controlID: "C-0069",
  name: "Disable anonymous access to Kubelet service",
  status,
  rules: [{ name: "anonymous-requests-to-kubelet", status: "failed", paths: [{ failedPath: "data" }] }],
  ...more,
});
const report = (results: object[], controls: object = {}) =>
  JSON.stringify({
    generationTime: "2026-10-30T08:15:00.5Z",
    clusterAPIServerInfo: { major: "1", minor: "31" },
    customerGUID: "",
    clusterName: "test",
    summaryDetails: { controls, status: "failed", frameworks: [{ name: "NSA" }], ResourceCounters: {} },
    results,
    metadata: { scanMetadata: { scanningTarget: 0 } },
  });

test("what the host scan read belongs to its node, and the time is the file's own", () => {
  const read = readImport(
    report([{ resourceID: hostScan("worker-1"), controls: [control({ status: "failed" })] }]),
    samplePlace(),
  );
  assert.equal(read.at, "2026-10-30T08:15:00.500Z");
  assert.deepEqual(
    read.opinions.map(({ checkId, node, verdict, at }) => [checkId, node, verdict, at]),
    ["kubelet-anonymous-auth-enabled", "kubelet-readonly-port-open"].map((id) => [id, "worker-1", "fail", read.at]),
  );
});

test("a Deployment that is called like a node says nothing of the node", () => {
  const resourceID = "apps/v1/default/Deployment/worker-1";
  const read = readImport(report([{ resourceID, controls: [control({ status: "failed" })] }]), samplePlace());
  assert.deepEqual([...new Set(read.opinions.map(({ node }) => node))], [null]);
});

test("skipped, irrelevant and excused never become a pass", () => {
  const verdict = (status: object) =>
    readImport(report([{ resourceID: hostScan("worker-1"), controls: [control(status)] }]), samplePlace()).opinions[0]
      ?.verdict;
  assert.equal(verdict({ status: "passed" }), "pass");
  assert.equal(verdict({ status: "skipped", subStatus: "integration", info: "host scan is off" }), "unknown");
  assert.equal(verdict({ status: "passed", subStatus: "irrelevant" }), "unknown");
  assert.equal(verdict({ status: "passed", subStatus: "w/exceptions" }), "unknown");
  assert.equal(verdict({ status: "excluded" }), "unknown");
});

test("a control that examined no resource is unknown, although the summary counts it as passed", () => {
  const summary = { "C-0069": { name: "Anonymous", status: "passed", statusInfo: { status: "passed" } } };
  const [opinion] = readImport(report([], summary), samplePlace()).opinions;
  assert.deepEqual([opinion?.verdict, opinion?.says], ["unknown", "passed, but no resource was examined"]);
});

test("where a control of an older version has no status, its rules decide, a fail among resources first", () => {
  const old = (status: string) => ({
    resourceID: hostScan("worker-1"),
    controls: [{ controlID: "C-0069", rules: [{ status }] }],
  });
  const read = readImport(report([old("passed"), old("failed")]), samplePlace());
  assert.deepEqual([...new Set(read.opinions.map(({ verdict }) => verdict))], ["fail"]);
  assert.equal(readImport(report([old("passed")]), samplePlace()).opinions[0]?.verdict, "pass");
});
