import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { service } from "../nodeport/sample-services.ts";
import { contextFor, fromVantage, hardened, type Seen, withInventory, withNode, withPort } from "../sample-evidence.ts";
import { judgeRow, verdictTable } from "../sample-verdicts.ts";
import { kubeProxyNodeportAllAddresses as check } from "./kube-proxy-nodeport-all-addresses.ts";
import { isWithin } from "./node-port-addresses.ts";

const external = "198.51.100.7";
const publicNode = withNode(withInventory(hardened(), { services: [service()] }), "cp-1", {
  addresses: [
    { type: "InternalIP", address: "192.0.2.10" },
    { type: "ExternalIP", address: external },
  ],
});
const withAddresses = (nodePortAddresses: string[], mode = "iptables", seen = publicNode): Seen =>
  withInventory(seen, { kubeProxy: { metricsBindAddress: null, nodePortAddresses, mode } });
const seenAt = (state: "open" | "filtered", kind: Parameters<typeof fromVantage>[1]) =>
  fromVantage(withPort(publicNode, "cp-1", 32555, { state, address: external }), kind);

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "every address is open and one is external",
      seen: publicNode,
      verdict: "fail",
      severity: "medium",
      says: /opens 1 NodePort on 198\.51\.100\.7/,
    },
    {
      when: "a NodePort answers there",
      seen: seenAt("open", "other-network"),
      verdict: "fail",
      severity: "medium",
      says: /32555\/TCP answers there/,
    },
    {
      when: "every NodePort is filtered from the internet",
      seen: seenAt("filtered", "internet"),
      verdict: "fail",
      severity: "low",
      says: /filter in front/,
    },
    {
      when: "it is filtered from an office only",
      seen: seenAt("filtered", "other-network"),
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "a range names the external network",
      seen: withAddresses(["198.51.100.0/24"]),
      verdict: "fail",
      severity: "medium",
    },
    { when: "a private range is named", seen: withAddresses(["192.0.2.0/24"]), verdict: "pass", says: /leave/ },
    { when: "primary is named", seen: withAddresses(["primary"]), verdict: "pass" },
    { when: "mode nftables opens primary addresses alone", seen: withAddresses([], "nftables"), verdict: "pass" },
    { when: "the node has no external address", seen: hardened(), verdict: "pass", says: /no external address/ },
    {
      when: "no Service has a NodePort",
      seen: withInventory(publicNode, { services: [] }),
      verdict: "pass",
      says: /no Service has one/,
    },
    {
      when: "Services could not be listed",
      seen: withInventory(publicNode, { services: null }),
      verdict: "unknown",
      says: /Services could not be listed/,
    },
    {
      when: "kube-proxy is replaced",
      seen: withInventory(publicNode, { kubeProxy: null }),
      verdict: "unknown",
      says: /Cilium/,
    },
    {
      when: "OVN-Kubernetes runs the network",
      seen: withNode(withInventory(publicNode, { kubeProxy: null }), "cp-1", { distribution: "openshift" }),
      verdict: "not-applicable",
    },
    {
      when: "the node is gone",
      seen: withInventory(hardened(), { nodes: [] }),
      subject: { kind: "Node", uid: "uid-cp-1", name: "cp-1", node: "cp-1", port: 10249 },
      verdict: "not-applicable",
    },
  ]);

  it("verifies at the external address and a declared port", () => {
    const { values = {} } = judgeRow(check, { seen: publicNode });
    assert.equal(
      check.remediate(contextFor({ values })).verify.command,
      "curl -s -m 3 -o /dev/null http://198.51.100.7:32555/; echo rc=$?",
    );
  });

  it("takes UDP silence neither for an answer nor for a filter (naabu#603, naabu#539)", () => {
    const ports = [{ name: null, port: 53, targetPort: "53", nodePort: 32053, protocol: "UDP" as const }];
    const silent = withPort(withInventory(publicNode, { services: [service({ ports })] }), "cp-1", 32053, {
      state: "open|filtered",
      protocol: "UDP",
      address: external,
    });
    const { reason, severity } = judgeRow(check, { seen: fromVantage(silent, "internet") });
    assert.doesNotMatch(reason, /answers there|filter in front/);
    assert.equal(severity, "medium");
  });

  it("tells whether an address lies in a range, in both families", () => {
    assert.ok(isWithin("10.1.2.3", "10.0.0.0/8") && !isWithin("11.1.2.3", "10.0.0.0/8"));
    assert.ok(isWithin("10.0.0.129", "10.0.0.128/25") && !isWithin("10.0.0.127", "10.0.0.128/25"));
    assert.ok(isWithin("2001:db8::1", "2001:0db8::/32") && !isWithin("2001:db9::1", "2001:db8::/32"));
    assert.ok(isWithin("::1", "::/0") && isWithin("192.0.2.1", "0.0.0.0/0"));
    assert.ok(!isWithin("192.0.2.1", "::/0") && !isWithin("name", "0.0.0.0/0"));
    assert.ok(isWithin("192.0.2.1", "192.0.2.1") && !isWithin("192.0.2.2", "192.0.2.1"));
  });
});
