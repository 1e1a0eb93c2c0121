import assert from "node:assert/strict";
import { test } from "node:test";
import { toClusterNode } from "./nodes.ts";

test("addresses that a compromised kubelet made up never become a target, a word of a command or an option", () => {
  const node = toClusterNode({
    metadata: { name: "worker-1" },
    status: {
      addresses: [
        { type: "InternalIP", address: "10.0.0.1" },
        { type: "InternalIP", address: "metadata.internal" },
        { type: "InternalIP", address: "fe80::1%$(id)" },
        { type: "ExternalIP", address: "2001:db8::1" },
        { type: "ExternalIP", address: "-e/tmp/x" },
        { type: "Hostname", address: "worker-1.example" },
        { type: "Hostname", address: "-oProxyCommand=x" },
        { type: "InternalDNS", address: "a b\u001b[31m" },
      ],
    },
  });
  assert.deepEqual(
    node.addresses.map(({ address }) => address),
    ["10.0.0.1", "2001:db8::1", "worker-1.example"],
  );
});

test("a node says since when it is ready and which machine of a cloud it is", () => {
  const conditions = [{ type: "Ready", status: "True", lastTransitionTime: new Date("2026-11-21T08:00:00Z") }];
  const node = toClusterNode({ spec: { providerID: "aws:///eu-central-1a/i-0abc\n" }, status: { conditions } });
  assert.deepEqual([node.readySince, node.providerID], ["2026-11-21T08:00:00.000Z", "aws:///eu-central-1a/i-0abc"]);
  assert.deepEqual([toClusterNode({}).readySince, toClusterNode({}).providerID], [null, null]);
});
