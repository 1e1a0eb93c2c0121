import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Inventory } from "../../domain/inventory.ts";
import type { SettingSource } from "../../domain/setting.ts";
import { at } from "../sample-evidence.ts";
import { judgeRow, type Row, verdictTable } from "../sample-verdicts.ts";
import { netpolNotEnforced as check } from "./netpol-not-enforced.ts";
import { daemon, engines, policy, withPolicies } from "./sample-policies.ts";

const closed = policy("deny", "{ podSelector: {}, policyTypes: [Ingress] }");
const running = (name: string, image: string, flags: Record<string, string> = {}) =>
  withPolicies(closed, { workloads: [daemon(name, image, flags)] });

const nodeArgs = (values: SettingSource["values"]): SettingSource => ({
  component: "kubelet",
  node: "cp-1",
  kind: "node-args",
  name: "annotation k3s.io/node-args",
  at,
  values,
});
function k3s(settingSources: SettingSource[]): Row["seen"] {
  const seen = withPolicies(closed, { workloads: [], settingSources });
  const cluster: Inventory["cluster"] = { ...seen.inventory.cluster, distribution: "k3s" };
  return { ...seen, inventory: { ...seen.inventory, cluster } };
}

const enforcing: [string, string, Record<string, string>?][] = [
  ["cilium", "quay.io/cilium/cilium:v1.18.2"],
  ["anetd", "gke.gcr.io/cilium/cilium:v1.15.6-gke.1"],
  ["calico-node", "docker.io/calico/node:v3.31.0"],
  ["rke2-canal", "rancher/hardened-calico:v3.30.3-build1"],
  ["antrea-agent", "antrea/antrea-agent-ubuntu:v2.4.0"],
  ["ovnkube-node", "quay.io/openshift/ovn-kubernetes@sha256:0000"],
  ["kube-router", "cloudnativelabs/kube-router:v2.6.0"],
  ["kindnet", "docker.io/kindest/kindnetd:v20250512-df8de77b"],
  [
    "aws-node",
    "602401143452.dkr.ecr.eu-central-1.amazonaws.com/amazon-k8s-cni:v1.20.1",
    { "--enable-network-policy": "true" },
  ],
  ["azure-npm", "mcr.microsoft.com/containernetworking/azure-npm:v1.6.29"],
];
const passing: [string, string, Record<string, string>?][] = [
  ["kube-flannel-ds", "ghcr.io/flannel-io/flannel:v0.27.0"],
  ["kindnet", "docker.io/kindest/kindnetd:v20240513-cd2ac642"],
  ["aws-node", "602401143452.dkr.ecr.eu-central-1.amazonaws.com/amazon-k8s-cni:v1.12.6"],
  [
    "aws-node",
    "602401143452.dkr.ecr.eu-central-1.amazonaws.com/amazon-k8s-cni:v1.20.1",
    { "--enable-network-policy": "false" },
  ],
  ["azure-cns", "mcr.microsoft.com/containernetworking/azure-cns:v1.6.13"],
];

describe(check.id, () => {
  verdictTable(check, [
    ...enforcing.map(
      ([name, image, flags]): Row => ({
        when: `${name} runs ${image}`,
        seen: running(name, image, flags),
        verdict: "pass",
        says: /enforces network policies/,
      }),
    ),
    ...passing.map(
      ([name, image, flags]): Row => ({
        when: `${name} runs ${image} ${JSON.stringify(flags ?? {})}`,
        seen: running(name, image, flags),
        verdict: "fail",
        severity: "high",
        says: /enforces none of them/,
      }),
    ),
    {
      when: "Calico enforces beside flannel",
      seen: withPolicies(closed, { workloads: [engines.flannel, engines.calico] }),
      verdict: "pass",
    },
    {
      when: "flannel brings its own controller",
      seen: withPolicies(closed, {
        workloads: [
          {
            ...engines.flannel,
            images: [...engines.flannel.images, "registry.k8s.io/networking/kube-network-policies:v0.9.2"],
          },
        ],
      }),
      verdict: "pass",
    },
    {
      when: "k3s says --disable-network-policy",
      seen: k3s([nodeArgs({ "disable-network-policy": "true" })]),
      verdict: "fail",
      severity: "high",
      says: /--disable-network-policy/,
    },
    {
      when: "the arguments of k3s leave its controller on",
      seen: k3s([nodeArgs({ "disable-network-policy": "false" })]),
      verdict: "pass",
    },
    {
      when: "the arguments of k3s that were read do not speak of it",
      seen: k3s([nodeArgs({ "anonymous-auth": "false" })]),
      verdict: "unknown",
      says: /--disable-network-policy was not read/,
    },
    {
      when: "the agent of the VPC CNI is there and nothing says whether it is on",
      seen: withPolicies(closed, {
        workloads: [
          {
            ...daemon("aws-node", "amazon-k8s-cni:v1.20.1"),
            images: ["x/amazon-k8s-cni:v1.20.1", "x/amazon/aws-network-policy-agent:v1.2.4"],
          },
        ],
      }),
      verdict: "unknown",
    },
    {
      when: "no known network engine runs",
      seen: withPolicies(closed, { workloads: [] }),
      verdict: "unknown",
      says: /two pods and a policy/,
    },
    {
      when: "workloads could not be listed",
      seen: withPolicies(closed, { workloads: null }),
      verdict: "unknown",
      says: /grant "list daemonsets"/,
    },
    { when: "policies could not be listed", seen: withPolicies("", { networkPolicies: null }), verdict: "unknown" },
    { when: "there is no policy", seen: withPolicies("", { workloads: [engines.flannel] }), verdict: "not-applicable" },
  ]);

  it("lists pods of the host network as exempt", () => {
    const [item] = judgeRow(check, { seen: withPolicies(closed) }).evidence;
    assert.match(item?.detail?.join("\n") ?? "", /exempt everywhere, because of the host network: shop\/agent/);
  });
});
