import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { discover } from "../discover.ts";
import { providers } from "./index.ts";

const options = { signal: new AbortController().signal, now: () => new Date("2026-11-21T10:00:00Z") };

test("every provider's file is listed under its own name", () => {
  const files = readdirSync(new URL(".", import.meta.url))
    .filter((file) => !/^(index|define-provider)\.|\.test\.ts$/.test(file))
    .map((file) => file.replace(/\.ts$/, ""));
  assert.deepEqual(providers.map((provider) => provider.id).sort(), files.sort());
});

test("an inventory file yields hosts, names the needs that it cannot meet, and says which name does not resolve", async () => {
  const text = "127.0.0.1:10350 name=here role=control-plane\nlocalhost\n192.0.2.0/31\nno-such-host.invalid";
  const inventory = await discover({ kind: "inventory", name: "edge", text }, options);
  assert.deepEqual(
    inventory.nodes.map(({ name, uid, kubeletPort }) => [name, uid, kubeletPort]),
    [
      ["here", "host:127.0.0.1", 10350],
      ["localhost", "host:localhost", 10250],
      ["192.0.2.0", "host:192.0.2.0", 10250],
      ["192.0.2.1", "host:192.0.2.1", 10250],
      ["no-such-host.invalid", "host:no-such-host.invalid", 10250],
    ],
  );
  assert.match(inventory.nodes[1]?.addresses[0]?.address ?? "", /^(127\.|::1$)/);
  assert.deepEqual(inventory.nodes[2]?.labels, { "breakwater.dev/cidr": "192.0.2.0/31" });
  assert.deepEqual(inventory.nodes[4]?.addresses, [{ type: "Hostname", address: "no-such-host.invalid" }]);
  assert.equal(inventory.services, null);
  assert.equal(inventory.kubeletConfigs.here?.status, "unknown");
  const lost = inventory.lost.map(({ need }) => need);
  assert.ok(
    lost.includes("list services") && lost.includes("resolve no-such-host.invalid") && !lost.includes("list nodes"),
  );
  assert.ok(inventory.lost.every(({ grant }) => grant === null));
});
