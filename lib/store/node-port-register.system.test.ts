import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { PortOwner } from "../domain/port-owner.ts";
import type { DeclaredPort } from "../domain/previous-scan.ts";
import { getDatabase } from "./client.ts";
import { addCluster, startTestDatabase } from "./database-fixture.ts";
import { listExposures } from "./exposures.ts";
import { addFinding } from "./finding-fixture.ts";
import { getNodePortRegister } from "./node-port-register.ts";
import { listReviews, recordReviews, undoReview } from "./port-reviews.ts";
import { minute, reportOf, seen, swept } from "./report-fixture.ts";
import { requestScan } from "./request-scan.ts";
import { storeScan } from "./store-scan.ts";

let stop: () => Promise<void>;
let harbor: string;
const at = minute(0);
const now = new Date("2026-11-20T12:00:00Z");

function owned(port: number, name: string, fields: Partial<PortOwner> = {}): PortOwner {
  return {
    ...{
      node: null,
      port,
      protocol: "TCP",
      via: "NodePort",
      kind: "Service",
      namespace: "shop",
      name,
      uid: `uid-${name}`,
    },
    ...{ workloads: [`Deployment shop/${name}`], selector: {}, manager: { name: "kubectl-expose", at: null } },
    ...{ deployedBy: null, createdAt: "2026-11-10T00:00:00.000Z", targetPort: "8080", speaks: null },
    ...{ approval: null, team: null, readyEndpoints: 2 },
    ...fields,
  };
}

const owners: PortOwner[] = [
  owned(30080, "web", { approval: { value: "team-web: the shop", until: "2027-01-31" } }),
  owned(30081, "old", { createdAt: "2026-01-01T00:00:00.000Z", team: "payments" }),
  owned(30082, "empty", { readyEndpoints: 0, workloads: [], approval: { value: "ops: test", until: "2026-11-01" } }),
  owned(30083, "balanced", { via: "LoadBalancer" }),
  // The port on the balancer's address is none of a node.
  owned(443, "balanced", { via: "LoadBalancer" }),
  owned(9100, "exporter", { via: "hostPort", kind: "Pod", node: "w1", workloads: ["DaemonSet shop/exporter"] }),
  owned(9100, "exporter", {
    via: "hostPort",
    kind: "Pod",
    node: "w22",
    uid: "other",
    workloads: ["DaemonSet shop/exporter"],
  }),
];

const declares = (port: number, name: string): DeclaredPort => ({
  ...{ port, protocol: "TCP" as const, via: "NodePort" as const },
  service: { uid: `uid-${name}`, namespace: "shop", name },
});

before(async () => {
  ({ stop } = await startTestDatabase());
  harbor = (await addCluster({ name: "harbor" })).id;
  const nodes = ["w1", "w22"];
  const open = (node: string, ...ports: number[]) => ports.map((port) => seen(node, port, "open", at));
  const { id } = await requestScan({ clusterId: harbor, trigger: "manual", profile: "standard" });
  const report = reportOf({
    ...{ at: 0, nodes, results: [], sweeps: nodes.map((node) => swept(node, "9100,30000-32767", 2769, at)) },
    observations: [...open("w1", 30080, 30081, 30090, 31555, 9100), ...open("w22", 30080, 30090)],
  });
  const declaredPorts = [30080, 30081, 30082, 30083].map((port) => declares(port, "any"));
  await storeScan(id, { ...report, owners, declaredPorts: [...declaredPorts, declares(30090, "gone")] }, {});
  await addFinding(harbor, { id: "f1", checkId: "nodeport-forgotten", component: "nodeport", port: 30081 });
});
after(() => stop());

const register = (query: Parameters<typeof getNodePortRegister>[0] = {}) => getNodePortRegister(query, now);
const rowOf = async (port: number) => (await register()).rows.find((row) => row.port === port);

test("every node port stands there once: declared, on host ports, of a Service that went, and of nobody", async () => {
  const { rows, total } = await register();
  assert.deepEqual(
    rows.map(({ port, via, kind, namespace, name }) => `${port} ${via} ${kind} ${namespace}/${name}`),
    [
      "9100 hostPort DaemonSet shop/exporter",
      "30080 NodePort Service shop/web",
      "30081 NodePort Service shop/old",
      "30082 NodePort Service shop/empty",
      "30083 LoadBalancer Service shop/balanced",
      "30090 undeclared Service shop/gone",
      "31555 undeclared null null/null",
    ],
  );
  assert.equal(total, rows.length);
  for (const { port, exposures } of rows)
    assert.equal(exposures, (await listExposures({ cluster: harbor, port })).total, `${port}`);
});

test("owner, approval, what looks forgotten and where it is open are told", async () => {
  const web = await rowOf(30080);
  assert.deepEqual(web?.owner, { name: "team-web", source: "approval" });
  assert.deepEqual([web?.approval?.state, web?.signs, web?.nodes, web?.looked], ["approved", [], 2, 2]);
  const old = await rowOf(30081);
  assert.deepEqual(old?.owner, { name: "payments", source: "team" });
  assert.deepEqual([old?.signs, old?.findings, old?.worst], [["leftover", "old-unapproved"], 1, "high"]);
  const empty = await rowOf(30082);
  assert.deepEqual([empty?.approval?.state, empty?.signs, empty?.exposures], ["expired", ["no-endpoints"], 0]);
  assert.deepEqual([(await rowOf(30090))?.signs, (await rowOf(31555))?.signs], [["service-gone"], ["undeclared"]]);
});

