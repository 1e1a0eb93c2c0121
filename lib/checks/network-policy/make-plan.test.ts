import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseAllDocuments } from "yaml";
import { contextFor } from "../sample-evidence.ts";
import { sampleInventory } from "./engine/sample-world.ts";
import { defaultDenyEgress, toYaml } from "./kubernetes-manifests.ts";
import { knownApiServers, nodeNetworks } from "./make-plan.ts";
import { planOf, planValues } from "./policy-plan.ts";
import { withoutEverything, withoutNodeNetworks } from "./rewrite-policy.ts";

const many = (count: number, of: (index: number) => string) => Array.from({ length: count }, (_, index) => of(index));

describe("networks of nodes", () => {
  it("are single addresses in a small cluster, of both families", () => {
    assert.deepEqual(nodeNetworks(["192.0.2.2", "2001:db8::2", "node-1"]), ["192.0.2.2/32", "2001:db8::2/128"]);
  });
  it("are the narrowest few networks in a large one", () => {
    assert.deepEqual(nodeNetworks(many(100, (index) => `192.0.2.${index}`)), ["192.0.2.0/24"]);
    const wide = nodeNetworks(many(200, (index) => `10.0.${index}.1`));
    assert.equal(wide[0], "10.0.0.0/22");
    assert.equal(wide.length, 50);
  });
});

describe("addresses of the API server", () => {
  it("are the endpoints of its Service", () => {
    assert.deepEqual(knownApiServers(sampleInventory("")), [{ address: "192.0.2.10", port: 6443 }]);
  });
  it("are the control plane's at the port of the API's address where endpoints could not be read", () => {
    const inventory = sampleInventory("", { endpoints: null });
    inventory.cluster.endpoint = "https://[2001:db8::1]:8443";
    assert.deepEqual(knownApiServers(inventory), [
      { address: "192.0.2.10", port: 8443 },
      { address: "2001:db8::1", port: 8443 },
    ]);
  });
});

describe("a plan", () => {
  it("is the same after its way through the values of a judgement", () => {
    const plan = planOf(contextFor());
    assert.deepEqual(planOf(contextFor({ values: planValues({ ...plan, nodes: ["192.0.2.0/24"] }) })), {
      ...plan,
      nodes: ["192.0.2.0/24"],
    });
  });
  it("opens the API server's ports everywhere rather than cut it off where no address is known", () => {
    const plan = planOf(contextFor({ controlPlaneAddresses: [], values: { plan: "no JSON" } }));
    assert.match(toYaml(...defaultDenyEgress(plan)), /- ports:\n +- protocol: TCP\n +port: 443/);
  });
  it("writes names that no YAML reader takes for something else", () => {
    const plan = { ...planOf(contextFor()), namespaces: ["true", "1e3", "a: b"] };
    const names = parseAllDocuments(toYaml(...defaultDenyEgress(plan))).map(
      (document) => document.toJS().metadata.namespace,
    );
    assert.deepEqual(names, ["true", "1e3", "a: b"]);
  });
});

describe("a rewritten policy", () => {
  const policy = (egress: unknown) => ({
    kind: "NetworkPolicy" as const,
    uid: "p",
    namespace: "shop",
    name: "out",
    spec: { podSelector: {}, egress },
    createdAt: null,
  });
  const rewritten = (egress: unknown) => withoutNodeNetworks(policy(egress), ["192.0.2.2/32", "192.0.2.3/32"], []).spec;

  it("excepts nodes inside a block and keeps what was excepted", () => {
    const { egress } = rewritten([{ to: [{ ipBlock: { cidr: "192.0.2.0/24", except: ["192.0.2.128/25"] } }] }]);
    const except = ["192.0.2.128/25", "192.0.2.2/32", "192.0.2.3/32"];
    assert.deepEqual(egress, [{ to: [{ ipBlock: { cidr: "192.0.2.0/24", except } }] }]);
  });
  it("drops a block that is nothing but a node, and never leaves a rule without peers, which is everybody", () => {
    const spec = rewritten([{ to: [{ ipBlock: { cidr: "192.0.2.2/32" } }] }]);
    assert.deepEqual(spec, { podSelector: {}, policyTypes: ["Ingress", "Egress"], egress: [] });
  });
  it("turns everybody into pods and all other addresses", () => {
    const { egress } = rewritten([{}]);
    const except = ["192.0.2.2/32", "192.0.2.3/32"];
    assert.deepEqual(egress, [
      { to: [{ namespaceSelector: {} }, { ipBlock: { cidr: "0.0.0.0/0", except } }, { ipBlock: { cidr: "::/0" } }] },
    ]);
  });
  it("loses the rule for everything on all ports and keeps the rest", () => {
    const rest = { to: [{ podSelector: {} }] };
    const ports = { ports: [{ port: 443 }], to: [{ ipBlock: { cidr: "0.0.0.0/0" } }] };
    const { spec } = withoutEverything(policy([{}, { to: [{ ipBlock: { cidr: "::/0" } }] }, rest, ports]), []);
    assert.deepEqual(spec.egress, [rest, ports]);
  });
});
