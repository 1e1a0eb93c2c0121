import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Observation } from "../domain/observation.ts";
import type { PortOwner } from "../domain/port-owner.ts";
import { getDatabase } from "./client.ts";
import { addCluster, startTestDatabase } from "./database-fixture.ts";
import { listExposures } from "./exposures.ts";
import { countFindings } from "./find-facets.ts";
import { listFleetPorts } from "./fleet-ports.ts";
import { judged, minute, reportOf, seen, swept } from "./report-fixture.ts";
import { requestScan } from "./request-scan.ts";
import { storeScan } from "./store-scan.ts";

let stop: () => Promise<void>;
let harbor: string;
let quay: string;

const at = minute(0);
const owner: PortOwner = {
  node: null,
  port: 30080,
  protocol: "TCP",
  via: "NodePort",
  kind: "Service",
  namespace: "shop",
  name: "web",
  uid: "uid-web",
  workloads: ["Deployment shop/web"],
  selector: {},
  manager: null,
  deployedBy: null,
  createdAt: null,
  targetPort: "8080",
  speaks: null,
};

const kubelet = (node: string): Observation => ({ ...seen(node, 10250, "open", at), service: "kubelet" });

async function scanned(clusterId: string, nodes: string[], observations: Observation[]): Promise<void> {
  const results = nodes
    .slice(0, 1)
    .map((node) => judged({ node, verdict: "fail", at, port: 10250, severity: "critical" }));
  const sweeps = nodes.map((node) => swept(node, "22,10250-10255", 7, at));
  const { id } = await requestScan({ clusterId, trigger: "manual", profile: "standard" });
  await storeScan(id, { ...reportOf({ at: 0, nodes, results, observations, sweeps }), owners: [owner] }, {});
}

const counted = async (filter: Parameters<typeof countFindings>[0]) =>
  Object.values(await countFindings(filter)).reduce((sum, count) => sum + count, 0);

before(async () => {
  ({ stop } = await startTestDatabase());
  harbor = (await addCluster({ name: "harbor" })).id;
  quay = (await addCluster({ name: "quay" })).id;
  await scanned(
    harbor,
    ["w1", "w22", "w333"],
    [kubelet("w1"), kubelet("w22"), seen("w1", 30080, "open", at), seen("w333", 22, "closed", at)],
  );
  await scanned(quay, ["q4444"], [kubelet("q4444"), seen("q4444", 22, "open", at)]);
});
after(() => stop());

test("every row counts what /exposures and /findings count behind its links", async () => {
  for (const cluster of [undefined, harbor, quay]) {
    const filter = cluster ? { cluster } : {};
    const { items, total } = await listFleetPorts(filter);
    assert.equal(items.length, total);
    for (const { port, protocol, exposures, findings } of items) {
      assert.equal(exposures, (await listExposures({ ...filter, port, protocol })).total, `${port}`);
      assert.equal(findings, await counted({ ...filter, port }), `${port}`);
    }
    assert.equal(
      items.reduce((sum, { exposures }) => sum + exposures, 0),
      (await listExposures(filter)).total,
    );
  }
});

test("a port says on how many of the nodes that were looked at it is open, in which clusters, and what answers", async () => {
  const [first] = (await listFleetPorts()).items;
  assert.deepEqual(
    [first?.port, first?.nodes, first?.looked, first?.worst, first?.clusters.map(({ name }) => name).sort()],
    [10250, 3, 4, "critical", ["harbor", "quay"]],
  );
  assert.deepEqual(first?.answers, [{ name: "kubelet", version: "v1.33.1", places: 3 }]);
  const web = (await listFleetPorts({ q: "30080" })).items[0];
  assert.deepEqual(web?.owners.map(({ kind, name }) => `${kind} ${name}`).slice(0, 1), ["Service shop/web"]);
  assert.equal(web?.section, "nodeport");
});

test("words find a port by its number, its owner, what answers and what the reference says", async () => {
  const ports = async (q: string) => (await listFleetPorts({ q })).items.map(({ port }) => port);
  assert.deepEqual(await ports("30080"), [30080]);
  assert.deepEqual(await ports("3008"), []);
  assert.deepEqual(await ports("shop/web"), [30080]);
  assert.deepEqual(await ports("kubelet"), [10250]);
  assert.deepEqual(await ports("openssh"), []);
  assert.deepEqual(await ports("SSH"), [22]);
  assert.deepEqual(await ports("100%_"), []);
});

test("pages follow one another without a row twice, in every order", async () => {
  for (const sort of ["worst", "port", "nodes", "findings", "oldest", "newest"] as const) {
    const whole = (await listFleetPorts({ sort })).items.map(({ port }) => port);
    const first = await listFleetPorts({ sort, limit: 2 });
    const second = await listFleetPorts({ sort, limit: 2, ...(first.nextCursor ? { cursor: first.nextCursor } : {}) });
    assert.deepEqual(
      [...first.items, ...second.items].map(({ port }) => port),
      whole,
      sort,
    );
    assert.equal(second.nextCursor, null);
  }
  const { nextCursor } = await listFleetPorts({ sort: "port", limit: 1 });
  await assert.rejects(listFleetPorts({ sort: "nodes", cursor: nextCursor ?? "" }), { code: "invalid" });
});

test("without a baseline nothing is called unexpected; with one, what it does not have is", async () => {
  const before = await listFleetPorts();
  assert.deepEqual(
    [before.unexpected, new Set(before.items.map(({ expectation }) => expectation))],
    [0, new Set(["no-baseline"])],
  );
  const entry = (ports: string, nodes: object) => ({
    ports,
    protocol: "TCP",
    nodes,
    because: "the kubelet's own port",
  });
  await getDatabase().portBaseline.create({
    data: {
      ...{ id: "b1", clusterId: harbor, version: 1, yaml: "", note: "", createdBy: "test", createdAt: new Date(at) },
      entries: [entry("10250", { name: "w1" })],
    },
  });
  const told = new Map((await listFleetPorts()).items.map((row) => [row.port, row]));
  assert.deepEqual([told.get(10250)?.expectation, told.get(10250)?.unexpectedPlaces], ["unexpected", 1]);
  assert.deepEqual([told.get(30080)?.expectation, told.get(22)?.expectation], ["unexpected", "no-baseline"]);
  const only = await listFleetPorts({ expectation: "unexpected" });
  assert.deepEqual([only.total, only.unexpected], [2, 2]);
  await getDatabase().portBaseline.update({
    where: { id: "b1" },
    data: { entries: [entry("10250", { role: "worker" })] },
  });
  assert.equal((await listFleetPorts({ cluster: harbor, q: "10250" })).items[0]?.expectation, "expected");
});
