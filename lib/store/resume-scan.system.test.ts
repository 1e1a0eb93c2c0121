import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { addCluster, startTestDatabase } from "./database-fixture.ts";
import { getDatabase, getScan, nodesLeft, readResumed, requestScan, resumeScan, searchStore } from "./index.ts";

let stop: () => Promise<void>;
before(async () => {
  ({ stop } = await startTestDatabase());
});
after(() => stop());

const stopped = {
  nodes: { known: 4, checked: 1, unreachable: ["b"], looked: ["a", "b"] },
  probes: { planned: 4, done: 2, failed: 0 },
  lost: [],
};

async function endedScan(state: string, coverage: object | null): Promise<string> {
  const { id: clusterId } = await addCluster();
  const { id } = await requestScan({ clusterId, profile: "quick", trigger: "manual" });
  const data = { state, vantageName: "scanner", ...(coverage ? { coverage } : {}) };
  await getDatabase().scan.update({ where: { id }, data });
  return id;
}

test("a stopped scan is resumed with its profile, from the vantage that it looked from", async () => {
  const id = await endedScan("partial", stopped);
  const resumed = await resumeScan(id);
  assert.deepEqual([resumed.resumes, resumed.profile, resumed.state], [id, "quick", "queued"]);
  assert.deepEqual(await readResumed(id, "scanner"), { scanId: id, nodes: ["a", "b"], unreachable: ["b"] });
  assert.equal(await readResumed(id, "elsewhere"), null);
  assert.equal(nodesLeft((await getScan(id)).coverage), 2);
});

test("what a resumed scan had resumed itself is left out as well", async () => {
  const nodes = { known: 4, checked: 1, unreachable: [], looked: ["c"] };
  const id = await endedScan("partial", {
    ...stopped,
    nodes,
    resumed: { scanId: "x", nodes: ["a", "b"], unreachable: ["b"] },
  });
  assert.deepEqual(await readResumed(id, "scanner"), { scanId: id, nodes: ["a", "b", "c"], unreachable: ["b"] });
});

test("a scan that failed before it saw anything is resumed as a whole", async () => {
  const id = await endedScan("failed", null);
  assert.equal((await resumeScan(id)).resumes, id);
  assert.equal(await readResumed(id, "scanner"), null);
});

test("nothing is resumed that was not stopped, has nothing left, or while another scan waits", async () => {
  await assert.rejects(resumeScan(await endedScan("complete", stopped)), /was not stopped: it is complete/);
  const nodes = { ...stopped.nodes, looked: ["a", "b", "c", "d"] };
  await assert.rejects(resumeScan(await endedScan("partial", { ...stopped, nodes })), /came to every node/);
  const id = await endedScan("cancelled", null);
  await resumeScan(id);
  await assert.rejects(resumeScan(id), { code: "conflict" });
  await assert.rejects(resumeScan("none"), { code: "not-found" });
});

test("a search finds the same name first, takes its signs literally, and shows nobody else's views", async () => {
  const names = ["zz tide", "tide", "tide two", "ti_e"];
  for (const name of names) await addCluster({ name });
  const now = new Date();
  const view = { path: "/findings", query: "", createdBy: "x", createdAt: now, updatedAt: now };
  const views = [
    { ...view, id: "v1", name: "tide of mine", ownerId: "me" },
    { ...view, id: "v2", name: "tide of hers", ownerId: "her" },
    { ...view, id: "v3", name: "tide of all", ownerId: null },
  ];
  await getDatabase().savedView.createMany({ data: views });
  const found = await searchStore({ text: " Tide ", personId: "me" });
  assert.deepEqual(
    found.clusters.map(({ name }) => name),
    ["tide", "tide two", "zz tide"],
  );
  assert.deepEqual(found.views.map(({ id }) => id).sort(), ["v1", "v3"]);
  const literal = await searchStore({ text: "ti_", personId: "me" });
  assert.deepEqual(
    literal.clusters.map(({ name }) => name),
    ["ti_e"],
  );
  assert.deepEqual((await searchStore({ text: "  ", personId: "me" })).clusters, []);
});
