import assert from "node:assert/strict";
import { test } from "node:test";
import type { EffectiveSetting, SettingReading } from "../../lib/domain/setting.ts";
import { standingOf } from "./reading-standing.ts";

function reading(kind: SettingReading["kind"], value: SettingReading["value"]): SettingReading {
  return { kind, source: kind, value, at: null };
}

function settingOf(changes: Partial<EffectiveSetting>): EffectiveSetting {
  return {
    component: "kubelet",
    node: "worker-1",
    name: "readOnlyPort",
    value: 0,
    decidedBy: null,
    why: "",
    readings: [],
    contradiction: null,
    ...changes,
  };
}

const standings = (setting: EffectiveSetting) => setting.readings.map((one) => standingOf(one, setting));

test("one source has decided, and of the others each agrees, is overruled or is silent", () => {
  const readings = [reading("configz", 0), reading("file", 0), reading("configmap", 10255), reading("node-args", null)];
  const setting = settingOf({ value: 0, decidedBy: "configz", readings });
  assert.deepEqual(standings(setting), ["decided", "agrees", "overruled", "silent"]);
});

test("where the wire shows a contradiction, what says otherwise contradicts, and a default does not", () => {
  const readings = [reading("wire", 10255), reading("configmap", 0), reading("default", 0)];
  const setting = settingOf({ value: 10255, decidedBy: "wire", readings, contradiction: "the ConfigMap says 0" });
  assert.deepEqual(standings(setting), ["decided", "contradicts", "overruled"]);
});

test("a source of the deciding kind that does not name the setting has not decided it", () => {
  const readings = [reading("drop-in", null), reading("drop-in", 0)];
  assert.deepEqual(standings(settingOf({ decidedBy: "drop-in", readings })), ["silent", "decided"]);
});

test("lists are compared by what they hold, and a value that nobody told has no decider", () => {
  const readings = [reading("command-line", ["a", "b"]), reading("default", ["a", "b"])];
  const setting = settingOf({ value: ["a", "b"], decidedBy: "command-line", readings });
  assert.deepEqual(standings(setting), ["decided", "agrees"]);
  assert.deepEqual(standings(settingOf({ value: null, readings: [reading("file", null)] })), ["silent"]);
});
