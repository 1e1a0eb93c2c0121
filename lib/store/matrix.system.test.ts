import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { components } from "../domain/check.ts";
import { matrixClassOf, matrixClassOfFinding } from "../domain/matrix-class.ts";
import { filterMatrix, summarizeClasses } from "../domain/matrix-filter.ts";
import { classesOfReachable } from "../domain/matrix-query.ts";
import type { Observation, Sweep } from "../domain/observation.ts";
import type { ScanReport } from "../domain/scan-report.ts";
import type { Vantage } from "../domain/vantage.ts";
import { type Matrix, type MatrixClass, matrixClasses } from "../domain/views/matrix-view.ts";
import { getDatabase } from "./client.ts";
import { addCluster, startTestDatabase } from "./database-fixture.ts";
import { listStrip } from "./exposure-strip.ts";
import { addFinding } from "./finding-fixture.ts";
import { getMatrix, getMatrixCell } from "./matrix.ts";
import { readFindingLines } from "./matrix-rows.ts";
import { judged, minute, reportOf, seen, swept } from "./report-fixture.ts";
import { requestScan } from "./request-scan.ts";
import { startScan } from "./run-scan-state.ts";
import { storeScan } from "./store-scan.ts";

let stop: () => Promise<void>;
before(async () => {
  ({ stop } = await startTestDatabase());
});
after(() => stop());

const outside: Vantage = { name: "office", kind: "other-network" };
const from = <Looked extends Observation | Sweep>(vantage: Vantage, looked: Looked): Looked => ({ ...looked, vantage });

async function store(clusterId: string, report: ScanReport): Promise<void> {
  const { id } = await requestScan({ clusterId, profile: "standard", trigger: "manual" });
  await startScan(id, "worker");
  await storeScan(id, report);
}

/** One cluster: seen from the node network, then in part from an office; "gone" leaves, "lost" cannot be reached. */
async function tell(): Promise<string> {
  const { id } = await addCluster();
  const [at, names] = [minute(0), ["one", "other", "gone", "lost"]];
  const first = reportOf({
    at: 0,
    nodes: names,
    results: [
      judged({ node: "one", verdict: "fail", at, severity: "critical" }),
      judged({ node: "one", verdict: "fail", at, severity: "low", port: 10250, checkId: "kubelet-x" }),
      judged({ node: "one", verdict: "fail", at, severity: "high", port: 10248, checkId: "kubelet-y" }),
    ],
    observations: [
      seen("one", 10250, "open", at),
      seen("one", 10255, "open", at),
      seen("one", 31000, "open|filtered", at),
      seen("one", 2379, null, at),
      seen("other", 10250, "filtered", at),
      seen("gone", 10250, "open", at),
      seen("lost", 10250, "open", at),
    ],
    sweeps: names.map((node) => swept(node, "10250-10255", 6, at)),
  });
  const zoned = ({ nodes }: ScanReport) => nodes.map((node) => ({ ...node, zone: node.name === "one" ? "a" : null }));
  await store(id, { ...first, nodes: zoned(first) });
  const later = minute(10);
  const second = reportOf({
    at: 10,
    nodes: ["one", "other", "lost"],
    results: [],
    observations: [
      from(outside, seen("one", 10250, "filtered", later)),
      from(outside, seen("other", 443, "open", later)),
    ],
    sweeps: [from(outside, swept("one", "10250", 0, later)), from(outside, swept("other", "443", 0, later))],
  });
  const coverage = { ...second.coverage, nodes: { known: 3, checked: 2, unreachable: ["lost"] } };
  await store(id, { ...second, nodes: zoned(second), vantage: outside, coverage });
  return id;
}

const cellOf = ({ rows }: Matrix, name: string, of: MatrixClass) =>
  rows.find((row) => row.name === name)?.cells[matrixClasses.indexOf(of)];

