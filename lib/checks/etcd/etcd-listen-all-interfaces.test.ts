import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { NodeReport } from "../../domain/node-report.ts";
import { managedControlPlane } from "../api-server/sample-flags.ts";
import { at, contextFor, hardened, withInventory, withNode } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { etcdListenAllInterfaces as check } from "./etcd-listen-all-interfaces.ts";
import { isPublicAddress } from "./public-address.ts";
import { k3sEtcd, kubeadmFlags, withEtcdFlags, withoutEtcdRole } from "./sample-etcd.ts";

const wild = { ...kubeadmFlags, "--listen-client-urls": "https://0.0.0.0:2379" };
const single = { ...kubeadmFlags, "--listen-peer-urls": "https://192.0.2.10:2380" };
const withAddresses = (...addresses: string[]) =>
  withNode(hardened(), "cp-1", { addresses: addresses.map((address) => ({ type: "InternalIP", address })) });

function reported(address: string, flags = kubeadmFlags) {
  const report: NodeReport = {
    node: "cp-1",
    at,
    tool: "breakwater-node-report 1",
    listeners: [{ address, port: 2379, protocol: "TCP", process: "etcd" }],
    connections: null,
    sysctls: null,
    settings: [],
    certificates: null,
    firewalls: null,
  };
  return withInventory(withEtcdFlags(flags), { nodeReports: [report] });
}

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "the client port is bound to everything on a node of one address",
      seen: withEtcdFlags(wild),
      verdict: "fail",
      severity: "low",
      says: /one address today/,
    },
    {
      when: "the node has two networks",
      seen: withEtcdFlags(wild, withAddresses("192.0.2.10", "10.0.0.10")),
      verdict: "fail",
      severity: "medium",
      says: /several addresses/,
    },
    {
      when: "the node has a public address",
      seen: withEtcdFlags(wild, withAddresses("192.0.2.10", "8.8.4.4")),
      verdict: "fail",
      severity: "high",
      says: /public address/,
    },
    {
      when: "the peer port is bound to every IPv6 address",
      seen: withEtcdFlags({ ...kubeadmFlags, "--listen-peer-urls": "https://[::]:2380" }),
      verdict: "fail",
      severity: "low",
      says: /--listen-peer-urls names/,
    },
    {
      when: "the node's own view contradicts the flags",
      seen: reported("0.0.0.0"),
      verdict: "fail",
      severity: "low",
      says: /bound to every interface/,
    },
    { when: "both name single addresses", seen: withEtcdFlags(single), verdict: "pass" },
    { when: "the node's own view shows single addresses", seen: reported("192.0.2.10", wild), verdict: "pass" },
    {
      when: "neither flag is set",
      seen: withEtcdFlags({ "--data-dir": "/var/lib/etcd" }),
      verdict: "pass",
      says: /localhost is its default/,
    },
    { when: "k3s runs its own etcd", seen: k3sEtcd(), verdict: "pass" },
    { when: "nothing is seen", seen: hardened(), verdict: "unknown" },
    { when: "pods may not be listed", seen: withInventory(hardened(), { staticPods: null }), verdict: "unknown" },
    { when: "a k3s server has another datastore", seen: withoutEtcdRole(), verdict: "not-applicable" },
    { when: "AWS runs etcd", seen: managedControlPlane(), verdict: "not-applicable" },
  ]);

  it("knows which addresses others route", () => {
    for (const own of [
      "10.1.2.3",
      "172.31.0.1",
      "192.168.1.1",
      "100.64.0.1",
      "169.254.1.1",
      "fd00::1",
      "fe80::1",
      "::1",
    ])
      assert.equal(isPublicAddress(own), false, own);
    for (const routed of ["8.8.8.8", "172.32.0.1", "100.128.0.1", "2a00:1450::1"])
      assert.equal(isPublicAddress(routed), true, routed);
  });

  it("lets control-plane members alone at the ports, and binds Talos by subnets", () => {
    const context = contextFor({ controlPlaneAddresses: ["192.0.2.10", "2001:db8::10", "x; reboot"] });
    assert.deepEqual(check.allow?.(context)?.allow, [
      { label: "control plane", cidrs: ["192.0.2.10/32", "2001:db8::10/128"] },
    ]);
    assert.equal(check.allow?.(contextFor({ distribution: "eks" })), null);
    const talos = check.remediate(contextFor({ distribution: "talos" }));
    assert.match(talos.steps[0]?.code ?? "", /listenSubnets: \["192\.0\.2\.21\/32"\]/);
  });
});
