import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { PortState } from "../domain/port-state.ts";
import type { DeclaredPort } from "../domain/previous-scan.ts";
import type { ScanReport } from "../domain/scan-report.ts";
import type { EffectiveSetting } from "../domain/setting.ts";
import type { PortStrip } from "../domain/views/timeline-view.ts";
import { getDatabase } from "./client.ts";
import { addCluster, startTestDatabase } from "./database-fixture.ts";
import { listNodeTimeline } from "./node-timeline.ts";
import { findNodeByName } from "./nodes.ts";
import { getPortTimeline } from "./port-timeline.ts";
import { minute, reportOf, seen, swept } from "./report-fixture.ts";
import { requestScan } from "./request-scan.ts";
import { failScan, startScan } from "./run-scan-state.ts";
import { storeScan } from "./store-scan.ts";

let stop: () => Promise<void>;
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

const readOnly = (value: number): EffectiveSetting => ({
  component: "kubelet",
  node: "w1",
  name: "readOnlyPort",
  value,
  decidedBy: "configz",
  why: "read",
  readings: [{ kind: "configz", source: "/configz", value, at: null }],
  contradiction: null,
});

interface Look {
  /** State of 10255 on w1; null: the node was out of reach; "left out": only 10250 was looked at. */
  state: PortState | null | "left out";
  setting?: number;
  uid?: string;
  vantage?: ScanReport["vantage"];
  declared?: DeclaredPort[];
}

/** A scan of w1 and w10 that ends at minute `at`. */
function look(at: number, { state, setting, uid, vantage, declared }: Look): ScanReport {
  const started = minute(at - 1);
  const ports = state === "left out" ? "10250" : "10250,10255";
  const closed = ports === "10250" ? 0 : state === "open" ? 0 : 1;
  const reached = state !== null;
  const base = reportOf({
    at: at - 1,
    nodes: ["w1", "w10"],
    results: [],
    observations: [
      ...(reached ? [seen("w1", 10250, "open", started)] : []),
      ...(state === "open" ? [{ ...seen("w1", 10255, "open", started), service: "kubelet" }] : []),
      seen("w10", 10250, "open", started),
    ],
    sweeps: [
      ...(reached ? [{ ...swept("w1", ports, closed, started), open: closed === 0 && ports !== "10250" ? 2 : 1 }] : []),
      { ...swept("w10", "10250-10255", 5, started), open: 1 },
    ],
    coverage: {
      nodes: { known: 2, checked: reached ? 2 : 1, unreachable: reached ? [] : ["w1"] },
      probes: { planned: 10, done: 10, failed: 0 },
      lost: [],
    },
  });
  const from = vantage ?? base.vantage;
  return {
    ...base,
    vantage: from,
    ...(declared ? { declaredPorts: declared } : {}),
    observations: base.observations.map((one) => ({ ...one, vantage: from })),
    sweeps: base.sweeps.map((one) => ({ ...one, vantage: from })),
    nodes: base.nodes.map((node) =>
      node.name === "w1"
        ? { ...node, uid: uid ?? node.uid, ...(setting === undefined ? {} : { settings: [readOnly(setting)] }) }
        : node,
    ),
  };
}

async function timeline(clusterId: string, node = "w1") {
  const row = await findNodeByName(clusterId, node);
  assert.ok(row);
  return getPortTimeline({ nodeId: row.id, port: 10255, protocol: "TCP" });
}

/** "open 3-5 (4)": state, minutes since and until, minute of the last look; a gap says why. */
const minuteOf = (at: string | null) => (at === null ? "" : (Date.parse(at) - Date.parse(minute(0))) / 60_000);
const drawn = (strip: PortStrip | undefined) =>
  (strip?.stretches ?? []).map(
    ({ state, gap, since, until, confirmedAt }) =>
      `${gap ?? state} ${minuteOf(since)}-${minuteOf(until)} (${minuteOf(confirmedAt)})`,
  );