test("a cell has the most open state from each vantage that looked, its open ports and its worst open finding", async () => {
  const clusterId = await tell();
  const matrix = await getMatrix({ clusterId });
  assert.deepEqual(matrix.vantages, ["other-network", "worker-node"]);
  assert.deepEqual(
    matrix.rows.map(({ name, zone, role, checked }) => [name, zone, role, checked]),
    [
      ["lost", null, "worker", false],
      ["one", "a", "worker", true],
      ["other", null, "worker", true],
    ],
  );
  const kubelet = cellOf(matrix, "one", "kubelet");
  assert.deepEqual(kubelet?.states, { "worker-node": "open", "other-network": "filtered" });
  assert.deepEqual([kubelet?.ports, kubelet?.worst, kubelet?.findings], [[10250], "high", 2]);
  const readOnly = cellOf(matrix, "one", "read-only");
  assert.deepEqual([readOnly?.states, readOnly?.worst], [{ "worker-node": "open" }, "critical"]);
  assert.deepEqual(cellOf(matrix, "one", "node-port")?.states, { "worker-node": "filtered" });
  assert.deepEqual(cellOf(matrix, "one", "etcd")?.states, { "worker-node": "unknown" });
  assert.deepEqual(cellOf(matrix, "one", "control-plane")?.states, { "worker-node": "closed" });
  assert.deepEqual(cellOf(matrix, "other", "kubelet")?.states, { "worker-node": "filtered" });
  assert.deepEqual(cellOf(matrix, "other", "api-server")?.states, { "other-network": "open" });
  assert.equal(cellOf(matrix, "other", "etcd"), null, "nobody looked there");
  const listed = await getMatrixCell(matrix.rows[1]?.id ?? "", "kubelet");
  assert.deepEqual(
    listed.items.map(({ severity }) => severity),
    ["high", "low"],
  );
  assert.equal(listed.items[0]?.id, kubelet?.findingId);
  await assert.rejects(getMatrixCell("none", "kubelet"), /no node with the id/);
});

test("of a node that could not be reached everything is unknown, whatever was seen before; one that is gone is not drawn", async () => {
  const clusterId = await tell();
  const matrix = await getMatrix({ clusterId });
  assert.equal(
    matrix.rows.some(({ name }) => name === "gone"),
    false,
  );
  const lost = matrix.rows.find(({ name }) => name === "lost");
  assert.equal(lost?.openPorts, 0);
  for (const cell of lost?.cells ?? []) {
    assert.ok(Object.values(cell?.states ?? {}).every((state) => state === "unknown"));
    assert.equal(cell?.states["other-network"], "unknown");
    assert.deepEqual(cell?.ports, []);
  }
});

test("a column counts what the overview's strip counts, and filters to as many nodes", async () => {
  const clusterId = await tell();
  const { rows, clusters } = await getMatrix({ clusterId });
  const columns = summarizeClasses(rows);
  for (const { section, reachable, nodes } of await listStrip({ cluster: clusterId })) {
    assert.equal(filterMatrix(rows, { reachable: section }, clusters).length, reachable, section);
    const classes = classesOfReachable(section);
    const [own, ...others] = columns.filter(({ class: name }) => classes.includes(name));
    if (others.length === 0) assert.deepEqual([own?.open, own?.nodes], [reachable, nodes], section);
  }
});

test("a target that an older version stored is summed up when it is read, and by the next scan", async () => {
  const clusterId = await tell();
  const before = await getMatrix({ clusterId });
  const without = () =>
    getDatabase().$queryRaw<
      unknown[]
    >`select 1 from "PortTarget" where "clusterId" = ${clusterId} and "classes" is null`;
  await getDatabase().$executeRaw`update "PortTarget" set "classes" = null where "clusterId" = ${clusterId}`;
  assert.ok((await without()).length > 0);
  assert.deepEqual(await getMatrix({ clusterId }), before);
  const at = minute(20);
  await store(clusterId, {
    ...reportOf({
      at: 20,
      nodes: ["one"],
      results: [],
      outcome: "partial",
      observations: [from(outside, seen("one", 10250, "filtered", at))],
      sweeps: [from(outside, swept("one", "10250", 0, at))],
    }),
    vantage: outside,
  });
  const rows = await getDatabase().$queryRaw<{ vantageName: string }[]>`
    select "vantageName" from "PortTarget" where "clusterId" = ${clusterId} and "classes" is not null`;
  assert.deepEqual(rows, [{ vantageName: "office" }]);
});

test("the database puts every finding in the column that the rule does", async () => {
  const { id: clusterId } = await addCluster();
  const ports = [null, 443, 2379, 4194, 6443, 9100, 10248, 10250, 10255, 10257, 22_623, 30_000, 32_767];
  const expected = new Map<string, string>();
  for (const component of [...components, "of a later version"]) {
    for (const port of ports) {
      const id = `${component}-${port}`;
      await addFinding(clusterId, { id, component, port, nodeId: id, state: "open", checkId: `check-${id}` });
      expected.set(id, matrixClassOfFinding({ port, component }));
    }
  }
  const lines = await readFindingLines(clusterId);
  assert.deepEqual(new Map(lines.map((line) => [line.nodeId, line.class])), new Map([...expected].sort()));
  assert.equal(matrixClassOf(443), "api-server");
});
