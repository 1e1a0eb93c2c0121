import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { SettingSource } from "../../domain/setting.ts";
import { at, contextFor, hardened, type Seen, withInventory, withNode } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { kubeProxyLocalnetBypass as check } from "./kube-proxy-localnet-bypass.ts";

const version = (kubeletVersion: string | null, seen = hardened()) => withNode(seen, "cp-1", { kubeletVersion });
const reported = (value: string | null, seen = hardened()): Seen =>
  withInventory(seen, {
    nodeReports: [
      {
        node: "cp-1",
        at,
        tool: "node-report 1",
        listeners: null,
        sysctls: value === null ? null : { "net.ipv4.conf.all.route_localnet": value },
        settings: [],
        certificates: null,
        connections: null,
        firewalls: null,
      },
    ],
  });
const configured = (values: SettingSource["values"], seen = hardened()) =>
  withInventory(seen, {
    kubeProxy: null,
    settingSources: [
      { component: "kube-proxy", node: null, kind: "configmap", name: "ConfigMap kube-proxy", at, values },
    ],
  });
const withoutProxy = withInventory(hardened(), { kubeProxy: null });

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "the version has the flaw",
      seen: version("v1.18.3"),
      verdict: "fail",
      severity: "high",
      says: /2020-8558/,
    },
    { when: "an older one has it", seen: version("v1.15.12"), verdict: "fail", severity: "high" },
    {
      when: "the flawed version runs in mode ipvs",
      seen: version("v1.17.6", configured({ mode: "ipvs" })),
      verdict: "fail",
      severity: "high",
    },
    { when: "the version has the fix", seen: version("v1.16.11"), verdict: "pass", says: /has the fix/ },
    { when: "a current one runs in mode iptables", seen: hardened(), verdict: "pass", says: /drops packets/ },
    {
      when: "mode nftables leaves the sysctl alone",
      seen: configured({ mode: "nftables" }),
      verdict: "pass",
      says: /mode nftables leaves/,
    },
    {
      when: "localhost has no NodePorts",
      seen: configured({ "iptables.localhostNodePorts": false }),
      verdict: "pass",
      says: /leaves/,
    },
    { when: "the kernel drops them", seen: reported("0", withoutProxy), verdict: "pass", says: /is 0 on cp-1/ },
    { when: "kube-proxy set the sysctl and guards it", seen: reported("1"), verdict: "pass", says: /drops packets/ },
    {
      when: "somebody else set the sysctl",
      seen: reported("1", configured({ mode: "nftables" })),
      verdict: "unknown",
      says: /whoever did may not guard it/,
    },
    { when: "kube-proxy's mode is not known", seen: withoutProxy, verdict: "unknown", says: /node report/ },
    { when: "the report has no sysctls", seen: reported(null, withoutProxy), verdict: "unknown" },
    { when: "the version is not known", seen: version(null), verdict: "unknown", says: /does not say its version/ },
    {
      when: "the node is gone",
      seen: withInventory(hardened(), { nodes: [] }),
      subject: { kind: "Node", uid: "uid-cp-1", name: "cp-1", node: "cp-1", port: 10249 },
      verdict: "not-applicable",
    },
  ]);

  it("gives a rule for the time until the upgrade, and how to take it out again", () => {
    const { steps, undo } = check.remediate(contextFor());
    assert.match(steps[0]?.code ?? "", /^iptables -I INPUT/);
    assert.match(undo ?? "", /^iptables -D INPUT/);
  });
});
