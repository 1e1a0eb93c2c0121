import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { ScanReport } from "../domain/scan-report.ts";
import type { ChangeQuery } from "../domain/views/change-view.ts";
import { countChanges, listChanges } from "./change-feed.ts";
import { getDatabase } from "./client.ts";
import { addCluster, startTestDatabase } from "./database-fixture.ts";
import { judged, minute, reportOf, seen, swept } from "./report-fixture.ts";
import { requestScan } from "./request-scan.ts";
import { startScan } from "./run-scan-state.ts";
import { storeScan } from "./store-scan.ts";

let stop = async () => {};
before(async () => {
  ({ stop } = await startTestDatabase());
});
after(() => stop());

async function scanned(clusterId: string, report: ScanReport): Promise<string> {
  const { id } = await requestScan({ clusterId, profile: report.profile, trigger: "manual" });
  await startScan(id, "worker-1");
  await storeScan(id, report);
  return id;
}

async function kindsOf(asked: ChangeQuery): Promise<string[]> {
  return (await listChanges(asked)).items.map(({ kind }) => kind).sort();
}

const report = (at: number, nodes: string[], of: Partial<Parameters<typeof reportOf>[0]> = {}) =>
  reportOf({ at, nodes, results: [], ...of });

test("the first scan of a cluster makes no entries but its findings; the same scan again makes none", async () => {
  const cluster = (await addCluster()).id;
  const results = (at: number) => [judged({ node: "w1", verdict: "fail", at: minute(at) })];
  await scanned(cluster, report(0, ["w1", "w10"], { results: results(0) }));
  assert.deepEqual(await kindsOf({ cluster }), ["opened"]);
  const again = await scanned(cluster, report(10, ["w1", "w10"], { results: results(10) }));
  assert.deepEqual(await kindsOf({ cluster }), ["opened"]);
  assert.deepEqual(await kindsOf({ scan: again }), []);
});

test("nodes that join, leave and are replaced, a port that opens and a version are entries of the scan that saw them", async () => {
  const cluster = (await addCluster()).id;
  const first = await scanned(cluster, report(0, ["w1", "w10", "w100"]));
  const next = report(10, ["w1", "w10", "w1000"], {
    observations: [seen("w1", 10250, "open", minute(10)), seen("w1", 10251, "open", minute(10))],
    sweeps: [swept("w1", "10250-10255", 4, minute(10))],
  });
  next.cluster.version = "v1.34.0";
  const replaced = next.nodes[1];
  if (replaced) replaced.uid = "uid-of-another-machine";
  const second = await scanned(cluster, next);
  const { items } = await listChanges({ scan: second });
  const kinds = items.map(({ kind }) => kind).sort();
  assert.deepEqual(
    kinds.filter((kind) => kind !== "port-closed" && kind !== "port-changed"),
    ["cluster-upgraded", "node-joined", "node-left", "node-replaced", "port-opened"],
  );
  const opened = items.find(({ kind }) => kind === "port-opened");
  assert.deepEqual([opened?.node, opened?.port, opened?.protocol], ["w1", 10251, "TCP"]);
  for (const item of items) {
    assert.deepEqual([item.scanId, item.previousScanId, item.at], [second, first, items[0]?.at]);
  }
});

test("a port that answers otherwise says what differs, and an upgraded kubelet its versions", async () => {
  const cluster = (await addCluster()).id;
  const http = { scheme: "https", status: 403, server: null, title: null, authentication: "required", location: null };
  const answering = (at: number, status: number, version: string) => {
    const observation = seen("w1", 10250, "open", minute(at));
    const said = { ...http, status, bodyBytes: at, contentKind: "api" } as NonNullable<typeof observation.http>;
    const observations = [{ ...observation, http: said, banner: "hello" }];
    const made = report(at, ["w1"], { observations, sweeps: [swept("w1", "10250", 1, minute(at))] });
    for (const node of made.nodes) node.kubeletVersion = version;
    return made;
  };
  await scanned(cluster, answering(0, 403, "v1.35.4"));
  const scan = await scanned(cluster, answering(10, 200, "v1.36.2"));
  const told = async () =>
    (await listChanges({ scan })).items
      .map(({ kind, differs, versions }) => ({ kind, differs, versions }))
      .sort((a, b) => a.kind.localeCompare(b.kind));
  const upgraded = { kind: "kubelet-upgraded", differs: [], versions: { before: "v1.35.4", after: "v1.36.2" } };
  assert.deepEqual(await told(), [upgraded, { kind: "port-changed", differs: ["HTTP answer"], versions: null }]);
  await getDatabase().$executeRaw`update "PortAnswer" set "facts" = null`;
  assert.deepEqual(await told(), [upgraded, { kind: "port-changed", differs: [], versions: null }]);
});

test("a Service that opens a NodePort is an entry with the port, and one that could not be read is none", async () => {
  const cluster = (await addCluster()).id;
  const declared = (at: number, ports: ScanReport["declaredPorts"]) => ({
    ...report(at, ["w1"]),
    declaredPorts: ports ?? null,
  });
  const service = { uid: "s1", namespace: "shop", name: "debug" };
  await scanned(cluster, declared(0, []));
  await scanned(cluster, declared(10, [{ port: 31_337, protocol: "TCP", via: "NodePort", service }]));
  const [entry] = (await listChanges({ cluster, kind: ["service-created"] })).items;
  assert.deepEqual([entry?.port, entry?.message], [31_337, "Service shop/debug declares NodePort 31337/TCP"]);
  await scanned(cluster, declared(20, null));
  assert.deepEqual(await kindsOf({ cluster, kind: ["service-removed"] }), []);
});

test("what ended is told apart by how, and a kind counts exactly the events it names", async () => {
  const cluster = (await addCluster()).id;
  const fails = (at: number, nodes: string[]) => nodes.map((node) => judged({ node, verdict: "fail", at: minute(at) }));
  await scanned(cluster, report(0, ["w1", "w10"], { results: fails(0, ["w1", "w10"]) }));
  const pass = judged({ node: "w1", verdict: "pass", at: minute(10) });
  await scanned(cluster, report(10, ["w1"], { results: [pass] }));
  for (const [kind, wanted] of [
    ["opened", 2],
    ["fixed", 1],
    ["node-gone", 1],
    ["ended", 0],
  ] as const) {
    assert.equal((await countChanges({ cluster, kind: [kind] })).total, wanted, kind);
  }
  const rows = await getDatabase().findingEvent.findMany({ where: { clusterId: cluster, kind: "resolved" } });
  for (const { severity, resolution, openedAt } of rows) assert.ok(severity && resolution && openedAt);
});

test("a scan that reaches fewer nodes than the complete one before says so", async () => {
  const cluster = (await addCluster()).id;
  await scanned(cluster, report(0, ["w1", "w10"]));
  const coverage = {
    nodes: { known: 2, checked: 1, unreachable: ["w10"] },
    probes: { planned: 1, done: 1, failed: 0 },
    lost: [],
  };
  await scanned(cluster, report(10, ["w1", "w10"], { coverage }));
  assert.equal((await kindsOf({ cluster })).includes("scan-saw-less"), true);
});
