import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Inventory } from "../../domain/inventory.ts";
import { contextFor, hardened, type Seen, withInventory } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { nodeportRangeNondefault as check } from "./nodeport-range-nondefault.ts";
import { parseRange } from "./port-range.ts";
import { service, withServices } from "./sample-services.ts";

function withFlag(range: string | null, changes: Partial<Inventory> = {}): Seen {
  const flags: Record<string, string> = range === null ? {} : { "--service-node-port-range": range };
  const component = "kube-apiserver" as const;
  const pod = { node: "cp-1", namespace: "kube-system", name: "kube-apiserver-cp-1", component, flags, image: null };
  return withInventory(hardened(), { staticPods: [pod], ...changes });
}

const holding = (nodePort: number) =>
  withServices(service({ ports: [{ name: null, port: 80, targetPort: "80", nodePort, protocol: "TCP" }] }));
const onEks = (seen: Seen) => withInventory(seen, { cluster: { ...seen.inventory.cluster, distribution: "eks" } });
const reported = (value: string) => ({
  node: "worker-1",
  at: "2026-11-21T08:00:00.000Z",
  tool: "t",
  listeners: null,
  sysctls: { "net.ipv4.ip_local_port_range": value },
  settings: [],
  certificates: null,
  connections: null,
  firewalls: null,
});

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "it starts below 1024",
      seen: withFlag("80-32767"),
      verdict: "fail",
      severity: "medium",
      says: /etcd.*6443.*10248/,
    },
    {
      when: "it takes etcd's ports in",
      seen: withFlag("2000-2500"),
      verdict: "fail",
      severity: "medium",
      says: /etcd \(2379-2381\)/,
    },
    {
      when: "it reaches into outgoing ports",
      seen: withFlag("30000-33000"),
      verdict: "fail",
      severity: "medium",
      says: /outgoing connections \(32768-60999\)/,
    },
    { when: "it is only wider", seen: withFlag("20000-32767"), verdict: "fail", severity: "low", says: /wider/ },
    {
      when: "a node sends from ports that the range takes in",
      seen: withFlag("20000-32767", { nodeReports: [reported("15000\t61000")] }),
      verdict: "fail",
      severity: "medium",
      says: /15000-61000/,
    },
    {
      when: "a Service holds a port outside, though no flag can be read",
      seen: holding(8080),
      verdict: "fail",
      severity: "low",
      says: /is or was wider/,
    },
    { when: "a Service holds the API server's port", seen: onEks(holding(6443)), verdict: "fail", severity: "medium" },
    { when: "the flag is not set", seen: withFlag(null), verdict: "pass", says: /30000-32767/ },
    { when: "it is a part of the usual range", seen: withFlag("31000+100"), verdict: "pass" },
    { when: "no source tells", seen: hardened(), verdict: "unknown", says: /not known/ },
    {
      when: "pods could not be listed",
      seen: withInventory(hardened(), { staticPods: null, lost: [{ need: "list pods", why: "403", grant: "r" }] }),
      verdict: "unknown",
      says: /list pods/,
    },
    { when: "the provider runs the API server", seen: onEks(hardened()), verdict: "not-applicable", says: /provider/ },
  ]);

  it("reads the three notations of the flag and refuses others", () => {
    assert.deepEqual(parseRange("30000-32767"), [30_000, 32_767]);
    assert.deepEqual(parseRange("30000+10"), [30_000, 30_010]);
    assert.deepEqual(parseRange("30000"), [30_000, 30_000]);
    assert.equal(parseRange("32767-30000"), null);
    assert.equal(parseRange("any"), null);
  });

  it("does not tell OpenShift's owner to narrow a range that can only grow", () => {
    const { steps } = check.remediate(contextFor({ distribution: "openshift" }));
    assert.doesNotMatch(steps.map(({ code }) => code ?? "").join("\n"), /oc patch/);
  });
});
