import assert from "node:assert/strict";
import { test } from "node:test";
import { findCheck } from "../checks/index.ts";
import { evidenceOf, hardened, withInventory } from "../checks/sample-evidence.ts";
import type { Subject } from "../domain/subject.ts";
import { judgeEvidence } from "./judge-evidence.ts";
import { settingNode } from "./setting-node.ts";

const check = findCheck("service-external-ips");
const service: Subject = { kind: "Service", uid: "uid-debug", name: "debug", namespace: "payments" };
const staticPod = {
  node: "cp-1",
  namespace: "kube-system",
  name: "kube-apiserver-cp-1",
  component: "kube-apiserver" as const,
  flags: { "--enable-admission-plugins": "NodeRestriction" },
  image: null,
};
const evidence = evidenceOf(withInventory(hardened(), { staticPods: [staticPod] }));

test("a Service has the settings of the cluster's API server, and its steps name the node", () => {
  assert.ok(check);
  assert.equal(settingNode(check, service, evidence)?.name, "cp-1");
  const alsoJudge = [{ checkId: check.id, subject: service }];
  const { results } = judgeEvidence(evidence, { checks: [check], clusterUid: "c", alsoJudge });
  const result = results.find(({ subject }) => subject.kind === "Service");
  assert.equal(result?.context.nodeName, "cp-1");
  assert.ok(result?.remediation.steps.some(({ text }) => text.startsWith("On cp-1,")));
});

test("a subject that lies on a node keeps to that node, and one with an address of its own has none", () => {
  assert.ok(check);
  assert.equal(settingNode(check, { ...service, node: "worker-1" }, evidence)?.name, "worker-1");
  assert.equal(settingNode(check, { ...service, address: "192.0.2.1" }, evidence), undefined);
});

test("a check of kubelets takes no control-plane node for a subject without a node", () => {
  const kubelet = findCheck("kubelet-anonymous-exec");
  assert.ok(kubelet);
  assert.equal(settingNode(kubelet, service, evidence), undefined);
});
