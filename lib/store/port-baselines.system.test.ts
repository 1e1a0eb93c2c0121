import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { PortOwner } from "../domain/port-owner.ts";
import { listBaselines } from "./baseline-rows.ts";
import { getDatabase } from "./client.ts";
import { addCluster, startTestDatabase } from "./database-fixture.ts";
import { readOpenPorts } from "./open-ports.ts";
import {
  addExpected,
  getBaseline,
  listBaselineVersions,
  readBaseline,
  restoreBaseline,
  saveBaseline,
} from "./port-baselines.ts";
import { removeCluster } from "./remove-cluster.ts";
import { judged, minute, reportOf, seen } from "./report-fixture.ts";
import { requestScan } from "./request-scan.ts";
import { startScan } from "./run-scan-state.ts";
import { storeScan } from "./store-scan.ts";

/** A cluster that was scanned: a kubelet with a critical finding, and a node port of a Service. */
async function scanned() {
  const { id: clusterId, name: clusterName } = await addCluster();
  const { id } = await requestScan({ clusterId, profile: "standard", trigger: "manual" });
  await startScan(id, "worker");
  const ports = [10250, 30080].flatMap((port) => ["cp-1", "w1"].map((node) => seen(node, port, "open", minute(1))));
  const results = [
    judged({
      node: "w1",
      verdict: "fail",
      at: minute(1),
      checkId: "kubelet-anonymous-exec",
      severity: "critical",
      port: 10250,
    }),
  ];
  const report = reportOf({ at: 1, nodes: ["cp-1", "w1"], results, observations: ports });
  const nodes = report.nodes.map((node) => (node.name === "cp-1" ? { ...node, roles: ["control-plane"] } : node));
  await storeScan(id, { ...report, nodes, owners: [shop] });
  return { clusterId, clusterName };
}

const shop: PortOwner = {
  node: null,
  port: 30080,
  protocol: "TCP",
  via: "NodePort",
  kind: "Service",
  namespace: "payments",
  name: "shop",
  uid: "uid-shop",
  workloads: ["Deployment payments/shop"],
  selector: {},
  manager: null,
  deployedBy: null,
  createdAt: null,
  targetPort: "8080",
  speaks: null,
  team: "shop-team",
};

let stop: () => Promise<void>;
before(async () => {
  ({ stop } = await startTestDatabase());
});
after(() => stop());

const textOf = (cluster: string, ...ports: number[]) =>
  `apiVersion: breakwater.dev/v1\nkind: PortBaseline\ncluster: ${cluster}\n# Ours.\nexpected:\n${ports
    .map((port) => `  - ports: ${port}\n    because: it is needed\n`)
    .join("")}`;

test("each save is a version with who and when, and the newest is what a scan judges by", async () => {
  const { id: clusterId, name } = await addCluster();
  assert.equal(await readBaseline(clusterId), null);
  const first = await saveBaseline({ clusterId, yaml: textOf(name, 22), note: " first ", version: 0, by: "Ada" });
  assert.deepEqual([first.version, first.note, first.entries.length], [1, "first", 1]);
  await saveBaseline({ clusterId, yaml: textOf(name, 22, 443), version: 1, by: "Grace" });
  const inForce = await readBaseline(clusterId);
  assert.deepEqual([inForce?.version, inForce?.savedBy, inForce?.entries.length], [2, "Grace", 2]);
  assert.equal((await getBaseline(clusterId, 1))?.yaml, textOf(name, 22));
  assert.deepEqual(
    (await listBaselineVersions(clusterId)).map(({ version, createdBy, entries }) => [version, createdBy, entries]),
    [
      [2, "Grace", 2],
      [1, "Ada", 1],
    ],
  );
});

test("who edited an older version is told who saved the newer one, and nothing is overwritten", async () => {
  const { id: clusterId, name } = await addCluster();
  await saveBaseline({ clusterId, yaml: textOf(name, 22), version: 0, by: "Ada" });
  const late = saveBaseline({ clusterId, yaml: textOf(name, 80), version: 0, by: "Grace" });
  await assert.rejects(late, { code: "conflict", message: /Version 1 was saved by Ada at .*you edited none/ });
  const early = saveBaseline({ clusterId, yaml: textOf(name, 80), version: 2, by: "Grace" });
  await assert.rejects(early, { code: "conflict", message: /you edited version 2/ });
  assert.equal((await listBaselineVersions(clusterId)).length, 1);
  const latest = await saveBaseline({ clusterId, yaml: textOf(name, 80), version: "latest", by: "CI" });
  assert.equal(latest.version, 2);
  const again = await saveBaseline({ clusterId, yaml: textOf(name, 80), version: "latest", by: "CI" });
  assert.equal(again.version, 2, "the same text makes no new version");
});

