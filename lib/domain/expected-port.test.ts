import assert from "node:assert/strict";
import { test } from "node:test";
import { expectationOf, nameMatches, type OpenPort, portRange } from "./expected-port.ts";
import type { BaselineEntry } from "./port-baseline.ts";

const now = new Date("2026-11-21T23:59:59Z");
const entry: BaselineEntry = { ports: "10250", protocol: "TCP", nodes: {}, because: "kubelet" };
const open: OpenPort = {
  node: "worker-1",
  role: "worker",
  distribution: "kubeadm",
  port: 10250,
  protocol: "TCP",
  vantages: ["pod"],
  services: [],
};
const kindOf = (entries: BaselineEntry[], port: Partial<OpenPort> = {}) =>
  expectationOf(entries, { ...open, ...port }, now).kind;

test("ports are one or a range, within what there is", () => {
  assert.deepEqual(portRange("22"), [22, 22]);
  assert.deepEqual(portRange("30000-32767"), [30000, 32767]);
  for (const wrong of ["0", "65536", "9-8", "22,23", "", "a", "-5", "1-70000"])
    assert.equal(portRange(wrong), null, wrong);
});

test("a star in a name stands for anything, and everything else for itself", () => {
  assert.ok(nameMatches("worker-*", "worker-12"));
  assert.ok(nameMatches("*-pool-*.eu", "a-pool-b.eu"));
  assert.ok(!nameMatches("worker-*", "x-worker-1"));
  assert.ok(!nameMatches("a.b*", "axb1"));
  assert.ok(!nameMatches("worker", "worker-1"));
});

test("an entry is about its protocol, role, distribution, name and Service", () => {
  assert.equal(kindOf([entry]), "expected");
  assert.equal(kindOf([{ ...entry, protocol: "UDP" }]), "unexpected");
  assert.equal(kindOf([{ ...entry, nodes: { role: "control-plane" } }]), "unexpected");
  assert.equal(kindOf([{ ...entry, nodes: { distribution: "k3s" } }]), "unexpected");
  assert.equal(kindOf([{ ...entry, nodes: { name: "worker-2" } }]), "unexpected");
  assert.equal(kindOf([{ ...entry, service: "a/b" }]), "unexpected");
  assert.equal(kindOf([{ ...entry, service: "a/b" }], { services: ["a/b"] }), "expected");
  assert.equal(kindOf([{ ...entry, service: "a/b" }], { services: null }), "unconfirmed");
});

test("it holds to the end of its last day, and one that holds wins over one that ended", () => {
  assert.equal(kindOf([{ ...entry, until: "2026-11-21" }]), "expected");
  assert.equal(kindOf([{ ...entry, until: "2026-11-20" }]), "expired");
  assert.equal(kindOf([{ ...entry, until: "2026-11-20" }, entry]), "expected");
});

test("the places of all entries count together, and those that none names are said", () => {
  const from = (...kinds: NonNullable<BaselineEntry["from"]>) => ({ ...entry, from: kinds });
  assert.equal(kindOf([from("control-plane"), from("pod")]), "expected");
  const seen = expectationOf([from("control-plane")], { ...open, vantages: ["pod", "control-plane"] }, now);
  assert.deepEqual(seen.kind === "elsewhere" && seen.unnamed, ["pod"]);
});
