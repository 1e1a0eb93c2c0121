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
