import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { type Manifest, startFleet } from "./index.ts";
import { ask, portState } from "./wire-fixture.ts";

const base = "127.101";
const now = () => new Date("2026-11-21T08:00:00Z");
const directory = await mkdtemp(join(tmpdir(), "breakwater-fleet-"));
after(() => rm(directory, { recursive: true, force: true }));

async function manifestOf(seed: number): Promise<Manifest> {
  const fleet = await startFleet({ directory, base, seed, now });
  const manifest = JSON.parse(await readFile(fleet.manifest, "utf8")) as Manifest;
  await fleet.stop();
  // The only thing that a free port decides.
  return { ...manifest, control: "" };
}

test("the same seed and the same clock give the same fleet twice, another seed another one", async () => {
  const first = await manifestOf(1);
  assert.deepEqual(await manifestOf(1), first);
  assert.notDeepEqual(await manifestOf(2), first);
});

test("a stopped fleet leaves no port open", async () => {
  const fleet = await startFleet({ directory, base });
  const nodes = fleet.clusters.flatMap((cluster) => cluster.nodes);
  assert.equal(await portState(`${base}.0.11`, 6443), "open");
  await fleet.stop();
  for (const node of nodes) assert.notEqual(await portState(node.address, 10_250), "open", node.name);
  assert.equal(await portState(`${base}.0.11`, 6443), "ECONNREFUSED");
});

test("the files that carry credentials are readable by their owner only", async () => {
  const fleet = await startFleet({ directory, base, clusters: ["skiff"] });
  await fleet.stop();
  for (const path of [...Object.values(fleet.kubeconfigs), fleet.manifest]) {
    assert.equal((await stat(path)).mode & 0o777, 0o600, path);
  }
});

test("sizes are parameters: one control plane and two workers are three nodes", async () => {
  const fleet = await startFleet({ directory, base, controlPlanes: 1, workers: 2, clusters: ["harbor"] });
  await fleet.stop();
  assert.deepEqual(
    fleet.clusters[0]?.nodes.map((node) => node.name),
    ["harbor-cp-1", "harbor-worker-1", "harbor-worker-2"],
  );
});

test("sizes and bases that cannot be are refused in a sentence", async () => {
  await assert.rejects(startFleet({ directory, base, workers: 998 }), /at most 1,000 nodes/);
  await assert.rejects(startFleet({ directory, base, controlPlanes: 0 }), /1 to 9 control planes/);
  await assert.rejects(startFleet({ directory, base: "10.0" }), /no base for a fleet/);
});

test("a port in use ends the start with a sentence and leaves nothing open", async () => {
  const squatter = createServer();
  await new Promise<void>((resolve) => squatter.listen(10_250, `${base}.1.2`, resolve));
  await assert.rejects(startFleet({ directory, base }), /Cannot listen on 127\.101\.1\.2:10250: the port is in use\./);
  await new Promise((resolve) => squatter.close(resolve));
  assert.equal(await portState(`${base}.0.11`, 6443), "ECONNREFUSED");
});

test("every address of every node lies in 127.0.0.0/8", async () => {
  const fleet = await startFleet({ directory, base });
  const addresses = fleet.clusters.flatMap((cluster) => cluster.nodes.flatMap((node) => [node.address, node.loopback]));
  await fleet.stop();
  assert.ok(addresses.length > 30);
  for (const address of addresses) assert.match(address, /^127\.\d+\.\d+\.\d+$/);
});

test("the eight clusters are of eight distributions", async () => {
  const fleet = await startFleet({ directory, base });
  await fleet.stop();
  const seen = fleet.clusters.map(({ name, distribution, nodes }) => [name, distribution, nodes.length]);
  assert.deepEqual(seen, [
    ["harbor", "kubeadm", 14],
    ["lagoon", "eks", 3],
    ["skiff", "k3s", 2],
    ["dinghy", "rke2", 2],
    ["sloop", "gke", 2],
    ["ketch", "aks", 2],
    ["galleon", "openshift", 3],
    ["tender", "talos", 3],
  ]);
});

test("a thousand nodes start within 20 seconds and each answers", async () => {
  const began = Date.now();
  const fleet = await startFleet({ directory, base, controlPlanes: 3, workers: 997, clusters: ["harbor"] });
  try {
    assert.ok(Date.now() - began < 20_000);
    const nodes = fleet.clusters[0]?.nodes ?? [];
    assert.equal(nodes.length, 1000);
    const last = nodes.at(-1);
    assert.equal((await ask(`https://${last?.address}:10250/pods`)).status, 401);
  } finally {
    await fleet.stop();
  }
});
