import assert from "node:assert/strict";
import { test } from "node:test";
import { nodeArgSettings } from "./node-args.ts";

const at = "2026-11-21T10:00:00.000Z";

test("k3s' arguments become settings of each component, and no token is kept", () => {
  const args = [
    "server",
    "--token",
    "K10secret",
    "--kubelet-arg=anonymous-auth=true",
    "--kubelet-arg",
    "read-only-port=10255",
    "--kube-apiserver-arg",
    "--service-account-token=K10secret",
    "--kube-apiserver-arg",
    "anonymous-auth=false",
    "--kube-scheduler-arg=profiling",
    "--etcd-arg=listen-metrics-urls=http://0.0.0.0:2381",
    "--service-node-port-range",
    "30000-40000",
    "--etcd-expose-metrics",
    "--agent-token=K10secret",
  ];
  const env = { K3S_TOKEN: "K10secret", K3S_URL: "https://10.0.0.1:6443" };
  const found = nodeArgSettings(
    "server-1",
    { "k3s.io/node-args": JSON.stringify(args), "k3s.io/node-env": JSON.stringify(env) },
    at,
  );
  assert.deepEqual(Object.fromEntries(found.map(({ component, values }) => [component, values])), {
    kubelet: {
      "disable-network-policy": "false",
      "anonymous-auth": "true",
      "read-only-port": "10255",
      "node-env": ["K3S_TOKEN", "K3S_URL"],
    },
    "kube-apiserver": { "anonymous-auth": "false", "service-node-port-range": "30000-40000" },
    "kube-scheduler": { profiling: "true" },
    etcd: { "listen-metrics-urls": "http://0.0.0.0:2381", "etcd-expose-metrics": "true" },
  });
  assert.deepEqual(
    [found[0]?.node, found[0]?.kind, found[0]?.name],
    ["server-1", "node-args", "annotation k3s.io/node-args"],
  );
  assert.doesNotMatch(JSON.stringify(found), /K10secret/);
});

test("a k3s server says whether it enforces network policies, an agent does not", () => {
  const switchOf = (...args: string[]) =>
    nodeArgSettings("n", { "k3s.io/node-args": JSON.stringify(args) }, at).map(
      ({ values }) => values["disable-network-policy"],
    );
  assert.deepEqual(switchOf("server", "--disable-network-policy"), ["true"]);
  assert.deepEqual(switchOf("server"), ["false"]);
  assert.deepEqual(switchOf("agent"), []);
});

test("RKE2's annotation is read alike, and an annotation that is no list of words says nothing", () => {
  const [found] = nodeArgSettings("a", { "rke2.io/node-args": '["agent","--kubelet-arg","read-only-port=0"]' }, at);
  assert.deepEqual(found?.values, { "read-only-port": "0" });
  for (const wrong of ["", "server --kubelet-arg=a=b", '{"a":1}', "[1,2]", "null", `["${"x".repeat(70_000)}"]`]) {
    assert.deepEqual(nodeArgSettings("a", { "k3s.io/node-args": wrong }, at), []);
  }
});
