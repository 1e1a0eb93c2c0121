import assert from "node:assert/strict";
import { test } from "node:test";
import type { Inventory } from "../domain/inventory.ts";
import type { Observation, Sweep } from "../domain/observation.ts";
import type { PortState } from "../domain/port-state.ts";
import { joinLooks, type Look } from "./join-looks.ts";

const vantage = { name: "scanner", kind: "worker-node" } as const;
const [before, after] = ["2026-11-20T08:00:00.000Z", "2026-11-21T08:00:00.000Z"];

function seen(node: string, port: number, state: PortState, at = before): Observation {
  const place = { node, address: "192.0.2.21", port, protocol: "TCP" } as const;
  return { ...place, state, service: null, vantage, at, rttMs: 1, reason: null };
}

function sweep(node: string, ports: string, states: Sweep["states"], counts: Partial<Sweep>, at = before): Sweep {
  const place = { node, address: "192.0.2.21", protocol: "TCP" } as const;
  return { ...place, vantage, at, ports, open: 0, closed: 0, filtered: 0, failed: 0, ...counts, states: states ?? {} };
}

/** Of an inventory only names and uids of nodes count here. */
function look(nodes: Record<string, string>, rest: Partial<Look>): Look {
  const inventory = { nodes: Object.entries(nodes).map(([name, uid]) => ({ name, uid })) } as Inventory;
  return { inventory, observations: [], sweeps: [], problems: [], ...rest };
}

const first = look(
  { "worker-1": "a", "worker-2": "b" },
  {
    observations: [seen("worker-1", 10_250, "open"), seen("worker-1", 10_255, "closed"), seen("worker-2", 22, "open")],
    sweeps: [
      sweep("worker-1", "10250,10255,30000-30009", { closed: "10255,30000-30009" }, { open: 1, closed: 11 }),
      sweep("worker-2", "22", {}, { open: 1 }),
    ],
    problems: [{ where: "worker-2 192.0.2.21", message: "slow" }],
  },
);

test("ports that were looked at again are as the later look saw them, all others as before", () => {
  const later = look(
    { "worker-1": "a", "worker-2": "b" },
    {
      observations: [seen("worker-1", 10_255, "open", after)],
      sweeps: [sweep("worker-1", "10255", {}, { open: 1 }, after)],
    },
  );
  const joined = joinLooks(first, later);
  const states = joined.observations.map(({ node, port, state, at }) => `${node} ${port} ${state} ${at}`).sort();
  assert.deepEqual(states, [
    `worker-1 10250 open ${before}`,
    `worker-1 10255 open ${after}`,
    `worker-2 22 open ${before}`,
  ]);
  const [one, two] = joined.sweeps;
  const expected = sweep(
    "worker-1",
    "10250,10255,30000-30009",
    { closed: "30000-30009" },
    { open: 2, closed: 10 },
    after,
  );
  assert.deepEqual(one, expected);
  assert.deepEqual(two, first.sweeps[1]);
  assert.deepEqual(joined.problems, first.problems);
});

test("a node that is another machine now keeps nothing of the one before, and one that left leaves nothing", () => {
  const joined = joinLooks(first, look({ "worker-1": "other" }, {}));
  assert.deepEqual(joined.observations, []);
  assert.deepEqual(joined.sweeps, []);
  assert.deepEqual(joined.problems, []);
});
