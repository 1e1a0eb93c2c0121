import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { settingDiff } from "./setting-diff.ts";

const at = "2026-11-21T08:00:00.000Z";
const seen = (value: string | number | boolean | null) => ({ value, source: "/configz", at });

describe("the diff from the current to the wanted configuration", () => {
  test("is YAML for a kubelet, nested as its configuration is", () => {
    const current = {
      "authentication.anonymous.enabled": seen(true),
      "authorization.mode": seen("AlwaysAllow"),
    };
    const diff = settingDiff("kubelet", current, {
      "authentication.anonymous.enabled": false,
      "authorization.mode": "Webhook",
    });
    assert.equal(diff?.language, "yaml");
    assert.equal(diff?.basis, `/configz, read ${at}`);
    assert.deepEqual(diff?.lines, [
      { kind: "same", text: "authentication:" },
      { kind: "same", text: "  anonymous:" },
      { kind: "removed", text: "    enabled: true" },
      { kind: "added", text: "    enabled: false" },
      { kind: "same", text: "authorization:" },
      { kind: "removed", text: "  mode: AlwaysAllow" },
      { kind: "added", text: "  mode: Webhook" },
    ]);
  });

  test("is flags for a component that is set up by flags", () => {
    const diff = settingDiff("kube-apiserver", { profiling: seen(true) }, { profiling: false });
    assert.deepEqual(diff?.lines, [
      { kind: "removed", text: "--profiling=true" },
      { kind: "added", text: "--profiling=false" },
    ]);
  });

  test("says that a value is not known rather than guessing one", () => {
    const diff = settingDiff("kubelet", {}, { readOnlyPort: 0 });
    assert.equal(diff?.basis, "no source could be read");
    assert.deepEqual(diff?.lines, [
      { kind: "removed", text: "# readOnlyPort is not known" },
      { kind: "added", text: "readOnlyPort: 0" },
    ]);
  });

  test("says of a default that nobody set it, rather than taking a line out that nobody wrote", () => {
    const byDefault = (value: string | number | string[]) => ({
      value,
      source: "default of the kubelet",
      at: null,
      decidedBy: "default" as const,
    });
    const flags = settingDiff(
      "kube-apiserver",
      { "enable-admission-plugins": byDefault([]), profiling: { ...seen(true), decidedBy: "command-line" } },
      { "enable-admission-plugins": ["NodeRestriction"], profiling: false },
    );
    assert.deepEqual(flags?.lines, [
      { kind: "removed", text: "# --enable-admission-plugins is not set (default: empty)" },
      { kind: "removed", text: "--profiling=true" },
      { kind: "added", text: "--enable-admission-plugins=NodeRestriction" },
      { kind: "added", text: "--profiling=false" },
    ]);
    const yaml = settingDiff("kubelet", { readOnlyPort: byDefault(10255) }, { readOnlyPort: 0 });
    assert.equal(yaml?.basis, "default of the kubelet");
    assert.deepEqual(yaml?.lines, [
      { kind: "removed", text: "# readOnlyPort is not set (default: 10255)" },
      { kind: "added", text: "readOnlyPort: 0" },
    ]);
  });

  test("is none where nothing is to change", () => {
    assert.equal(settingDiff("kubelet", { readOnlyPort: seen(0) }, { readOnlyPort: 0 }), null);
  });
});
