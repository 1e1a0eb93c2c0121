import assert from "node:assert/strict";
import { test } from "node:test";
import { readImport } from "./index.ts";
import { samplePlace } from "./place-fixture.ts";

const report = (more: object = {}) =>
  JSON.stringify(
    {
      schemaVersion: 1,
      tool: "breakwater-node-report",
      node: "worker-1",
      at: "2026-11-01T09:00:00Z",
      listeners: [{ address: "0.0.0.0", port: 10250, protocol: "TCP", process: "kubelet" }],
      sysctls: { "net.ipv4.conf.all.route_localnet": "0" },
      settings: [],
      certificates: null,
      connections: null,
      firewalls: ["nftables"],
      ...more,
    },
    null,
    1,
  );

test("what was read on the node is kept under the node's name, and what was not read stays null", () => {
  const [read] = readImport(report(), samplePlace()).nodeReports;
  assert.deepEqual([read?.node, read?.certificates, read?.listeners?.length], ["worker-1", null, 1]);
});

test("secret values go, and flags that only sound like secrets stay", () => {
  const values = {
    "authentication-token-webhook": true,
    "token-auth-file": "/etc/tokens.csv",
    token: "K10abc",
    "bootstrap-token": "abc.def",
    "etcd-servers": "https://root:hunter2@192.0.2.1:2379",
    staticPodURLHeader: "Authorization: Bearer x",
  };
  const settings = [{ component: "kube-apiserver", kind: "command-line", name: "command line", values }];
  const kept = readImport(report({ settings }), samplePlace()).nodeReports[0]?.settings[0]?.values;
  assert.deepEqual(kept, {
    "authentication-token-webhook": true,
    "token-auth-file": "/etc/tokens.csv",
    "etcd-servers": "https://root:…@192.0.2.1:2379",
  });
});

test("a node of another cluster and a value of the wrong kind are refused with line and reason", () => {
  assert.throws(() => readImport(report({ node: "elsewhere" }), samplePlace()), /no node .* "elsewhere"/);
  const wrong = [{ address: "0.0.0.0", port: "10250", protocol: "TCP", process: null }];
  assert.throws(
    () => readImport(report({ listeners: wrong }), samplePlace()),
    /Line 9 of the node report file: listeners\.0\.port/,
  );
});
