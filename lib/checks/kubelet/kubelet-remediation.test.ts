import assert from "node:assert/strict";
import { test } from "node:test";
import { parse } from "yaml";
import type { Distribution } from "../../domain/distribution.ts";
import { contextFor } from "../sample-evidence.ts";
import { kubeletSetting } from "./kubelet-remediation.ts";

const { remediate } = kubeletSetting({
  summary: "Turn anonymous authentication off.",
  config: () => ({ authentication: { anonymous: { enabled: false } }, tlsCipherSuites: ["A", "B"] }),
  flags: () => ({ "anonymous-auth": "false" }),
  verify: () => ({ command: "true", expect: "nothing" }),
});
const fragment = { authentication: { anonymous: { enabled: false } }, tlsCipherSuites: ["A", "B"] };
const server = { address: "192.0.2.10", controlPlaneAddresses: ["192.0.2.10"] };

function yamlFor(distribution: Distribution, changes = {}) {
  const { steps } = remediate(contextFor({ distribution, ...changes }));
  return parse(steps.find(({ language }) => language === "yaml")?.code ?? "");
}

function codeFor(distribution: Distribution, changes = {}) {
  return remediate(contextFor({ distribution, ...changes }))
    .steps.map(({ code }) => code ?? "")
    .join("\n");
}

test("kubeadm edits the file, looks for flags, restarts, and keeps it in the ConfigMap", () => {
  assert.deepEqual(yamlFor("kubeadm"), fragment);
  const code = codeFor("kubeadm");
  for (const part of [
    "cp -a /var/lib/kubelet/config.yaml",
    "grep -Hns -e --anonymous-auth /var/lib/kubelet/kubeadm-flags.env /etc/default/kubelet /etc/sysconfig/kubelet",
    "systemctl restart kubelet",
    "kubectl wait --for=condition=Ready node/worker-1",
    "kubectl -n kube-system edit configmap kubelet-config",
  ])
    assert.ok(code.includes(part), part);
});

test("k3s and RKE2 take kubelet arguments, and restart the service that runs on this node", () => {
  assert.deepEqual(yamlFor("k3s"), { "kubelet-arg": ["anonymous-auth=false"] });
  assert.match(codeFor("k3s"), /systemctl restart k3s-agent\n/);
  assert.match(codeFor("k3s", server), /systemctl restart k3s\n/);
  assert.match(codeFor("rke2"), /systemctl restart rke2-agent\n/);
  assert.match(codeFor("rke2", server), /systemctl restart rke2-server\n/);
});

test("providers, operators and immutable systems get their own resource around the same fields", () => {
  assert.deepEqual(yamlFor("eks").spec.kubelet.config, fragment);
  assert.deepEqual(yamlFor("talos").machine.kubelet.extraConfig, fragment);
  assert.deepEqual(yamlFor("openshift").spec.kubeletConfig, fragment);
  const selector = (changes = {}) => yamlFor("openshift", changes).spec.machineConfigPoolSelector.matchLabels;
  assert.deepEqual(Object.keys(selector()), ["pools.operator.machineconfiguration.openshift.io/worker"]);
  assert.deepEqual(Object.keys(selector(server)), ["pools.operator.machineconfiguration.openshift.io/master"]);
  assert.match(codeFor("microk8s"), /^--anonymous-auth=false\n/);
});

test("where the provider owns the field, the node is replaced and nobody is told to edit it", () => {
  assert.match(codeFor("gke"), /gcloud container clusters upgrade sample --node-pool "\$pool"/);
  assert.match(
    codeFor("aks"),
    /az aks nodepool upgrade -g "\$group" --cluster-name sample -n "\$pool" --node-image-only/,
  );
  for (const distribution of ["gke", "aks"] as const) assert.doesNotMatch(codeFor(distribution), /anonymous/);
});

test("an unknown distribution is told how to find the file that its kubelet is started with", () => {
  const remediation = remediate(contextFor({ distribution: "unknown" }));
  assert.match(remediation.steps[0]?.code ?? "", /ps .*-C kubelet/);
  assert.deepEqual(yamlFor("unknown"), fragment);
  assert.equal(remediation.verify.command, "true");
});

test("every distribution but the providers' own says how to take it back", () => {
  for (const distribution of ["kubeadm", "k3s", "rke2", "eks", "openshift", "talos", "microk8s", "unknown"] as const)
    assert.ok(remediate(contextFor({ distribution })).undo, distribution);
});
