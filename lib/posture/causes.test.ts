import assert from "node:assert/strict";
import { test } from "node:test";
import type { ClusterChangeKind } from "../domain/memory.ts";
import { effectOfSetting } from "./cause-of-setting.ts";
import { type CauseEntry, type ExplainedChange, rankCauses } from "./causes.ts";

const entry = (
  kind: ClusterChangeKind,
  facts: Record<string, unknown> = {},
  port: number | null = null,
): CauseEntry => ({
  id: `${kind} ${facts.name ?? ""}`.trim(),
  at: "2026-11-01T02:00:00.000Z",
  kind,
  port,
  protocol: port === null ? null : "TCP",
  message: kind,
  facts,
});

const setting = (component: string, name: string, before: unknown, after: unknown) =>
  entry("setting-changed", { component, name, before, after });

const told = (change: Partial<ExplainedChange>, ...entries: CauseEntry[]) =>
  rankCauses({ kind: "opened", port: 10255, services: [null, "kubelet"], ...change }, entries).map(
    ({ id, relation }) => `${id}: ${relation}`,
  );

test("readOnlyPort explains that 10255 opened or closed, and says nothing of another port", () => {
  const opens = setting("kubelet", "readOnlyPort", 0, 10255);
  assert.deepEqual(told({}, opens), ["setting-changed readOnlyPort: explains"]);
  assert.deepEqual(told({ kind: "closed" }, setting("kubelet", "readOnlyPort", 10255, 0)), [
    "setting-changed readOnlyPort: explains",
  ]);
  assert.deepEqual(told({ kind: "closed" }, opens), ["setting-changed readOnlyPort: same-time"]);
  assert.deepEqual(told({ port: 10250 }, opens), ["setting-changed readOnlyPort: same-time"]);
  assert.deepEqual(told({ port: 2379, services: ["etcd"] }, opens), []);
});

test("an upgrade is only ever something that happened at the same time, after what explains the change", () => {
  assert.deepEqual(
    told({}, entry("cluster-upgraded"), entry("kubelet-upgraded"), setting("kubelet", "readOnlyPort", 0, 10255)),
    ["setting-changed readOnlyPort: explains", "kubelet-upgraded: same-time", "cluster-upgraded: same-time"],
  );
});

test("a Service explains its own NodePort", () => {
  const nodePort = { kind: "opened", port: 31337, services: [null] } as const;
  assert.deepEqual(told(nodePort, entry("service-created", {}, 31337)), ["service-created: explains"]);
  assert.deepEqual(told(nodePort, entry("service-created", {}, 31338)), []);
  assert.deepEqual(told({ ...nodePort, kind: "closed" }, entry("service-removed", {}, 31337)), [
    "service-removed: explains",
  ]);
  assert.deepEqual(told({ ...nodePort, kind: "closed" }, entry("service-created", {}, 31337)), [
    "service-created: same-time",
  ]);
});

test("another machine of the same name explains whatever is other on it", () => {
  for (const kind of ["opened", "closed", "changed"] as const) {
    assert.deepEqual(told({ kind }, entry("node-replaced")), ["node-replaced: explains"]);
  }
  assert.deepEqual(told({}, entry("node-returned")), ["node-returned: same-time"]);
});

test("a bind address that leaves loopback opens the port, and one that goes there closes it", () => {
  const of = (name: string, before: string, after: string) => ({
    component: "kube-proxy" as const,
    name,
    before,
    after,
  });
  assert.equal(effectOfSetting(of("metricsBindAddress", "127.0.0.1:10249", "0.0.0.0:10249"), 10249), "opens");
  assert.equal(effectOfSetting(of("metricsBindAddress", "0.0.0.0:10249", "127.0.0.1:10249"), 10249), "closes");
  assert.equal(effectOfSetting(of("metricsBindAddress", "0.0.0.0:10249", "[::]:10249"), 10249), null);
  const kubelet = { component: "kubelet", name: "address", before: "127.0.0.1", after: "0.0.0.0" } as const;
  assert.equal(effectOfSetting(kubelet, 10250), "opens");
  assert.equal(effectOfSetting(kubelet, 10248), null);
});

test("URLs that a component listens on name their ports", () => {
  const urls = (before: string, after: string) =>
    ({ component: "etcd", name: "listen-metrics-urls", before, after }) as const;
  assert.equal(effectOfSetting(urls("http://127.0.0.1:2381", "http://0.0.0.0:2381"), 2381), "opens");
  const less = urls("https://127.0.0.1:2379,https://10.0.0.4:2379", "https://127.0.0.1:2379");
  assert.equal(effectOfSetting(less, 2379), "closes");
  assert.equal(effectOfSetting(less, 2380), null);
});

test("who is let in explains another answer, not that a port opened", () => {
  const anonymous = setting("kubelet", "authentication.anonymous.enabled", false, true);
  const kubelet = { port: 10250, services: ["kubelet", "kubelet"] };
  assert.deepEqual(told({ ...kubelet, kind: "changed" }, anonymous), [
    "setting-changed authentication.anonymous.enabled: explains",
  ]);
  assert.deepEqual(told({ ...kubelet, kind: "opened" }, anonymous), [
    "setting-changed authentication.anonymous.enabled: same-time",
  ]);
});

test("a kubelet that listens elsewhere is known by what answers", () => {
  const moved = setting("kubelet", "port", 10250, 10350);
  assert.deepEqual(told({ port: 10350, services: [null, "kubelet"] }, moved), ["setting-changed port: explains"]);
  assert.deepEqual(told({ port: 10250, kind: "closed", services: ["kubelet", null] }, moved), [
    "setting-changed port: explains",
  ]);
});

test("entries that have nothing to do with ports are left out", () => {
  assert.deepEqual(told({}, entry("rules-changed"), entry("clock-went-back"), entry("port-opened", {}, 10255)), []);
});
