import assert from "node:assert/strict";
import { test } from "node:test";
import type { PortChange } from "../domain/memory.ts";
import type { DeclaredPort } from "../domain/previous-scan.ts";
import type { Coverage } from "../domain/scan-report.ts";
import { versionDirection } from "./change-draft.ts";
import { type ClusterAfter, type ClusterBefore, clusterChanges } from "./cluster-changes.ts";
import { nodeBefore, reportAfter } from "./cluster-changes-fixture.ts";

const coverage = (checked: number, lost: string[] = []): Coverage => ({
  nodes: { known: 3, checked, unreachable: ["a", "b", "c"].slice(checked) },
  probes: { planned: 1, done: 1, failed: 0 },
  lost: lost.map((need) => ({ need, checks: [], why: "forbidden", grant: null })),
});

function changesOf(before: Partial<ClusterBefore>, after: Partial<ClusterAfter>) {
  return clusterChanges(
    { nodes: [nodeBefore("a")], version: "v1.33.1", declaredPorts: null, coverage: null, ...before },
    {
      ...{ report: reportAfter({ nodes: ["a"] }), nodeId: (name) => `id-${name}`, namesEveryNode: true },
      ...{ ports: [], rules: null, clockWentBackMs: null, ...after },
    },
  );
}

const kinds = (of: ReturnType<typeof changesOf>) => of.map(({ kind }) => kind);
const vantage = { name: "scanner", kind: "worker-node" as const };

function port(number: number, before: PortChange["before"]["state"], after: PortChange["after"]["state"]): PortChange {
  const reading = (state: PortChange["after"]["state"]) => ({ state, service: "kubelet", answerId: null });
  const place = { targetId: 1, nodeId: "id-a", address: "127.0.0.1", port: number, protocol: "TCP" as const, vantage };
  return { ...place, before: reading(before), after: reading(after), since: "2026-11-01T00:00:00.000Z" };
}

const declared = (name: string, number: number): DeclaredPort => ({
  ...{ port: number, protocol: "TCP", via: "NodePort", service: { uid: `uid-${name}`, namespace: "shop", name } },
});

test("a scan in which nothing changed makes no entry", () => {
  assert.deepEqual(changesOf({}, {}), []);
});

test("the first scan of a cluster makes no flood of nodes, settings and Services", () => {
  const first = { nodes: [], version: null, declaredPorts: null, coverage: null };
  const report = reportAfter({ nodes: ["a", "b"], declaredPorts: [declared("web", 30080)] });
  assert.deepEqual(changesOf(first, { report }), []);
});

test("the cluster's version goes up, down, or nowhere that can be told", () => {
  assert.deepEqual(kinds(changesOf({ version: "v1.32.4" }, {})), ["cluster-upgraded"]);
  assert.equal(changesOf({ version: "v1.34.0" }, {})[0]?.facts.direction, "down");
  assert.deepEqual(kinds(changesOf({ version: null }, {})), []);
  assert.equal(versionDirection("v1.9.0", "v1.10.0"), "up");
  assert.equal(versionDirection("v1.33.1+k3s1", "v1.33.1+k3s2"), "other");
});

test("a Service's NodePort comes and goes, and not when Services could not be read", () => {
  const report = reportAfter({ nodes: ["a"], declaredPorts: [declared("web", 30080), declared("debug", 31337)] });
  const before = [declared("web", 30080), declared("old", 30081)];
  const changes = changesOf({ declaredPorts: before }, { report });
  assert.deepEqual(
    changes.map(({ kind, port: number, message }) => [kind, number, message]),
    [
      ["service-removed", 30081, "Service shop/old no longer declares NodePort 30081/TCP"],
      ["service-created", 31337, "Service shop/debug declares NodePort 31337/TCP"],
    ],
  );
  assert.deepEqual(changesOf({ declaredPorts: null }, { report }), []);
  assert.deepEqual(
    changesOf({ declaredPorts: before }, { report: reportAfter({ nodes: ["a"], declaredPorts: null }) }),
    [],
  );
});

test("a scan that saw less says by how many nodes and by which permissions", () => {
  const saw = (checked: number, lost: string[] = []) =>
    changesOf({ coverage: coverage(3) }, { report: reportAfter({ nodes: ["a"], coverage: coverage(checked, lost) }) });
  assert.deepEqual(saw(3), []);
  assert.equal(saw(1)[0]?.message, "1 of 3 nodes checked, 3 by the complete scan before.");
  assert.deepEqual(saw(1)[0]?.facts.unreachable, ["b", "c"]);
  assert.match(saw(3, ["list services"])[0]?.message ?? "", /list services/);
  const again = { report: reportAfter({ nodes: ["a"], coverage: coverage(1, ["list services"]) }) };
  assert.deepEqual(changesOf({ coverage: coverage(1, ["list services"]) }, again), []);
});

test("rules that changed and a clock that went back are entries", () => {
  const rules = { added: ["x"], removed: [], changed: ["y", "z"] };
  assert.equal(changesOf({}, { rules })[0]?.message, "Checks: 1 new, 2 changed");
  assert.deepEqual(changesOf({}, { rules: { added: [], removed: [], changed: [] } }), []);
  assert.equal(changesOf({}, { clockWentBackMs: 90_000 })[0]?.message.includes("90 s"), true);
  assert.deepEqual(changesOf({}, { clockWentBackMs: 0 }), []);
});

test("a port opens, closes, or changes otherwise", () => {
  const ports = [port(1, "closed", "open"), port(2, "open", "filtered"), port(3, "closed", "filtered")];
  const changes = changesOf({}, { ports });
  assert.deepEqual(kinds(changes), ["port-opened", "port-closed", "port-changed"]);
  assert.equal(changes[0]?.message, "1/TCP kubelet of a (127.0.0.1) from scanner: closed (kubelet) → open (kubelet)");
  assert.equal(changes[0]?.nodeId, "id-a");
});

test("a port of which nothing is known on one side neither opened nor closed", () => {
  const changes = changesOf({}, { ports: [port(1, null, "open"), port(2, "open", null)] });
  assert.deepEqual(kinds(changes), ["port-changed", "port-changed"]);
  assert.match(changes[1]?.message ?? "", /could no longer be told/);
});

test("more than fifty ports of one node at once are one entry with a count", () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => port(index + 1, "open", "filtered"));
  assert.equal(changesOf({}, { ports: many(50) }).length, 50);
  const [entry, ...rest] = changesOf({}, { ports: many(51) });
  assert.deepEqual(rest, []);
  assert.equal(entry?.kind, "port-closed");
  assert.deepEqual([entry?.facts.count, entry?.facts.ports, entry?.port], [51, "1-51", null]);
});
