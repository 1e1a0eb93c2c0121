import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, test } from "node:test";
import type { RemediationStep } from "../domain/remediation.ts";
import { type AffectedNode, rollout } from "./rollout.ts";

/** Stands for ssh and kubectl: writes down how it was called and what it was given, and fails for the named node. */
const recorder = `#!/usr/bin/env bash
echo "$(basename "$0") $*" >> "$CALLS"
if [ "$(basename "$0")" = ssh ]; then { echo "-- to $*"; cat; } >> "$GIVEN"; fi
case "$*" in *"$FAILS"*) exit 1 ;; esac
`;

const steps: RemediationStep[] = [
  {
    text: "Add these.",
    file: "/etc/rancher/k3s/config.yaml",
    language: "yaml",
    code: 'kubelet-arg:\n  - "anonymous-auth=false"',
  },
  { text: "Restart.", language: "bash", code: "sudo systemctl restart k3s-agent\nkubectl wait node/x" },
];

function affected(name: string, address: string, isControlPlane = false): AffectedNode {
  const subject = { kind: "Node" as const, uid: name, name };
  const places = { controlPlaneAddresses: [], podCIDRs: [], clusterName: "sample", values: {} };
  return {
    name,
    isControlPlane,
    remediation: { distribution: "k3s", summary: "Close it.", steps, verify: { command: "true", expect: "" } },
    context: { distribution: "k3s", subject, address, port: 10250, nodeName: name, ...places },
  };
}

const nodes = [
  affected("cp-1", "192.0.2.11", true),
  affected("worker-2", "192.0.2.22"),
  affected("worker-1", "192.0.2.21"),
  affected("it's; touch pwned", "192.0.2.23; touch pwned"),
];

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "breakwater-rollout-"));
  for (const program of ["ssh", "kubectl", "sleep"]) writeFileSync(join(folder, program), recorder, { mode: 0o755 });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the script with the stand-ins first on the path. `fails` is a word of the call that is to fail. */
function run(fails: string) {
  const { script } = rollout(nodes);
  assert.ok(script);
  const env = {
    ...process.env,
    PATH: `${folder}:${process.env.PATH}`,
    CALLS: join(folder, "calls"),
    GIVEN: join(folder, "given"),
    FAILS: fails,
  };
  const { status, stderr } = spawnSync("bash", ["-c", script], { cwd: folder, env, encoding: "utf8", timeout: 20_000 });
  const read = (name: string) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), "utf8") : "");
  return { status, stderr, calls: read("calls").trim().split("\n"), given: read("given") };
}

const bash = "sudo bash -euo pipefail -s";
const ssh = (address: string) => `ssh -- ${address} ${bash}`;
const ready = (node: string) => `kubectl wait --for=condition=Ready node/${node} --timeout=180s`;

describe("the script for all nodes, run by a real shell", () => {
  test("goes to one node after another, waits for each, and comes to the control plane last", () => {
    const { status, calls, stderr } = run("nothing fails");
    assert.equal(status, 0, stderr);
    const order = [
      ["192.0.2.23; touch pwned", "it's; touch pwned"],
      ["192.0.2.21", "worker-1"],
      ["192.0.2.22", "worker-2"],
      ["192.0.2.11", "cp-1"],
    ];
    // Between the two it lets the node settle: its kubelet has to be missed before Ready says anything.
    const each = order.flatMap(([address = "", name = ""]) => [ssh(address), "sleep 60", ready(name)]);
    assert.deepEqual(calls, each);
    assert.equal(existsSync(join(folder, "pwned")), false);
  });

  test("gives every node the fix, which is shell and carries the file whole", () => {
    const { given } = run("nothing fails");
    const fixes = given.split(/^-- to .*\n/m).slice(1);
    assert.equal(fixes.length, nodes.length);
    for (const fix of fixes) {
      assert.equal(spawnSync("bash", ["-n"], { input: fix }).status, 0);
      assert.match(
        fix,
        /cat > \/etc\/rancher\/k3s\/config\.yaml\.d\/90-breakwater[\w-]*\.yaml <<'BREAKWATER'\nkubelet-arg\+:/,
      );
      assert.match(fix, /systemctl restart k3s-agent/);
      assert.doesNotMatch(fix, /kubectl/);
    }
  });

  test("stops at the first node whose fix fails: no other is touched, and nobody waits for it", () => {
    const { status, calls } = run("192.0.2.21");
    assert.notEqual(status, 0);
    assert.equal(calls.at(-1), ssh("192.0.2.21"));
  });

  test("stops at the first node that does not come back", () => {
    const { status, calls } = run("node/worker-1");
    assert.notEqual(status, 0);
    assert.equal(calls.at(-1), ready("worker-1"));
    assert.ok(!calls.some((call) => call.includes("192.0.2.22") || call.includes("192.0.2.11")));
  });
});