test("of many who save at once one is first, and the others are told", async () => {
  const { id: clusterId, name } = await addCluster();
  const tried = await Promise.allSettled(
    [1, 2, 3, 4, 5].map((port) => saveBaseline({ clusterId, yaml: textOf(name, port), version: 0, by: `P${port}` })),
  );
  assert.equal(tried.filter(({ status }) => status === "fulfilled").length, 1);
  assert.equal((await listBaselineVersions(clusterId)).length, 1);
});

test("a text with an error is refused with its line, for another cluster as well", async () => {
  const { id: clusterId, name } = await addCluster();
  const save = (yaml: string) => saveBaseline({ clusterId, yaml, version: 0, by: "Ada" });
  await assert.rejects(save(textOf(name, 70_000)), { code: "invalid", message: /^Line 6: ports cannot be "70000"/ });
  await assert.rejects(save(textOf("other", 22)), {
    code: "invalid",
    message: /^Line 3: This list is for the cluster/,
  });
  await assert.rejects(saveBaseline({ clusterId: "none", yaml: "", version: 0, by: "Ada" }), { code: "not-found" });
  assert.equal(await getBaseline(clusterId), null);
});

test("expected, because: one entry more, with the person's comments; the first makes the list", async () => {
  const { id: clusterId, name } = await addCluster();
  const entry = { ports: "9100", protocol: "TCP", nodes: { role: "worker" }, because: "node exporter" } as const;
  const first = await addExpected({ clusterId, entry, by: "Ada" });
  assert.deepEqual(first.entries, [entry]);
  assert.match(first.yaml, new RegExp(`^cluster: ${name}$`, "m"));
  await saveBaseline({ clusterId, yaml: textOf(name, 22), version: 1, by: "Ada" });
  const added = await addExpected({ clusterId, entry: { ...entry, owner: "ops", until: "2030-01-01" }, by: "Grace" });
  assert.match(added.yaml, /# Ours\./);
  assert.deepEqual([added.version, added.entries.length], [3, 2]);
  assert.match(added.note, /9100\/TCP is expected: node exporter/);
});

test("two who expect ports at once both have theirs", async () => {
  const { id: clusterId } = await addCluster();
  const ports = ["1", "2", "3", "4"];
  await Promise.all(
    ports.map((port) =>
      addExpected({ clusterId, entry: { ports: port, protocol: "TCP", nodes: {}, because: "x" }, by: port }),
    ),
  );
  assert.deepEqual((await getBaseline(clusterId))?.entries.map((entry) => entry.ports).sort(), ports);
});

test("an older version comes back as a new one, and a cluster takes its versions with it", async () => {
  const { id: clusterId, name } = await addCluster();
  await saveBaseline({ clusterId, yaml: textOf(name, 22), version: 0, by: "Ada" });
  await saveBaseline({ clusterId, yaml: textOf(name, 80), version: 1, by: "Ada" });
  const back = await restoreBaseline({ clusterId, from: 1, version: 2, by: "Grace" });
  assert.deepEqual([back.version, back.yaml, back.note], [3, textOf(name, 22), "As in version 1"]);
  await assert.rejects(restoreBaseline({ clusterId, from: 9, version: 3, by: "Grace" }), { code: "not-found" });
  await assert.rejects(restoreBaseline({ clusterId, from: 2, version: 1, by: "Grace" }), { code: "conflict" });
  await removeCluster(clusterId);
  assert.equal(await getDatabase().portBaseline.count({ where: { clusterId } }), 0);
});

test("what is open comes with its node, places, owner and severe findings; the page counts what it lacks", async () => {
  const { clusterId, clusterName } = await scanned();
  const { open, nodes } = await readOpenPorts(clusterId);
  assert.deepEqual(
    nodes.map(({ node, role }) => [node, role]),
    [
      ["cp-1", "control-plane"],
      ["w1", "worker"],
    ],
  );
  const w1 = open.filter(({ node }) => node === "w1");
  assert.deepEqual(
    w1.map(({ port, explanation, nodePortOf, finding, vantages }) => ({
      port,
      explanation,
      nodePortOf,
      finding: finding?.severity,
      vantages,
    })),
    [
      {
        port: 10250,
        explanation: "the kubelet's own port",
        nodePortOf: null,
        finding: "critical",
        vantages: ["worker-node"],
      },
      {
        port: 30080,
        explanation: "Deployment payments/shop through Service payments/shop (NodePort)",
        nodePortOf: "payments/shop",
        finding: undefined,
        vantages: ["worker-node"],
      },
    ],
  );
  assert.deepEqual(w1[1]?.services, ["payments/shop"]);
  await saveBaseline({ clusterId, yaml: textOf(clusterName, 30080, 4444), version: 0, by: "Ada" });
  const row = (await listBaselines()).find((one) => one.clusterId === clusterId);
  assert.deepEqual([row?.saved?.entries, row?.saved?.notOpen, row?.drift], [2, 1, 0]);
});
