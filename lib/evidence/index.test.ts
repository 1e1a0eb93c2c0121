import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Observation, Sweep } from "../domain/observation.ts";
import { defaultVantage } from "../domain/vantage.ts";
import { buildEvidence } from "./index.ts";

const at = "2026-11-21T08:00:00.000Z";
const address = "192.0.2.21";

function seen(port: number, state: Observation["state"], changes: Partial<Observation> = {}): Observation {
  const base = { node: "worker-1", address, protocol: "TCP" as const, service: null, vantage: defaultVantage, at };
  return { ...base, port, state, rttMs: null, reason: null, ...changes };
}

function sweep(ports: string, counts: Partial<Pick<Sweep, "open" | "closed" | "filtered" | "failed">>): Sweep {
  const base = { node: "worker-1", address, protocol: "TCP" as const, vantage: defaultVantage, at };
  return { ...base, ports, open: 0, closed: 0, filtered: 0, failed: 0, ...counts };
}

function evidence(observations: Observation[], sweeps: Sweep[] = []) {
  return buildEvidence({
    inventory: {
      cluster: {
        name: "sample",
        uid: null,
        version: null,
        distribution: "unknown",
        source: "inventory",
        endpoint: null,
        caBundle: null,
        podCIDRs: [],
        serviceCIDR: null,
        nodePortRange: [30000, 32767],
      },
      at,
      nodes: [],
      services: null,
      hostPorts: null,
      staticPods: null,
      kubeletConfigs: {},
      certificateSigningRequests: null,
      kubeProxy: null,
      anonymousBindings: null,
      namespaces: null,
      pods: null,
      workloads: null,
      endpoints: null,
      networkPolicies: null,
      rbac: null,
      admission: null,
      apiServices: null,
      consumers: null,
      settingSources: [],
      nodeReports: [],
      lost: [],
    },
    observations,
    sweeps,
    problems: [],
    vantage: defaultVantage,
    profile: "standard",
    now: new Date(at),
    authorizationProofs: false,
  });
}

describe("state of a port", () => {
  const other = { address: "198.51.100.7" };
  const cases: [string, Observation[], string][] = [
    ["open beats everything", [seen(1, "closed"), seen(1, "open", other), seen(1, "filtered")], "open"],
    ["open|filtered beats filtered", [seen(1, "filtered"), seen(1, "open|filtered", other)], "open|filtered"],
    ["filtered beats closed", [seen(1, "closed"), seen(1, "filtered", other)], "filtered"],
    ["a probe that broke is never closed", [seen(1, "closed"), seen(1, null, other)], "failed"],
    ["a port whose only probe broke has failed", [seen(1, null)], "failed"],
    ["closed everywhere is closed", [seen(1, "closed"), seen(1, "closed", other)], "closed"],
    ["a port nobody probed was not looked at", [], "not-looked"],
    ["another protocol says nothing", [seen(1, "open", { protocol: "UDP" })], "not-looked"],
  ];
  for (const [name, observations, state] of cases)
    test(name, () => assert.equal(evidence(observations).stateOf("worker-1", 1), state));
});

