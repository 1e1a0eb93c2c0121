import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { RecheckGroup, RecheckScope } from "../domain/views/recheck-group-view.ts";
import { type Fleet, startFleet } from "../fleet/index.ts";
import {
  createCluster,
  findNodeByName,
  getFinding,
  getRecheckGroup,
  listFindings,
  requestRecheckGroup,
  requestScan,
} from "../store/index.ts";
import {
  type Database,
  openTestDatabase,
  scanInState,
  startWorkerProcess,
  until,
  type WorkerProcess,
} from "./fixture.ts";

const checkId = "kubelet-readonly-port-open";

describe("a re-check of many findings", () => {
  let database: Database;
  let worker: WorkerProcess;
  let fleet: Fleet;
  let clusterId: string;
  const folder = mkdtempSync(join(tmpdir(), "breakwater-fleet-"));
  before(async () => {
    [database, fleet] = await Promise.all([openTestDatabase(), startFleet({ directory: folder, base: "127.151" })]);
    worker = await startWorkerProcess();
    const cluster = await createCluster({
      name: "harbor",
      source: "kubeconfig",
      secret: readFileSync(fleet.kubeconfig, "utf8"),
      context: "harbor",
      origin: "file",
      target: "the fleet",
      authorizationProofs: false,
    });
    clusterId = cluster.id;
    const { id } = await requestScan({ clusterId, profile: "quick", trigger: "manual" });
    await until("the first scan", async () => {
      const scan = await scanInState(id, "complete", "failed", "partial").catch(() => undefined);
      return scan?.state === "complete" ? scan : undefined;
    });
  });
  after(async () => {
    await worker.end("SIGTERM");
    await fleet.stop();
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Presses the button and waits as a person would. */
  async function recheck(scope: RecheckScope): Promise<RecheckGroup> {
    const { id } = await requestRecheckGroup(scope);
    return until("the group's end", async () => {
      const group = await getRecheckGroup(id);
      return group.finishedAt ? group : undefined;
    });
  }

  const fault = () =>
    fleet.faults().find((entry) => entry.cluster === "harbor" && entry.checkId === checkId && !entry.fixed) ??
    assert.fail("the fleet plants no read-only port");

  it("confirms what still fails on a node, with new proof for each finding", async () => {
    const name = fault().subject.name;
    const node = (await findNodeByName(clusterId, name)) ?? assert.fail(`there is no ${name}`);
    const { items, total } = await listFindings({ node: node.id });
    const before = await getFinding(items[0]?.id ?? "");
    const group = await recheck({ kind: "node", nodeId: node.id });
    assert.deepEqual([group.title, group.total, group.done, group.failed], [name, total, total, 0]);
    const details = await Promise.all(items.map(({ id }) => getFinding(id)));
    const turned = details.filter(({ recheck }) => recheck?.verdict !== "fail");
    assert.deepEqual(
      turned.map(({ checkId, recheck }) => `${checkId}: ${recheck?.verdict}, ${recheck?.reason}`),
      [],
    );
    assert.equal(group.verdicts.fail, total);
    const confirmed = await getFinding(before.id);
    assert.ok(Date.parse(confirmed.lastCheckedAt) > Date.parse(before.lastCheckedAt));
    assert.equal(confirmed.events[0]?.kind, "rechecked");
  });

  it("closes what was put right and nothing else, with the proof before and after", async () => {
    const fixed = fault();
    const { items } = await listFindings({ cluster: clusterId, check: [checkId] });
    assert.ok(items.length >= 2, "more nodes than one have it");
    await fleet.fix(fixed.id);
    const group = await recheck({ kind: "check", checkId, clusterId });
    assert.deepEqual([group.total, group.verdicts.pass, group.verdicts.fail], [items.length, 1, items.length - 1]);
    for (const { id, node } of items) {
      const finding = await getFinding(id);
      assert.equal(finding.state, node === fixed.subject.name ? "resolved" : "open", node ?? "");
      if (node !== fixed.subject.name) continue;
      assert.equal(finding.resolution, "fixed");
      assert.notDeepEqual(finding.evidence, finding.previousEvidence);
      assert.ok(finding.previousEvidence.length > 0 && finding.evidence.length > 0);
    }
  });

  it("says of every finding why it could not look, when the cluster does not answer, and closes none", async () => {
    const { items } = await listFindings({ cluster: clusterId, limit: 3 });
    await fleet.stop();
    const group = await recheck({ kind: "findings", findingIds: items.map(({ id }) => id) });
    assert.deepEqual([group.total, group.failed, group.verdicts.pass], [3, 3, 0]);
    for (const { id } of items) {
      const finding = await getFinding(id);
      assert.equal(finding.state, "open");
      assert.match(finding.recheck?.reason ?? "", /127\.151/);
    }
  });
});