test("a port that opens and closes is three stretches, with the scans on both sides and the setting that explains it", async () => {
  const { id } = await addCluster();
  await scanned(id, look(1, { state: "closed", setting: 0 }));
  const before = await scanned(id, look(2, { state: "closed", setting: 0 }));
  const opening = await scanned(id, look(3, { state: "open", setting: 10255 }));
  await scanned(id, look(4, { state: "open", setting: 10255 }));
  await scanned(id, look(5, { state: "closed", setting: 10255 }));
  await scanned(id, look(6, { state: "closed", setting: 10255 }));
  const { strips, answers } = await timeline(id);
  assert.deepEqual(drawn(strips[0]), ["closed 1-3 (2)", "open 3-5 (4)", "closed 5- (6)"]);
  const [closed, opened] = strips[0]?.changes ?? [];
  assert.deepEqual(
    [opened?.kind, opened?.before.scanId, opened?.after.scanId, opened?.before.seenAt, opened?.at],
    ["opened", before, opening, minute(2), minute(3)],
  );
  assert.deepEqual(
    opened?.causes.map(({ kind, relation }) => [kind, relation]),
    [["setting-changed", "explains"]],
  );
  assert.deepEqual([closed?.kind, closed?.causes], ["closed", []]);
  assert.equal(answers[String(opened?.after.answerId)]?.service, "kubelet");
});

test("more changes than are told are said to be cut, and a range that holds fewer is not", async () => {
  const { id } = await addCluster();
  await scanned(id, look(0, { state: "closed" }));
  await scanned(id, look(210, { state: "open" }));
  // Closed, open, closed… each for a minute, in place of the one interval before the last look.
  await getDatabase().$executeRaw`
    with one as (delete from "PortHistory" where "port" = 10255 and "targetId" in
      (select "id" from "PortTarget" where "clusterId" = ${id}) returning *)
    insert into "PortHistory" ("targetId", "port", "state", "since", "until")
    select o."targetId", 10255, case when n % 2 = 0 then 1 else 2 end, o."since" + n * interval '1 minute',
      o."since" + (n + 1) * interval '1 minute' from one o, generate_series(0, 209) n`;
  const [strip] = (await timeline(id)).strips;
  assert.deepEqual([strip?.changes.length, strip?.isCut], [200, true]);
  const { id: nodeId } = (await findNodeByName(id, "w1")) ?? assert.fail("no node");
  const early = await getPortTimeline({ nodeId, port: 10255, protocol: "TCP", to: minute(5) });
  assert.deepEqual([early.strips[0]?.changes.length, early.strips[0]?.isCut], [5, false]);
});

test("a node out of reach, a narrower scan and a scan that failed make time unknown until the next look", async () => {
  const { id } = await addCluster();
  await scanned(id, look(1, { state: "closed" }));
  await scanned(id, look(2, { state: null }));
  await scanned(id, look(3, { state: "closed" }));
  await scanned(id, look(4, { state: "left out" }));
  await scanned(id, look(5, { state: "left out" }));
  await scanned(id, look(6, { state: "open" }));
  const { strips } = await timeline(id);
  assert.deepEqual(drawn(strips[0]), [
    "closed 1-2 (1)",
    "out-of-reach 2-3 (1)",
    "closed 3-4 (3)",
    "narrower-profile 4-6 (3)",
    "open 6- (6)",
  ]);
  assert.deepEqual(
    strips[0]?.changes.map(({ kind, acrossGap, before }) => [kind, acrossGap, before.seenAt]),
    [["opened", true, minute(3)]],
  );
  const { id: failed } = await requestScan({ clusterId: id, profile: "standard", trigger: "manual" });
  await startScan(failed, "worker-1");
  await failScan(failed, "The API server did not answer.");
  const now = await timeline(id);
  assert.equal(now.strips[0]?.stretches.at(-1)?.gap, "scan-failed");
});

test("each vantage has a strip of its own, and a scan from one says nothing of the other", async () => {
  const { id } = await addCluster();
  const outside = { name: "office", kind: "other-network" as const };
  await scanned(id, look(1, { state: "open" }));
  await scanned(id, look(2, { state: "closed", vantage: outside }));
  await scanned(id, look(3, { state: "open" }));
  await scanned(id, look(4, { state: "closed", vantage: outside }));
  const { strips } = await timeline(id);
  assert.deepEqual(
    strips.map((strip) => [strip.vantage.name, drawn(strip)]),
    [
      ["office", ["closed 2- (4)"]],
      ["scanner", ["open 1- (3)"]],
    ],
  );
});

