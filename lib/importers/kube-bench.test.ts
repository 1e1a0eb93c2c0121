import assert from "node:assert/strict";
import { test } from "node:test";
import { readImport } from "./index.ts";
import { samplePlace } from "./place-fixture.ts";

const onWorker = samplePlace({ node: "worker-1" });

const test_ = (number: string, status: string, more: object = {}) => ({
  test_number: number,
  test_desc: number === "4.2.1" ? "Ensure that the --anonymous-auth argument is set to false" : `Ensure ${number}`,
  audit: "ps -fC kubelet",
  type: "",
  remediation: "Edit the file.",
  test_info: ["Edit the file."],
  status,
  actual_value: "root 812 /usr/bin/kubelet --anonymous-auth=true",
  scored: true,
  IsMultiple: false,
  expected_result: "'--anonymous-auth' is equal to 'false'",
  ...more,
});
const section = (results: object[], more: object = {}) => ({
  id: "4",
  version: "cis-1.23",
  detected_version: "1.27",
  text: "Worker Node Security Configuration",
  node_type: "node",
  tests: [{ section: "4.2", type: "", pass: 0, fail: 1, warn: 0, info: 0, desc: "Kubelet", results }],
  total_pass: 0,
  total_fail: 1,
  total_warn: 0,
  total_info: 0,
  ...more,
});
const wrapped = (...sections: object[]) => JSON.stringify({ Controls: sections, Totals: { total_fail: 1 } });

test("a FAIL is a fail of that node, with what was seen, and a rule without a counterpart is listed", () => {
  const read = readImport(wrapped(section([test_("4.2.1", "FAIL"), test_("4.1.1", "PASS")])), onWorker);
  assert.deepEqual(
    read.opinions.map(({ checkId, node, verdict, ruleId }) => [checkId, node, verdict, ruleId]),
    [["kubelet-anonymous-auth-enabled", "worker-1", "fail", "cis-1.23 4.2.1"]],
  );
  assert.match(read.opinions[0]?.says ?? "", /^FAIL; root 812 .*--anonymous-auth=true; expected /);
  assert.deepEqual(read.left, [
    { what: "cis-1.23 4.1.1 Ensure 4.1.1", why: "no check of ports and exposure corresponds to it" },
  ]);
});

test("what kube-bench did not look at is unknown: WARN, INFO, and a PASS that saw no value", () => {
  const looked = (status: string, actual_value: string) =>
    readImport(wrapped(section([test_("4.2.1", status, { actual_value })])), onWorker).opinions[0]?.verdict;
  assert.equal(looked("PASS", "--anonymous-auth=false"), "pass");
  assert.equal(looked("PASS", " "), "unknown");
  assert.equal(looked("WARN", "--anonymous-auth=false"), "unknown");
  assert.equal(looked("INFO", ""), "unknown");
});

test("a list, a single section and sections one after the other, as older versions print them, read the same", () => {
  const one = section([test_("4.2.1", "FAIL")]);
  const policies = section([], { id: "5", node_type: "policies", tests: null });
  const forms = [
    wrapped(one, policies),
    JSON.stringify([one, policies]),
    JSON.stringify(one),
    `${JSON.stringify(one)}\n${JSON.stringify(policies)}\n`,
  ];
  for (const form of forms) assert.equal(readImport(form, onWorker).opinions.length, 1, form.slice(0, 40));
});

test("a file about a node is refused until the node is named, and one about the policies of the cluster is not", () => {
  const worker = wrapped(section([test_("4.2.1", "FAIL")]));
  assert.throws(() => readImport(worker, samplePlace()), /Line 1 of the kube-bench file: .*which node/);
  assert.throws(() => readImport(worker, samplePlace({ node: "worker-9" })), /no node .* "worker-9"/);
  const controlPlane = section([test_("2.2", "FAIL")], { node_type: "controlplane", version: "" });
  assert.deepEqual(readImport(wrapped(controlPlane), samplePlace()).opinions[0]?.node, null);
});

test("a number of another benchmark is not taken for the CIS's own, nor one that has moved between versions", () => {
  const eks = section([test_("4.2.1", "FAIL")], { version: "eks-1.2.0" });
  assert.deepEqual(readImport(wrapped(eks), onWorker).opinions, []);
  const moved = section([test_("4.2.1", "FAIL", { test_desc: "Ensure that the --event-qps argument is set" })]);
  assert.deepEqual(readImport(wrapped(moved), onWorker).opinions, []);
  const same = section([test_("4.2.1", "FAIL", { test_desc: "Ensure that the --anonymous-auth argument is false" })]);
  assert.equal(readImport(wrapped(same), onWorker).opinions.length, 1);
});

test("a token on a quoted command line is not kept", () => {
  const said = test_("4.2.1", "FAIL", { actual_value: "kubelet --bootstrap-token=abc.def --token-auth-file=/x" });
  const says = readImport(wrapped(section([said])), onWorker).opinions[0]?.says ?? "";
  assert.ok(!says.includes("abc.def"), says);
  assert.ok(says.includes("--token-auth-file=/x"), says);
});
