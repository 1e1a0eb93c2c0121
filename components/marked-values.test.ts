import assert from "node:assert/strict";
import { test } from "node:test";
import type { RemediationContext } from "../lib/domain/remediation.ts";
import { markedValues, splitAtValues } from "./marked-values.ts";

const marked = (text: string, values: string[]) =>
  splitAtValues(text, values)
    .filter((part) => part.marked)
    .map((part) => part.text);

test("marks every whole occurrence of a value", () => {
  assert.deepEqual(
    marked("ssh worker-4 && curl https://127.0.2.4:10250/pods # worker-4", ["worker-4", "127.0.2.4", "10250"]),
    ["worker-4", "127.0.2.4", "10250", "worker-4"],
  );
});

test("does not mark a value inside a longer one", () => {
  assert.deepEqual(marked("worker-10 6443 10.443 1127.0.2.4", ["worker-1", "443", "127.0.2.4"]), []);
});

test("marks a value at the end of a sentence", () => {
  assert.deepEqual(marked("Restart the kubelet on worker-4.", ["worker-4"]), ["worker-4"]);
});

test("marks names and addresses of the cluster, and no word of Kubernetes itself", () => {
  const context: RemediationContext = {
    distribution: "kubeadm",
    subject: { kind: "Service", uid: "u1", name: "kubelet", namespace: "monitoring" },
    address: "192.0.2.11",
    port: 10250,
    nodeName: "worker-4",
    controlPlaneAddresses: ["192.0.2.1"],
    podCIDRs: ["10.244.0.0/16"],
    clusterName: "sample",
    values: { component: "kubelet", holder: "payments/debug", range: "fd00::/108", port: "10250" },
  };
  const values = markedValues(context);
  assert.deepEqual(values.toSorted(), [
    "10.244.0.0/16",
    "192.0.2.1",
    "192.0.2.11",
    "fd00::/108",
    "monitoring/kubelet",
    "payments/debug",
    "worker-4",
  ]);
  assert.deepEqual(marked("ps -C kubelet; ls /var/lib/kubelet/config.yaml on worker-4", values), ["worker-4"]);
});

test("keeps the text whole whatever the values are", () => {
  const text = "a (b) [c] worker-4 $HOME";
  const parts = splitAtValues(text, ["(b)", "worker-4", "$HOME"]);
  assert.equal(parts.map((part) => part.text).join(""), text);
});