test("filters leave what their numbers say", async () => {
  const { facets, forgotten } = await register();
  for (const name of ["namespace", "owner", "approval"] as const)
    for (const { value, count } of facets[name])
      assert.equal((await register({ [name]: value })).total, count, `${name} ${value}`);
  assert.equal((await register({ forgotten: true })).total, forgotten);
  assert.equal((await register({ forgotten: false })).total + forgotten, (await register()).total);
  assert.deepEqual(
    (await register({ q: "shop/old" })).rows.map(({ port }) => port),
    [30081],
  );
  assert.deepEqual((await register({ q: "3008" })).rows, []);
});

const target = async (port: number) => {
  const row = await rowOf(port);
  return {
    ...{ cluster: harbor, port, protocol: "TCP" as const, namespace: row?.namespace ?? "", service: row?.name ?? "" },
    ...{ serviceUid: null, owner: null, seen: row?.review ? { id: row.review.id, version: row.review.version } : null },
  };
};
const by = (name: string, minutes: number) => ({ by: name, at: new Date(minute(minutes)) });

test("who was asked and what was decided is kept, told beside the port, and taken back step by step", async () => {
  const asked = await recordReviews(
    { targets: [await target(30081), await target(31555)], state: "asked", note: "chat" },
    by("Ada", 5),
  );
  assert.deepEqual([asked.done.length, asked.conflicts], [2, []]);
  const kept = await recordReviews({ targets: [await target(30081)], state: "keep", note: "webhook" }, by("Ben", 6));
  const review = (await rowOf(30081))?.review;
  assert.deepEqual(
    [review?.state, review?.askedBy, review?.decidedBy, review?.note],
    ["keep", "Ada", "Ben", "webhook"],
  );
  assert.deepEqual(review, kept.done[0]);
  assert.equal((await listReviews(harbor)).length, 2);
  const back = await undoReview({ id: review?.id ?? "", version: review?.version ?? 0 });
  assert.deepEqual([back?.state, back?.decidedBy], ["asked", null]);
  assert.equal(await undoReview({ id: back?.id ?? "", version: back?.version ?? 0 }), null);
  assert.equal((await rowOf(30081))?.review, null);
});

test("a record of somebody else since is told and left as it is", async () => {
  const stale = await target(30082);
  await recordReviews({ targets: [stale], state: "remove", note: "" }, by("Ada", 7));
  const second = await recordReviews({ targets: [stale, await target(30083)], state: "keep", note: "" }, by("Ben", 8));
  assert.deepEqual(
    second.conflicts.map((conflict) => [conflict.by, conflict.state, conflict.at]),
    [["Ada", "remove", minute(7)]],
  );
  assert.equal(second.done.length, 1);
  const now30082 = (await rowOf(30082))?.review;
  assert.equal(now30082?.state, "remove");
  await assert.rejects(undoReview({ id: now30082?.id ?? "", version: 9 }), { code: "conflict" });
  await undoReview({ id: now30082?.id ?? "", version: now30082?.version ?? 0 });
  await assert.rejects(undoReview({ id: now30082?.id ?? "", version: 1 }), { code: "not-found" });
  const gone = await recordReviews(
    { targets: [{ ...stale, seen: { id: now30082?.id ?? "", version: 1 } }], state: "keep", note: "" },
    by("Ben", 9),
  );
  assert.deepEqual(
    gone.conflicts.map(({ state }) => state),
    [null],
  );
});

test("two people who record at the same moment: one is kept, the other is told", async () => {
  const same = await target(30080);
  const outcomes = await Promise.all(
    ["Ada", "Ben", "Cy"].map((name) => recordReviews({ targets: [same], state: "keep", note: "" }, by(name, 10))),
  );
  assert.deepEqual(outcomes.map(({ done }) => done.length).sort(), [0, 0, 1]);
  assert.equal(outcomes.flatMap(({ conflicts }) => conflicts).length, 2);
});

test("an entry of the baseline gives owner and purpose, and ends what its absence made of it", async () => {
  const entries = [
    { ports: "30081", protocol: "TCP", nodes: {}, service: "shop/old", owner: "team-old", because: "partners call it" },
  ];
  await getDatabase().portBaseline.create({
    data: {
      id: "b1",
      clusterId: harbor,
      version: 1,
      yaml: "",
      entries,
      note: "",
      createdBy: "t",
      createdAt: new Date(at),
    },
  });
  const old = await rowOf(30081);
  assert.deepEqual(old?.owner, { name: "team-old", source: "baseline" });
  assert.deepEqual([old?.baseline?.because, old?.signs], ["partners call it", ["leftover"]]);
  assert.equal((await register({ approval: "baseline" })).total, 1);
});