describe("state of a swept port without an observation", () => {
  const range = "30000-30009";
  const listed = [seen(30001, "open")];
  const cases: [string, Observation[], Sweep, string][] = [
    ["is closed when the sweep found nothing else", listed, sweep(range, { open: 1, closed: 9 }), "closed"],
    ["is filtered when nothing was closed", [], sweep(range, { filtered: 10 }), "filtered"],
    ["is filtered when some filtered port is not listed", [], sweep(range, { closed: 8, filtered: 2 }), "filtered"],
    ["is failed when every probe broke", [], sweep(range, { failed: 10 }), "failed"],
    ["is failed when a broken probe is not listed", listed, sweep(range, { open: 1, closed: 8, failed: 1 }), "failed"],
    ["is not looked at when the sweep was cut short", [], sweep(range, { closed: 4 }), "not-looked"],
    ["is not looked at outside the range", [], sweep("30000-30004,31000", { closed: 6 }), "not-looked"],
    ["is not looked at when the ports are unreadable", [], sweep("all", { closed: 6 }), "not-looked"],
  ];
  for (const [name, observations, swept, state] of cases)
    test(name, () => {
      const built = evidence(observations, [swept]);
      assert.equal(built.stateOf("worker-1", 30007), state);
      assert.equal(built.looked("worker-1", 30007), state !== "not-looked");
    });

  test("is closed when every filtered and failed port is listed", () => {
    const built = evidence(
      [seen(10250, "filtered"), seen(30002, null)],
      [sweep("10250,30000-30009", { closed: 9, filtered: 1, failed: 1 })],
    );
    assert.equal(built.stateOf("worker-1", 30007), "closed");
    assert.equal(built.stateOf("worker-1", 30002), "failed");
    assert.equal(built.stateOf("worker-1", 10250), "filtered");
  });

  test("is what the sweep says of exactly this port, whatever the counts are", () => {
    const states = { closed: "30000-30006,30008-30009", filtered: "30007" };
    const built = evidence(listed, [{ ...sweep(range, { open: 1, closed: 8, filtered: 1 }), states }]);
    assert.deepEqual(
      [30000, 30007, 30009, 30010].map((port) => built.stateOf("worker-1", port)),
      ["closed", "filtered", "closed", "not-looked"],
    );
  });

  test("takes the most open of all addresses", () => {
    const outside = { ...sweep(range, { filtered: 10 }), address: "198.51.100.7" };
    const built = evidence(listed, [sweep(range, { open: 1, closed: 9 }), outside]);
    assert.equal(built.stateOf("worker-1", 30007), "filtered");
    assert.equal(built.stateOf("worker-1", 30001), "open");
  });
});

describe("look-ups", () => {
  const kubelet = seen(10250, "open", { service: "kubelet" });
  const elsewhere = seen(10250, "open", { service: "kubelet", node: "worker-2", address: "192.0.2.22" });
  const endpoint = seen(6443, "open", { node: null, service: "kube-apiserver" });

  test("finds observations by port, node and service", () => {
    const built = evidence([kubelet, elsewhere, endpoint]);
    assert.deepEqual(built.at("worker-1", 10250), [kubelet]);
    assert.deepEqual(built.ofNode(null), [endpoint]);
    assert.deepEqual(built.speaking("kubelet"), [kubelet, elsewhere]);
    assert.deepEqual(built.speaking("kubelet", "worker-2"), [elsewhere]);
    assert.deepEqual(built.speaking("kubelet", null), []);
  });

  test("a node is reachable when any TCP port answered, by a listed port or by a count", () => {
    assert.equal(evidence([seen(1, "closed")]).reachable("worker-1"), true);
    assert.equal(evidence([], [sweep("1-2", { closed: 1, filtered: 1 })]).reachable("worker-1"), true);
    assert.equal(evidence([seen(1, "filtered"), seen(2, null)]).reachable("worker-1"), false);
    assert.equal(evidence([], [sweep("1-2", { filtered: 2 })]).reachable("worker-1"), false);
    assert.equal(evidence([seen(1, "closed", { protocol: "UDP" })]).reachable("worker-1"), false);
  });

  test("a configuration that nobody read is unknown and names the permission", () => {
    const answer = evidence([]).kubeletConfig("constructor");
    assert.equal(answer.status, "unknown");
    assert.equal(answer.status === "unknown" && answer.need, "get nodes/configz");
  });

  test("a thousand nodes with full sweeps are judged within a second", () => {
    const names = Array.from({ length: 1000 }, (_, index) => `worker-${index}`);
    const sweeps = names.map((node) => ({ ...sweep("30000-32767", { closed: 2768 }), node }));
    const built = evidence(
      names.map((node) => seen(10250, "open", { node, service: "kubelet" })),
      sweeps,
    );
    const started = performance.now();
    for (const node of names) {
      assert.equal(built.speaking("kubelet", node).length, 1);
      for (let port = 30000; port < 30100; port++) assert.equal(built.stateOf(node, port), "closed");
    }
    assert.ok(performance.now() - started < 1000);
  });
});
