import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { PortState } from "../../domain/port-state.ts";
import type { ScanReport } from "../../domain/scan-report.ts";
import { addCluster, startTestDatabase } from "../database-fixture.ts";
import { minute, reportOf, seen, swept } from "../report-fixture.ts";
import { requestScan } from "../request-scan.ts";
import { startScan } from "../run-scan-state.ts";
import { storeScan } from "../store-scan.ts";
import { comparePorts } from "./compare-ports.ts";

let stop: () => Promise<void>;
before(async () => {
  ({ stop } = await startTestDatabase());
});
after(() => stop());

async function stored(clusterId: string, report: ScanReport): Promise<string> {
  const { id } = await requestScan({ clusterId, profile: report.profile, trigger: "manual" });
  await startScan(id, "worker-1");
  await storeScan(id, report);
  return id;
}

type Open = Record<string, Record<number, PortState | null>>;

/** Every node looked at over `ports`; what `open` does not name is closed. */
function lookOf(at: number, ports: string, size: number, open: Open): ScanReport {
  const nodes = Object.keys(open);
  const observations = Object.entries(open).flatMap(([node, states]) =>
    Object.entries(states).map(([port, state]) => {
      const one = seen(node, Number(port), state, minute(at));
      return state === "open" ? { ...one, service: Number(port) === 10250 ? "kubelet" : "http" } : one;
    }),
  );
  const sweeps = nodes.map((node) => swept(node, ports, size, minute(at)));
  return reportOf({ at, nodes, results: [], observations, sweeps });
}

const lines = (items: Awaited<ReturnType<typeof comparePorts>>["ports"]["items"]) =>
  items.map(({ kind, node, port, detail }) => `${kind} ${node}:${port ?? "*"} ${detail}`);

test("ports that opened are new, those that closed fixed, those that filter changed, and the rest is counted", async () => {
  const { id } = await addCluster();
  const a = await stored(
    id,
    lookOf(1, "10250-10259", 10, { a: { 10250: "open", 10255: "open" }, bb: { 10250: "open" } }),
  );
  const b = await stored(
    id,
    lookOf(5, "10250-10259", 10, { a: { 10250: "open", 10256: "open" }, bb: { 10250: "filtered", 10251: "filtered" } }),
  );
  const { counts, ports } = await comparePorts(a, b);
  assert.deepEqual(lines(ports.items), [
    "new a:10256 state: closed → open",
    "fixed a:10255 state: open → closed",
    "fixed bb:10250 state: open → filtered",
    "changed bb:10251 state: closed → filtered",
  ]);
  assert.deepEqual(counts, { new: 1, fixed: 2, changed: 1, same: 16, "not-comparable": 0, "gone-with-node": 0 });
  const back = await comparePorts(b, a);
  assert.deepEqual([back.counts.new, back.counts.fixed, back.counts.same], [2, 1, 16]);
  const first = await comparePorts(a, b, { limit: 3 });
  const rest = await comparePorts(a, b, { limit: 3, cursor: first.ports.nextCursor ?? "" });
  assert.deepEqual([...first.ports.items, ...rest.ports.items], ports.items);
  assert.equal(rest.ports.nextCursor, null);
  assert.deepEqual(lines((await comparePorts(a, b, { kind: "fixed" })).ports.items).length, 2);
  assert.deepEqual((await comparePorts(a, a)).counts.same, 20);
});

test("what lies far back is compared as well, and what flapped in between is the same", async () => {
  const { id } = await addCluster();
  const states: PortState[] = ["open", "closed", "open", "closed", "closed", "open"];
  const ids: string[] = [];
  for (const [index, state] of states.entries()) {
    ids.push(await stored(id, lookOf(index * 5, "10250", 1, { a: { 10250: state } })));
  }
  for (const [i, from] of states.entries()) {
    for (const [j, to] of states.entries()) {
      const { counts } = await comparePorts(ids[i] ?? "", ids[j] ?? "");
      const kind = from === to ? "same" : to === "open" ? "new" : "fixed";
      assert.equal(counts[kind], 1, `${i} against ${j}`);
    }
  }
});

test("a target of which only one scan looked at some ports is named, and a broken probe claims nothing", async () => {
  const { id } = await addCluster();
  const a = await stored(id, lookOf(1, "10250-10251", 2, { a: { 10250: "open" } }));
  const b = await stored(id, lookOf(5, "10250-10259", 10, { a: { 10250: null, 10259: "open" } }));
  const { counts, ports } = await comparePorts(a, b);
  assert.deepEqual(lines(ports.items), [
    "not-comparable a:* Only the second scan looked at 8 ports of it.",
    "not-comparable a:10250 Its probe broke in the second scan; in the first it was open.",
  ]);
  assert.deepEqual([counts.same, counts.new], [1, 0]);
});

test("open ports go and come with their node", async () => {
  const { id } = await addCluster();
  const a = await stored(id, lookOf(1, "10250-10251", 2, { a: { 10250: "open" }, bb: { 10250: "open" } }));
  const b = await stored(id, lookOf(5, "10250-10251", 2, { a: { 10250: "open" }, ccc: { 10251: "open" } }));
  const { counts, ports } = await comparePorts(a, b);
  assert.deepEqual(lines(ports.items), [
    "new ccc:10251 New with its node: it is open.",
    "gone-with-node bb:10250 It was open; the node is no longer in the cluster.",
  ]);
  assert.deepEqual(counts, { new: 1, fixed: 0, changed: 0, same: 2, "not-comparable": 0, "gone-with-node": 1 });
});
