import assert from "node:assert/strict";
import { test } from "node:test";
import { staticPodSettings } from "./static-pod-settings.ts";

const pod = { node: "cp-1", namespace: "kube-system", image: null };

test("a control-plane pod's flags are settings of its node; other static pods set nothing", () => {
  const flags = { "--client-cert-auth": "true", "--initial-cluster-token": "(not kept)" };
  assert.deepEqual(
    staticPodSettings(
      [
        { ...pod, name: "etcd-cp-1", component: "etcd", flags },
        { ...pod, name: "kube-vip", component: "other", flags: {} },
      ],
      "2026-11-21T10:00:00.000Z",
    ),
    [
      {
        component: "etcd",
        node: "cp-1",
        kind: "command-line",
        name: "static pod kube-system/etcd-cp-1",
        at: "2026-11-21T10:00:00.000Z",
        values: { "client-cert-auth": "true" },
      },
    ],
  );
});
