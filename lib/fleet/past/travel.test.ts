import assert from "node:assert/strict";
import { test } from "node:test";
import { fleetForTest } from "../running-fleet-fixture.ts";
import type { ClusterState } from "../state.ts";
import { ask, portState } from "../wire-fixture.ts";
import { type Episode, oldestDay } from "./episode.ts";
import { episodesOf } from "./index.ts";

const base = "127.122";
const now = () => new Date("2026-11-21T08:00:00Z");
const fleet = await fleetForTest({ base, now });

/** Everything of a state but the count of its changes. */
async function stateOf(cluster: string): Promise<unknown> {
  let seen: ClusterState | undefined;
  await fleet.change(cluster, (state) => {
    seen = state;
  });
  const { revision: _revision, spec: _spec, ...rest } = seen as ClusterState;
  return { ...rest, nodes: structuredClone(rest.nodes), services: structuredClone(rest.services) };
}

function nodesOf(cluster: string) {
  return fleet.clusters.find(({ name }) => name === cluster)?.nodes ?? [];
}

for (const cluster of ["harbor", "lagoon", "skiff", "dinghy", "sloop", "ketch", "galleon", "tender"]) {
  test(`${cluster} is back in today's state from every day of its past`, async () => {
    const today = structuredClone({ ...((await stateOf(cluster)) as object), plan: null, seed: null, now: null });
    const faults = fleet.faults();
    const { firstDay, state } = await fleet.travel(cluster, 0);
    const days = new Set([firstDay, -1]);
    for (const { from, until } of episodesOf[cluster as keyof typeof episodesOf])
      days.add(Math.max(firstDay, from)).add(until);
    for (const day of [...days].filter((one) => one < 0 && one >= firstDay)) {
      const there = await fleet.travel(cluster, day);
      assert.equal(there.day, day);
    }
    assert.equal((await fleet.travel(cluster, 0)).state, state);
    const back = { ...((await stateOf(cluster)) as object), plan: null, seed: null, now: null };
    assert.deepEqual(back, today);
    assert.deepEqual(fleet.faults(), faults);
  });
}

test("a day that the past does not know is refused, over HTTP too", async () => {
  await assert.rejects(fleet.travel("harbor", 1), /has the days -90 to 0; 1 was asked for/);
  await assert.rejects(fleet.travel("tender", -60), /has the days -44 to 0/);
  await assert.rejects(fleet.travel("atlantis", -1), /no cluster "atlantis"/);
  const refused = await ask(`${fleet.control.url}/clusters/tender/days/-60`, { method: "POST" });
  assert.equal(refused.status, 400);
  const told = await ask(`${fleet.control.url}/clusters/skiff/days/-20`, { method: "POST" });
  assert.equal((JSON.parse(told.body) as { day: number }).day, -20);
  await fleet.travel("skiff", 0);
});

test("a chapter opens and closes exactly the ports that it tells of", async () => {
  await fleet.travel("harbor", -68);
  const opened = await fleet.travel("harbor", -67);
  assert.deepEqual(opened.changed.sort(), [`${base}.1.2:10250/tcp`]);
  assert.deepEqual((await fleet.travel("harbor", -66)).changed, []);
  await fleet.travel("harbor", -13);
  assert.equal(await portState(`${base}.1.7`, 10_255), "ECONNREFUSED");
  assert.equal(await portState(`${base}.1.1`, 32_555), "open");
  const upgraded = await fleet.travel("harbor", -12);
  assert.equal(await portState(`${base}.1.7`, 10_255), "open");
  assert.equal(await portState(`${base}.1.6`, 10_255), "open");
  assert.ok(upgraded.changed.includes(`${base}.0.11:6443/tcp`), "an upgraded API server is a restarted one");
  await fleet.travel("harbor", -41);
  assert.equal(await portState(`${base}.1.1`, 32_555), "ECONNREFUSED", "the debugging port did not exist yet");
  await fleet.travel("harbor", 0);
});

test("a replaced node keeps its name and a renamed one its uid", async () => {
  const uids = async () => {
    const found = new Map<string, string>();
    await fleet.change("harbor", ({ nodes }) => {
      for (const { name, uid } of nodes) found.set(name, uid);
    });
    return found;
  };
  const today = await uids();
  await fleet.travel("harbor", -26);
  const then = await uids();
  assert.notEqual(then.get("harbor-worker-1"), today.get("harbor-worker-1"));
  assert.equal(then.get("harbor-node-3"), today.get("harbor-worker-3"));
  assert.equal(then.get("harbor-worker-3"), undefined);
  await fleet.travel("harbor", 0);
  assert.deepEqual(await uids(), today);
});

test("what was not created yet is not there", async () => {
  await fleet.travel("tender", -3);
  assert.deepEqual(
    nodesOf("tender").map(({ name }) => name),
    ["tender-control-1", "tender-worker-1"],
  );
  await fleet.travel("tender", 0);
  assert.equal(nodesOf("tender").length, 3);
});

test("every stretch of the past lies within it and tells what happened", () => {
  const all = Object.values(episodesOf).flat() as Episode[];
  assert.ok(all.length > 10);
  for (const { from, until, story } of all) {
    assert.ok(oldestDay <= from && from < until && until <= 0, story);
    assert.notEqual(story, "");
  }
});
