import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import type { Distribution } from "../domain/distribution.ts";
import type { Remediation, RemediationStep } from "../domain/remediation.ts";
import { fixScript } from "./fix-script.ts";
import { type AffectedNode, rollout } from "./rollout.ts";

function affected(
  name: string,
  isControlPlane: boolean,
  steps: RemediationStep[],
  distribution: Distribution = "k3s",
): AffectedNode {
  const address = "192.0.2.21";
  const remediation: Remediation = {
    distribution,
    summary: "Close it.",
    steps,
    verify: { command: "true", expect: "" },
  };
  const subject = { kind: "Node" as const, uid: name, name };
  const places = { controlPlaneAddresses: [], podCIDRs: [], clusterName: "sample", values: {} };
  return {
    name,
    isControlPlane,
    remediation,
    context: { distribution, subject, address, port: 10250, nodeName: name, ...places },
  };
}

const kubeletArg: RemediationStep[] = [
  {
    text: "Add these.",
    file: "/etc/rancher/k3s/config.yaml",
    language: "yaml",
    code: 'kubelet-arg:\n  - "anonymous-auth=false"',
  },
  {
    text: "Restart.",
    language: "bash",
    code: "sudo systemctl restart k3s-agent\nkubectl wait --for=condition=Ready node/x",
  },
];

describe("the fix of all affected nodes", () => {
  test("starts with one worker and ends with the control plane, one at a time", () => {
    const plan = rollout([
      affected("cp-2", true, kubeletArg),
      affected("worker-2", false, kubeletArg),
      affected("cp-1", true, kubeletArg),
      affected("worker-1", false, kubeletArg),
      affected("worker-3", false, kubeletArg),
    ]);
    assert.deepEqual(
      plan.stages.map(({ nodes }) => nodes),
      [["worker-1"], ["worker-2", "worker-3"], ["cp-1", "cp-2"]],
    );
  });

  test("is a script that a shell accepts, whatever a node is called, and that stops at the first failure", () => {
    const { script } = rollout([affected("worker-1", false, kubeletArg), affected("it's; reboot", false, kubeletArg)]);
    assert.ok(script);
    assert.equal(spawnSync("bash", ["-n"], { input: script }).status, 0);
    assert.match(script, /set -euo pipefail/);
    assert.match(script, /put_right 'it'\\''s; reboot'/);
    assert.match(script, /kubelet-arg\+:/);
    assert.equal(script.match(/fix_\d+\(\) \{/g)?.length, 1);
  });

  test("leaves what an earlier fix wrote", () => {
    const files = ["anonymous-auth=false", "read-only-port=0"].map((argument) => {
      const code = `kubelet-arg:\n  - "${argument}"`;
      const step: RemediationStep = { text: "Add.", file: "/etc/rancher/k3s/config.yaml", language: "yaml", code };
      return /cat > (\S+)/.exec(rollout([affected("worker-1", false, [step])]).script ?? "")?.[1];
    });
    assert.deepEqual(files, [
      "/etc/rancher/k3s/config.yaml.d/90-breakwater-anonymous-auth.yaml",
      "/etc/rancher/k3s/config.yaml.d/90-breakwater-read-only-port.yaml",
    ]);
  });

  test("changes a kubeadm cluster in its ConfigMap and brings that to each node", () => {
    const steps: RemediationStep[] = [
      { text: "Set these.", file: "/var/lib/kubelet/config.yaml", language: "yaml", code: "readOnlyPort: 0" },
    ];
    const { script } = rollout([affected("worker-1", false, steps, "kubeadm")]);
    assert.match(script ?? "", /kubeadm upgrade node phase kubelet-config/);
  });

  test("stops on a kubeadm node where a flag overrides the file, before anything is changed there", () => {
    const folder = mkdtempSync(join(tmpdir(), "breakwater-flags-"));
    const flags = join(folder, "kubeadm-flags.env");
    const steps: RemediationStep[] = [
      { text: "Set these.", file: "/var/lib/kubelet/config.yaml", language: "yaml", code: "readOnlyPort: 0" },
      { text: "Look.", language: "bash", code: `grep -Hns -e --read-only-port ${flags} ${folder}/missing` },
    ];
    const node = affected("worker-1", false, steps, "kubeadm");
    const fix = fixScript(node.remediation, node.context) ?? "";
    const guard = fix.slice(0, fix.indexOf("# First, once"));
    const run = () => spawnSync("bash", ["-euo", "pipefail", "-s"], { input: `${guard}\necho on`, encoding: "utf8" });
    try {
      writeFileSync(flags, 'KUBELET_KUBEADM_ARGS="--node-ip=192.0.2.1"\n');
      assert.deepEqual([run().status, run().stdout], [0, "on\n"]);
      writeFileSync(flags, 'KUBELET_KUBEADM_ARGS="--read-only-port=10255"\n');
      assert.deepEqual([run().status, run().stdout], [1, ""]);
      assert.match(run().stderr, /remove them first:\n.*kubeadm-flags\.env:1:.*--read-only-port=10255/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test("has no script where a fix is made elsewhere than on the node, or the reader has to fill something in", () => {
    for (const code of [
      'pool=$(kubectl get node/worker-1 -o name)\ngcloud container node-pools update "$pool"',
      "kubectl -n web delete service shop",
      'curl -sk "$server/livez"',
      "nft add element inet filter admins '{ ADMIN_CIDR }'",
      "kubectl get nodes",
      "systemctl restart kubelet",
      "kubeadm certs renew all",
      "systemctl stop k3s; rm -rf /var/lib/rancher",
    ])
      assert.equal(
        rollout([affected("worker-1", false, [{ text: "Do.", language: "bash", code }])]).script,
        null,
        code,
      );
  });

  test("has no script where a file has to be edited by hand, and says why", () => {
    const steps: RemediationStep[] = [
      {
        text: "Set the flag.",
        file: "/etc/kubernetes/manifests/kube-apiserver.yaml",
        language: "yaml",
        code: "- --profiling=false",
      },
    ];
    const plan = rollout([affected("cp-1", true, steps, "kubeadm")]);
    assert.equal(plan.script, null);
    assert.match(plan.note, /each node's finding/);
  });
});
