import assert from "node:assert/strict";
import type { CheckResult, ScanReport } from "../../domain/scan-report.ts";
import type { VantageKind } from "../../domain/vantage.ts";
import { type AppliedWay, applyRemediation } from "../../fleet/apply/apply-remediation-fixture.ts";
import type { Fleet, PlantedFault } from "../../fleet/index.ts";
import { resultOf, scanFleet } from "../fleet-fixture.ts";
import { editors } from "./editors-fixture.ts";
import { firstFix } from "./order-fixture.ts";

/** A remediation that names one namespace of several is carried out until the finding is gone. */
const rounds = 8;

/** One planted fault as a scan found it. */
export interface Finding {
  fault: PlantedFault;
  kind: VantageKind;
  result: CheckResult;
}

/** Finds planted faults, puts them right by their remediations and judges them again. The fleet is put back after each. */
export class Findings {
  readonly #fleet: Fleet;
  readonly #whole = new Map<string, Promise<ScanReport>>();

  constructor(fleet: Fleet) {
    this.#fleet = fleet;
  }

  /** One scan of a cluster from one kind of place serves every check. */
  #wholeScan(cluster: string, kind: VantageKind): Promise<ScanReport> {
    const key = `${cluster} ${kind}`;
    const known = this.#whole.get(key) ?? scanFleet(this.#fleet, cluster, { vantage: { name: "scanner", kind } });
    this.#whole.set(key, known);
    return known;
  }

  /** The first fault of a check that is seen where nothing else stands before it. */
  async of(checkId: string): Promise<Finding> {
    for (const fault of this.#fleet.faults().filter((one) => one.checkId === checkId)) {
      const kind = fault.vantages.includes("worker-node") ? "worker-node" : fault.vantages[0];
      assert.ok(kind, `${fault.id} can be seen from nowhere`);
      const first = await this.#clearTheWay(checkId, fault);
      const options = { vantage: { name: "scanner", kind }, scope: { checks: [checkId] } };
      const report = first
        ? await scanFleet(this.#fleet, fault.cluster, options)
        : await this.#wholeScan(fault.cluster, kind);
      const result = resultOf(report, fault);
      if (result?.verdict === "fail") return { fault, kind, result };
      await this.#fleet.restore(fault.cluster);
    }
    return assert.fail(`no fault of ${checkId} is found`);
  }

  async #clearTheWay(checkId: string, { cluster, subject }: PlantedFault): Promise<boolean> {
    const other = this.#fleet
      .faults()
      .find((fault) => fault.cluster === cluster && fault.checkId === firstFix[checkId]);
    const isElsewhere = other?.subject.kind === "Node" && other.subject.name !== subject.name;
    if (!other || isElsewhere) return false;
    await this.#fleet.fix(other.id);
    return true;
  }

  /** Probes the one subject of a finding again, as "Re-check" does. */
  async recheck({ fault, kind, result }: Finding): Promise<CheckResult> {
    const nodes = result.subject.node ? { nodes: [result.subject.node] } : {};
    const report = await scanFleet(this.#fleet, fault.cluster, {
      vantage: { name: "scanner", kind },
      alsoJudge: [{ checkId: fault.checkId, subject: result.subject }],
      scope: { checks: [fault.checkId], ...nodes },
    });
    const again = report.results.find(({ fingerprint }) => fingerprint === result.fingerprint);
    assert.ok(again, "the re-check judges the same finding");
    return again;
  }

  /** Carries out what the finding says, and again where its words change because one part of several is done. */
  async carryOut(finding: Finding): Promise<{ ways: AppliedWay[]; verdict: CheckResult }> {
    const { fault, kind } = finding;
    const editor = editors[fault.checkId];
    const ways = new Set<AppliedWay>();
    let verdict = finding.result;
    for (let round = 0; round < rounds && verdict.verdict === "fail"; round += 1) {
      const { remediation, context } = verdict;
      const done = await applyRemediation(this.#fleet, fault.cluster, remediation, {
        ...context,
        vantage: kind,
        ...(editor === undefined ? {} : { editor }),
      });
      for (const way of done) ways.add(way);
      if (done.length === 0) break;
      verdict = await this.recheck(finding);
      if (JSON.stringify(verdict.remediation) === JSON.stringify(remediation)) break;
    }
    return { ways: [...ways], verdict };
  }
}
