import assert from "node:assert/strict";
import { test } from "node:test";
import { askText } from "./ask-text.ts";
import type { QueueItem } from "./queue-item.ts";

const item: QueueItem = {
  key: "k",
  target: { cluster: "c1", port: 32555, protocol: "TCP", namespace: "payments", service: "debug-tmp", serviceUid: "u" },
  label: "32555/TCP",
  via: "NodePort",
  kind: "Service",
  owner: "team-payments",
  team: "team-payments",
  clusterName: "harbor",
  context: null,
  nodes: 3,
  vantages: ["worker-node", "pod"],
  answers: ["http"],
  createdAt: "2026-02-01T09:00:00.000Z",
  review: null,
};

test("the message names the port, whose it is, where it is open, and what would approve it", () => {
  const text = askText([item]);
  assert.match(text, /^Hello team-payments,\n/);
  assert.match(
    text,
    /- \*\*32555\/TCP\*\* Service payments\/debug-tmp in cluster harbor; open on 3 nodes; reached from node network, pod; answers as http; created on 2026-02-01\n/,
  );
  assert.match(text, /breakwater\.dev\/nodeport-approved/);
});

test("ports of several owners greet nobody by name, and a name is no Markdown of its own", () => {
  const evil = { ...item, team: "ops", clusterName: "a](http://x)\n# b" };
  const text = askText([item, evil]);
  assert.match(text, /^Hello,\n/);
  assert.ok(text.includes("a\\](http://x) \\# b"));
});
