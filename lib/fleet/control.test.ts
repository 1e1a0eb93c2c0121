import assert from "node:assert/strict";
import { test } from "node:test";
import type { Manifest, PlantedFault } from "./index.ts";
import { fleetForTest } from "./running-fleet-fixture.ts";
import { ask } from "./wire-fixture.ts";

const fleet = await fleetForTest({ base: "127.105", clusters: ["skiff"] });
const { url } = fleet.control;
const id = "skiff.kubelet-api-reachable-from-pod.skiff-agent-1";

test("the control server lists the planted faults and the manifest", async () => {
  const faults = JSON.parse((await ask(`${url}/faults`)).body) as PlantedFault[];
  assert.deepEqual(faults, fleet.faults());
  const manifest = JSON.parse((await ask(`${url}/manifest`)).body) as Manifest;
  assert.equal(manifest.control, url);
});

test("a fault is fixed and put back over HTTP", async () => {
  const fixed = JSON.parse((await ask(`${url}/faults/${id}/fix`, { method: "POST" })).body) as PlantedFault;
  assert.equal(fixed.fixed, true);
  const again = JSON.parse((await ask(`${url}/faults/${id}/unfix`, { method: "POST" })).body) as PlantedFault;
  assert.equal(again.fixed, false);
});

test("an unknown fault is not found, and a GET fixes nothing", async () => {
  assert.equal((await ask(`${url}/faults/skiff.nothing.here/fix`, { method: "POST" })).status, 404);
  assert.equal((await ask(`${url}/faults/${id}/fix`)).status, 404);
  assert.equal(fleet.faults().find((fault) => fault.id === id)?.fixed, false);
});

test("a request for another host's name is refused", async () => {
  const answer = await ask(`${url}/faults`, { headers: { Host: "attacker.example" } });
  assert.equal(answer.status, 403);
});

test("a page in a browser cannot fix a fault behind its user's back", async () => {
  const headers = { Origin: "https://attacker.example" };
  assert.equal((await ask(`${url}/faults/${id}/fix`, { method: "POST", headers })).status, 403);
  assert.equal(fleet.faults().find((fault) => fault.id === id)?.fixed, false);
});
