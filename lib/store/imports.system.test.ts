import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { ImportedEvidence, ImportedOpinion } from "../domain/imported.ts";
import type { Observation } from "../domain/observation.ts";
import { addCluster, startTestDatabase } from "./database-fixture.ts";
import { importFile } from "./import-rechecks.ts";
import { readImported } from "./imported-evidence.ts";
import { deleteImport, getImport, listImports, storeImport } from "./imports.ts";
import { judged, minute, reportOf } from "./report-fixture.ts";
import { requestScan } from "./request-scan.ts";
import { startScan } from "./run-scan-state.ts";
import { storeScan } from "./store-scan.ts";

let stop: () => Promise<void>;
before(async () => {
  ({ stop } = await startTestDatabase());
});
after(() => stop());

const vantage = { name: "nmap-other-network", kind: "other-network" as const };
const opinion = (more: Partial<ImportedOpinion> = {}): ImportedOpinion => ({
  tool: "kube-bench",
  toolVersion: null,
  at: minute(5),
  ruleId: "4.2.4",
  title: "read-only port",
  checkId: "kubelet-readonly-port-open",
  node: "w1",
  verdict: "fail",
  says: "--read-only-port=10255",
  ...more,
});
const port = (address: string, number: number, at = minute(5)): Observation => ({
  node: "w1",
  address,
  port: number,
  protocol: "TCP",
  state: "open",
  service: null,
  vantage,
  at,
  rttMs: null,
  reason: "syn-ack",
  importedFrom: "nmap 7.95",
});
const file = (more: Partial<ImportedEvidence> = {}): ImportedEvidence => ({
  format: "kube-bench",
  tool: "kube-bench",
  toolVersion: null,
  at: minute(5),
  opinions: [],
  observations: [],
  nodeReports: [],
  left: [{ what: "4.1.1", why: "no counterpart" }],
  ...more,
});
const nmap = (at: number, ...observations: Observation[]) =>
  file({ format: "nmap", tool: "nmap", at: minute(at), observations });
const now = new Date(minute(60));
const portsOf = async (clusterId: string) =>
  (await readImported(clusterId, now)).observations.map(({ address, port }) => `${address}:${port}`).sort();

test("the same file twice changes nothing: one import, the same id, no second opinion", async () => {
  const { id } = await addCluster();
  const first = await importFile(id, "bench.json", file({ opinions: [opinion()] }));
  const again = await importFile(id, "bench.json", file({ opinions: [opinion()] }));
  assert.deepEqual([first.isNew, again.isNew, again.recheck], [true, false, null]);
  assert.deepEqual(again.import, first.import);
  assert.equal((await listImports({ clusterId: id })).total, 1);
  assert.equal((await readImported(id, now)).opinions.length, 1);
});

test("the same content at a later time replaces the earlier, and at an earlier time changes nothing", async () => {
  const { id } = await addCluster();
  const given = (at: number) => file({ at: minute(at), opinions: [opinion({ at: minute(at) })] });
  await importFile(id, "bench.json", given(5));
  const later = await importFile(id, "bench.json", given(9));
  const earlier = await importFile(id, "bench.json", given(7));
  assert.deepEqual([later.isNew, earlier.isNew, earlier.import.id], [true, false, later.import.id]);
  const { items } = await listImports({ clusterId: id });
  assert.deepEqual(
    items.map(({ at }) => at),
    [minute(9)],
  );
  assert.equal((await readImported(id, now)).opinions.length, 1);
});

test("port states twice are once, and from another vantage they stand beside each other", async () => {
  const { id } = await addCluster();
  const given = nmap(5, port("127.0.0.2", 22), port("127.0.0.2", 80));
  const first = await importFile(id, "a.xml", given);
  const again = await importFile(id, "a.xml", given);
  assert.deepEqual([again.isNew, again.import.id], [false, first.import.id]);
  const inside = { name: "nmap-pod", kind: "pod" as const };
  await importFile(id, "a.xml", nmap(5, { ...port("127.0.0.2", 22), vantage: inside }));
  assert.equal((await listImports({ clusterId: id })).total, 2);
  assert.equal((await readImported(id, now)).observations.length, 3);
});

test("files of one name and time from two nodes stand beside each other", async () => {
  const { id } = await addCluster();
  await storeImport(id, "bench.json", file({ opinions: [opinion()] }));
  await storeImport(id, "bench.json", file({ opinions: [opinion({ node: "w2" })] }));
  assert.equal((await listImports({ clusterId: id })).total, 2);
  const { opinions } = await readImported(id, now);
  assert.deepEqual(opinions.map(({ node }) => node).sort(), ["w1", "w2"]);
});

test("of two looks at one address the newer counts in whatever order they come, and others are left alone", async () => {
  const { id } = await addCluster();
  await storeImport(id, "b.xml", nmap(9, port("127.0.0.2", 22)));
  await storeImport(id, "a.xml", nmap(5, port("127.0.0.2", 10255), port("127.0.0.3", 80)));
  assert.deepEqual(await portsOf(id), ["127.0.0.2:22", "127.0.0.3:80"]);
});

test("an import that is taken back leaves what the one before it said", async () => {
  const { id } = await addCluster();
  await storeImport(id, "a.xml", nmap(5, port("127.0.0.2", 10255)));
  const newer = await storeImport(id, "b.xml", nmap(9, port("127.0.0.2", 22)));
  assert.deepEqual(await portsOf(id), ["127.0.0.2:22"]);
  await deleteImport(newer.id);
  assert.deepEqual(await portsOf(id), ["127.0.0.2:10255"]);
  await assert.rejects(getImport(newer.id), /no import with the id/);
  await assert.rejects(deleteImport(newer.id), /no import with the id/);
});

/** A cluster whose last scan found port 10255 of both nodes open. */
async function failingCluster(): Promise<string> {
  const { id: clusterId } = await addCluster();
  const { id } = await requestScan({ clusterId, profile: "standard", trigger: "manual" });
  await startScan(id, "worker-1");
  const results = ["w1", "w2"].map((node) => judged({ node, verdict: "fail", at: minute(1) }));
  await storeScan(id, reportOf({ at: 1, nodes: ["w1", "w2"], results }));
  return clusterId;
}

test("an import asks to judge the findings again that it speaks of, and no other", async () => {
  const clusterId = await failingCluster();
  const { recheck } = await importFile(clusterId, "bench.json", file({ opinions: [opinion()] }));
  assert.deepEqual([recheck?.total, recheck?.done], [1, 0]);
  const elsewhere = await importFile(clusterId, "other.json", file({ opinions: [opinion({ node: "w3" })] }));
  assert.equal(elsewhere.recheck, null);
});

test("a port state asks for the findings of its port, a word about the cluster for those of every node", async () => {
  const byPort = await failingCluster();
  assert.equal((await importFile(byPort, "a.xml", nmap(5, port("127.0.0.2", 10255)))).recheck?.total, 1);
  const ofCluster = await failingCluster();
  const said = await importFile(ofCluster, "c.json", file({ opinions: [opinion({ node: null })] }));
  assert.equal(said.recheck?.total, 2);
});

test("an import for a cluster that is not there is refused, and nothing is kept", async () => {
  const { total } = await listImports({});
  await assert.rejects(storeImport("nowhere", "a.json", file({ opinions: [opinion()] })), /no cluster with the id/);
  assert.equal((await listImports({})).total, total);
});
