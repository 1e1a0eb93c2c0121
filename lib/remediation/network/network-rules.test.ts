import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { parseAllDocuments } from "yaml";
import { type NetworkIntent, networkTools } from "../../domain/network-intent.ts";
import type { RemediationContext } from "../../domain/remediation.ts";
import { networkRules } from "./index.ts";
import { allowedInWords } from "./network-tool.ts";

const intent: NetworkIntent = {
  name: "kubelet-api",
  purpose: "Only the control plane and monitoring talk to the kubelet.",
  on: "node",
  ports: [
    { port: 10250, protocol: "TCP" },
    { port: 10255, protocol: "TCP" },
  ],
  allow: [
    { label: "control plane", cidrs: ["192.0.2.10", "2001:db8::10"] },
    { label: "monitoring", cidrs: ["198.51.100.0/24"] },
  ],
};

const context: RemediationContext = {
  distribution: "kubeadm",
  subject: { kind: "Node", uid: "uid-1", name: "worker-1", node: "worker-1", address: "192.0.2.21", port: 10250 },
  address: "192.0.2.21",
  port: 10250,
  nodeName: "worker-1",
  nodeAddresses: ["192.0.2.21"],
  controlPlaneAddresses: ["192.0.2.10"],
  podCIDRs: ["10.244.0.0/16"],
  clusterName: "sample",
  values: {},
};

test("who is let in is said once for each label", () => {
  assert.equal(allowedInWords(intent), "control plane 192.0.2.10/32, 2001:db8::10/128; monitoring 198.51.100.0/24");
  assert.equal(allowedInWords({ ...intent, allow: [] }), "nobody but the node itself");
});

const ruleOf = (tool: string, changes: Partial<NetworkIntent> = {}, at: Partial<RemediationContext> = {}) => {
  const rule = networkRules({ ...intent, ...changes }, { ...context, ...at }).find((one) => one.tool === tool);
  assert.ok(rule, `${tool} has a rule`);
  return rule;
};

describe("rules of every tool", () => {
  test("come for a port of a node, with how to apply, see and undo them", () => {
    const rules = networkRules(intent, context);
    assert.deepEqual(rules.map(({ tool }) => tool).sort(), [...networkTools].sort());
    for (const rule of rules) {
      for (const part of [rule.text, rule.code, rule.apply, rule.verify, rule.undo])
        assert.ok(part.length > 0, rule.tool);
      assert.match(rule.code + rule.file, /kubelet.api|10250/i);
    }
  });

  test("name the cluster's own addresses, as networks", () => {
    for (const tool of ["nftables", "iptables", "ufw", "firewalld", "AWS", "GCP", "Azure", "Terraform", "Calico"]) {
      const { code } = ruleOf(tool);
      assert.match(code, /192\.0\.2\.10\/32/, tool);
      assert.match(code, /2001:db8::10\/128/, tool);
      assert.match(code, /198\.51\.100\.0\/24/, tool);
    }
  });

  test("parse as YAML where they are manifests", () => {
    for (const tool of ["NetworkPolicy", "CiliumNetworkPolicy", "Calico"]) {
      for (const document of parseAllDocuments(ruleOf(tool).code)) {
        assert.deepEqual(document.errors, []);
        assert.equal(document.get("kind") === undefined, false);
      }
    }
  });

  test("let nobody in where nobody is allowed", () => {
    for (const tool of ["nftables", "iptables", "ufw", "firewalld"]) {
      const { code } = ruleOf(tool, { allow: [] });
      assert.doesNotMatch(code, /192\.0\.2\.10|undefined|\{ {2}\}/, tool);
      assert.match(code, /drop|DROP|deny/, tool);
    }
  });

  test("refuse a network that is none rather than writing it into a shell", () => {
    assert.throws(
      () => networkRules({ ...intent, allow: [{ label: "x", cidrs: ["$(reboot)"] }] }, context),
      RangeError,
    );
  });

  test("stand before the rewriting of NodePorts", () => {
    const ports = [{ port: 30000, endPort: 32767, protocol: "TCP" as const }];
    assert.match(ruleOf("ufw", { ports }).code, /^\*mangle/);
    assert.match(ruleOf("firewalld", { ports }).code, /--direct .* mangle PREROUTING/);
    assert.match(ruleOf("nftables", { ports }).code, /hook prerouting/);
    assert.match(ruleOf("iptables", { ports }).code, /--dports 30000:32767/);
  });

  test("take the cloud's resources by the distribution", () => {
    assert.match(ruleOf("Terraform", {}, { distribution: "gke" }).code, /google_compute_firewall/);
    assert.match(ruleOf("Terraform", {}, { distribution: "aks" }).code, /azurerm_network_security_rule/);
    assert.match(ruleOf("Terraform", {}, { distribution: "eks" }).code, /aws_vpc_security_group_ingress_rule/);
  });

  test("of a pod's port are policies alone", () => {
    const podSelector = { namespace: "payments", labels: { app: "api" } };
    const rules = networkRules({ ...intent, on: "pod", podSelector }, context);
    assert.deepEqual(
      rules.map(({ tool }) => tool),
      ["NetworkPolicy", "CiliumNetworkPolicy"],
    );
  });
});
