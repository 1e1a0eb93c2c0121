import assert from "node:assert/strict";
import { test } from "node:test";
import type { EffectiveSetting } from "../domain/setting.ts";
import { kubeletSetting, nodeAfter, nodeBefore, reportAfter } from "./cluster-changes-fixture.ts";
import { settingChanges } from "./setting-changes.ts";

const setting = kubeletSetting;

function changesOf(
  before: EffectiveSetting[],
  after: EffectiveSetting[],
  outcome: "complete" | "partial" = "complete",
) {
  const report = reportAfter({ nodes: [nodeAfter("a", { settings: after })], outcome });
  return settingChanges([nodeBefore("a", { settings: before })], report, (name) => `id-${name}`);
}

test("a setting with another value is an entry with both values and the source that decided", () => {
  const [entry, ...rest] = changesOf([setting("readOnlyPort", 0)], [setting("readOnlyPort", 10255)]);
  assert.deepEqual(rest, []);
  assert.equal(entry?.message, "kubelet of a: readOnlyPort 0 → 10255 (the configz)");
  const facts = { component: "kubelet", name: "readOnlyPort", before: 0, after: 10255 };
  assert.deepEqual(entry?.facts, { ...facts, source: "the configz", decidedBy: "configz" });
});

test("the same value from another source, and lists in another order, changed nothing", () => {
  const suites = (...list: string[]) => setting("tlsCipherSuites", list);
  assert.deepEqual(changesOf([setting("port", 10250)], [setting("port", 10250, ["wire", "configz"])]), []);
  assert.deepEqual(changesOf([suites("A", "B")], [suites("B", "A")]), []);
});

test("what could no longer be read is an entry of its own and never a change to nothing", () => {
  const before = [setting("readOnlyPort", 0), setting("port", 10250)];
  const [entry, ...rest] = changesOf(before, [setting("readOnlyPort", null, []), setting("port", null, [])]);
  assert.deepEqual(rest, []);
  assert.equal(entry?.kind, "scan-saw-less");
  assert.equal(entry?.message, "2 settings of kubelet of a could no longer be read: not asked");
  assert.equal(changesOf(before, [])[0]?.kind, "scan-saw-less");
});

test("a scan that ended early says nothing of what it did not come to", () => {
  assert.deepEqual(changesOf([setting("port", 10250)], [setting("port", null, [])], "partial"), []);
});

test("a weaker source that decides because the stronger was not asked is no change", () => {
  const [entry] = changesOf([setting("readOnlyPort", 10255)], [setting("readOnlyPort", 0, ["default"])]);
  assert.equal(entry?.kind, "scan-saw-less");
  assert.deepEqual(changesOf([setting("readOnlyPort", 0, ["default"])], [setting("readOnlyPort", 10255)]), []);
});

test("a stronger file that is new decides and is a change", () => {
  const [entry] = changesOf([setting("port", 1, ["file"])], [setting("port", 2, ["drop-in", "file"])]);
  assert.equal(entry?.kind, "setting-changed");
});

test("the wire proves a change against what the component said of itself, and nothing by its silence", () => {
  const own = setting("readOnlyPort", 0, ["configz"]);
  assert.equal(changesOf([own], [setting("readOnlyPort", 10255, ["wire"])])[0]?.kind, "setting-changed");
  assert.deepEqual(
    changesOf([setting("readOnlyPort", 10255, ["wire"])], [setting("readOnlyPort", 0, ["default"])]),
    [],
  );
});

test("many nodes that lose sight for one reason are one entry", () => {
  const names = Array.from({ length: 11 }, (_, index) => `node-${index}`);
  const before = names.map((name) => nodeBefore(name, { settings: [setting("port", 10250)] }));
  const nodes = names.map((name) => nodeAfter(name, { settings: [setting("port", null, [])] }));
  const changes = settingChanges(before, reportAfter({ nodes }), (name) => name);
  assert.deepEqual(
    changes.map(({ message, nodeId }) => [message, nodeId]),
    [["kubelet port of 11 nodes could no longer be read: not asked", null]],
  );
});

test("a node that was replaced or never read has nothing to compare with", () => {
  const report = reportAfter({ nodes: [nodeAfter("a", { uid: "new", settings: [setting("port", 1)] })] });
  assert.deepEqual(
    settingChanges([nodeBefore("a", { settings: [setting("port", 2)] })], report, () => null),
    [],
  );
});