test("a machine that took a node's place goes on in the strip, and its coming explains the change", async () => {
  const { id } = await addCluster();
  await scanned(id, look(1, { state: "open" }));
  await scanned(id, look(2, { state: "open" }));
  await scanned(id, look(3, { state: "closed", uid: "uid-other" }));
  const { strips, nodeId, machine } = await timeline(id);
  assert.equal(strips.length, 1);
  assert.deepEqual(drawn(strips[0]), ["open 1-3 (2)", "closed 3- (3)"]);
  assert.deepEqual(
    strips[0]?.changes.map(({ kind, causes }) => [kind, causes.map((cause) => `${cause.kind} ${cause.relation}`)]),
    [["closed", ["node-replaced explains"]]],
  );
  assert.deepEqual(
    machine.map(({ kind, at }) => [kind, at]),
    [["node-replaced", minute(3)]],
  );
  const { items } = await listNodeTimeline({ nodeId, kind: ["node"] });
  assert.deepEqual(
    items.map(({ what }) => what),
    ["node-replaced"],
  );
});

test("a range keeps the stretches that reach into it and tells only the changes inside", async () => {
  const { id } = await addCluster();
  for (const [at, state] of [
    [1, "closed"],
    [3, "open"],
    [5, "closed"],
  ] as const)
    await scanned(id, look(at, { state }));
  const row = await findNodeByName(id, "w1");
  const range = { from: minute(4), to: minute(10) };
  const { strips } = await getPortTimeline({ nodeId: row?.id ?? "", port: 10255, protocol: "TCP", ...range });
  assert.deepEqual(drawn(strips[0]), ["open 3-5 (3)", "closed 5- (5)"]);
  assert.deepEqual(
    strips[0]?.changes.map(({ kind }) => kind),
    ["closed"],
  );
  const never = await getPortTimeline({ nodeId: row?.id ?? "", port: 9, protocol: "TCP" });
  assert.deepEqual(never.strips, []);
  await assert.rejects(getPortTimeline({ nodeId: "none", port: 10255, protocol: "TCP" }), { code: "not-found" });
});

test("a node's timeline puts ports, settings and reach together, newest first, and pages through them without a gap", async () => {
  const { id } = await addCluster();
  await scanned(id, look(1, { state: "closed", setting: 0 }));
  await scanned(id, look(2, { state: null, setting: 0 }));
  await scanned(id, look(3, { state: "open", setting: 10255 }));
  await scanned(id, look(4, { state: "closed", setting: 0 }));
  const node = await findNodeByName(id, "w1");
  const nodeId = node?.id ?? "";
  const all = await listNodeTimeline({ nodeId });
  const story = all.items.map(({ what, at }) => `${minuteOf(at)} ${what}`);
  assert.deepEqual([...story].sort(), [
    "2 out-of-reach",
    "3 in-reach",
    "3 port-opened",
    "3 setting-changed",
    "4 port-closed",
    "4 setting-changed",
  ]);
  assert.deepEqual(
    all.items.map(({ at }) => at),
    all.items
      .map(({ at }) => at)
      .sort()
      .reverse(),
  );
  assert.equal(all.total, 6);
  const paged: string[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const page: Awaited<ReturnType<typeof listNodeTimeline>> = await listNodeTimeline({
      nodeId,
      limit: 2,
      ...(cursor ? { cursor } : {}),
    });
    paged.push(...page.items.map((entry) => entry.id));
    cursor = page.nextCursor;
  }
  assert.deepEqual(
    paged,
    all.items.map((entry) => entry.id),
  );
  const ports = await listNodeTimeline({ nodeId, kind: ["port"] });
  assert.deepEqual([ports.total, ports.items.map(({ kind }) => kind)], [2, ["port", "port"]]);
  await assert.rejects(listNodeTimeline({ nodeId: "none" }), { code: "not-found" });
  await assert.rejects(listNodeTimeline({ nodeId, cursor: "nonsense" }), { code: "invalid" });
});
