import assert from "node:assert/strict";
import { test } from "node:test";
import { readImport } from "./index.ts";
import { samplePlace } from "./place-fixture.ts";

const controls = [
  { id: "2.2", name: "client-cert-auth", severity: "LOW", checks: [{ id: "AVD-KCV-0043" }] },
  { id: "4.2.2", name: "authorization-mode", severity: "CRITICAL", checks: [{ id: "KCV0080" }] },
];
const report = (status: object | undefined, kind = "ClusterComplianceReport") => ({
  apiVersion: "aquasecurity.github.io/v1alpha1",
  kind,
  metadata: { name: "k8s-cis-1.23" },
  spec: { reportType: "all", cron: "0 */6 * * *", compliance: { id: "cis", controls } },
  ...(status ? { status: { summary: {}, updateTimestamp: "2026-10-30T06:00:00Z", ...status } } : {}),
});
const detail = (id: string, ...checks: object[]) => ({ id, name: `control ${id}`, severity: "LOW", checks });
const said = (text: object) =>
  readImport(JSON.stringify(text), samplePlace()).opinions.map(({ ruleId, node, verdict }) => [ruleId, node, verdict]);

test("a failed check belongs to the node that its assessment is named after", () => {
  const kubelet = { checkID: "KCV0080", target: "/node-worker-1", severity: "HIGH", messages: ["AlwaysAllow"] };
  const etcd = { checkID: "AVD-KCV-0043", target: "kube-system/pod-etcd-cp-1", severity: "LOW", success: false };
  const status = { detailReport: { results: [detail("4.2.2", { ...kubelet, success: false }), detail("2.2", etcd)] } };
  assert.deepEqual(said(report(status)), [
    ["KCV0080", "worker-1", "fail"],
    ["AVD-KCV-0043", "cp-1", "fail"],
  ]);
});

test("success without a check, as it is written for what the operator cannot see, is no pass", () => {
  const status = { detailReport: { results: [detail("2.2", { checkID: "", severity: "", success: true })] } };
  assert.deepEqual(said(report(status)), [["AVD-KCV-0043", null, "unknown"]]);
});

test("a summary passes nothing: zero fails may be zero looks", () => {
  const controlCheck = [
    { id: "2.2", name: "client-cert-auth", severity: "LOW", totalFail: 0 },
    { id: "4.2.2", name: "authorization-mode", severity: "CRITICAL", totalFail: 3 },
  ];
  const counted = said(report({ summaryReport: { id: "cis", title: "CIS", controlCheck } }));
  assert.deepEqual(counted, [
    ["AVD-KCV-0043", null, "unknown"],
    ["KCV0080", null, "fail"],
  ]);
  const uncounted = [{ id: "2.2", name: "client-cert-auth", severity: "LOW" }];
  assert.deepEqual(said(report({ summaryReport: { controlCheck: uncounted } })), [["AVD-KCV-0043", null, "unknown"]]);
});

test("a list of reports is read whole, and one that has not run yet is said", () => {
  const status = { summaryReport: { controlCheck: [{ id: "4.2.2", totalFail: 1 }] } };
  const list = { apiVersion: "v1", kind: "List", items: [report(status), report(undefined)] };
  const read = readImport(JSON.stringify(list, null, 4), samplePlace());
  assert.deepEqual([read.opinions.length, read.at], [1, "2026-10-30T06:00:00.000Z"]);
  assert.match(read.left[0]?.why ?? "", /not run it yet/);
});

test("another kind of the same group is refused by its name", () => {
  assert.throws(
    () => said(report({}, "VulnerabilityReport")),
    /Line 1 of the Trivy file: it holds VulnerabilityReport/,
  );
});
