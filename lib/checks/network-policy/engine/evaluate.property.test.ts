import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { ClusterPolicy } from "../../../domain/cluster-policy.ts";
import { canonicalAddress, hostNetworkOf, inBlock, inNetwork, isAddress } from "./address.ts";
import { type Connection, type Dialect, evaluate, worldOf } from "./index.ts";
import { pods, sampleInventory } from "./sample-world.ts";

const label = fc.constantFrom("web", "api", "db", "probe");
const selector = fc.oneof(
  fc.constant({}),
  label.map((app) => ({ matchLabels: { app } })),
);
const peer = fc.oneof(
  selector.map((podSelector) => ({ podSelector })),
  selector.map((podSelector) => ({ namespaceSelector: {}, podSelector })),
  fc.constantFrom("0.0.0.0/0", "10.0.0.0/8", "192.0.2.0/24").map((cidr) => ({ ipBlock: { cidr } })),
);
const ports = fc.array(fc.record({ port: fc.constantFrom(80, 443, 10250) }), { maxLength: 2 });
const rules = (key: "from" | "to") =>
  fc.array(fc.record({ [key]: fc.array(peer, { maxLength: 2 }), ports }), { maxLength: 2 });
const spec = fc.record({
  podSelector: selector,
  policyTypes: fc.constantFrom(["Ingress"], ["Egress"], ["Ingress", "Egress"]),
  ingress: rules("from"),
  egress: rules("to"),
});
const policies = fc.array(spec, { maxLength: 4 }).map((specs) =>
  specs.map(
    (entry, index): ClusterPolicy => ({
      kind: "NetworkPolicy",
      uid: `${index}`,
      namespace: "shop",
      name: `p${index}`,
      spec: entry,
      createdAt: null,
    }),
  ),
);
const end = fc.constantFrom(...Object.values(pods).filter(({ hostNetwork }) => !hostNetwork));
const connection = fc.record({
  from: end.map((pod) => ({ kind: "pod" as const, pod })),
  to: end.map((pod) => ({ kind: "pod" as const, pod })),
  port: fc.constantFrom(80, 443, 10250, 1),
  protocol: fc.constant("TCP" as const),
});

function judge(list: ClusterPolicy[], asked: Connection, dialect: Dialect = "api") {
  return evaluate(
    asked,
    worldOf(sampleInventory("", { networkPolicies: { policies: list, unread: [] } }), { dialect }),
  );
}

const open = { policyTypes: ["Ingress", "Egress"], podSelector: {}, ingress: [{}], egress: [{}] };

test("the order in which policies are listed changes nothing", () => {
  fc.assert(
    fc.property(policies, connection, (list, asked) => {
      assert.equal(judge(list, asked).verdict, judge(list.toReversed(), asked).verdict);
    }),
  );
});

test("a policy that allows everything opens its namespace, whatever else there is", () => {
  fc.assert(
    fc.property(policies, connection, (list, asked) => {
      const all: ClusterPolicy = {
        kind: "NetworkPolicy",
        uid: "all",
        namespace: "shop",
        name: "all",
        spec: open,
        createdAt: null,
      };
      assert.equal(judge([...list, all], asked).verdict, "allowed");
    }),
  );
});

test("a flow that policies deny stays denied under one more that allows nothing", () => {
  fc.assert(
    fc.property(policies, connection, (list, asked) => {
      if (judge(list, asked).verdict !== "denied") return;
      const none: ClusterPolicy = {
        kind: "NetworkPolicy",
        uid: "no",
        namespace: "shop",
        name: "no",
        spec: { podSelector: {} },
        createdAt: null,
      };
      assert.equal(judge([...list, none], asked).verdict, "denied");
    }),
  );
});

test("every engine gives Kubernetes policies between pods the same answer, but for blocks of addresses", () => {
  fc.assert(
    fc.property(policies, connection, (list, asked) => {
      const blocks = JSON.stringify(list).includes("ipBlock");
      const expected = judge(list, asked).verdict;
      assert.equal(judge(list, asked, "calico").verdict, expected);
      if (!blocks) assert.equal(judge(list, asked, "cilium").verdict, expected);
    }),
  );
});

test("a policy of any shape is survived and answered", () => {
  const kinds = [
    "NetworkPolicy",
    "CiliumNetworkPolicy",
    "CalicoNetworkPolicy",
    "AdminNetworkPolicy",
    "ClusterNetworkPolicy",
  ] as const;
  const shape = fc.dictionary(
    fc.constantFrom(
      "podSelector",
      "endpointSelector",
      "selector",
      "subject",
      "ingress",
      "egress",
      "egressDeny",
      "types",
      "policyTypes",
      "tier",
      "order",
      "priority",
    ),
    fc.jsonValue().filter((value) => value !== null) as fc.Arbitrary<unknown>,
  );
  fc.assert(
    fc.property(shape, connection, fc.constantFrom<Dialect>("api", "cilium", "calico"), (value, asked, dialect) => {
      const list = kinds.map(
        (kind): ClusterPolicy => ({ kind, uid: kind, namespace: "shop", name: kind, spec: value, createdAt: null }),
      );
      assert.match(judge(list, asked, dialect).verdict, /^(allowed|denied|cannot-tell)$/);
    }),
  );
});

test("an address is in its own network, and an exception takes it out", () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
      fc.pre(isAddress(text));
      const address = canonicalAddress(text);
      assert.equal(inNetwork(text, hostNetworkOf(address)), true);
      assert.equal(inBlock(text, address.includes(":") ? "::/0" : "0.0.0.0/0", [hostNetworkOf(address)]), false);
    }),
  );
});
