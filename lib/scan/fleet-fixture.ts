import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CheckResult, ScanReport } from "../domain/scan-report.ts";
import type { Subject } from "../domain/subject.ts";
import type { VantageKind } from "../domain/vantage.ts";
import { type Fleet, type PlantedFault, startFleet } from "../fleet/index.ts";
import { runScan, type ScanOptions } from "./index.ts";
import { onFreeBase } from "./proof/free-base-fixture.ts";

/** A fleet of its own range, a free one where none is named, removed with its folder. */
export async function fleetOn(base?: string): Promise<{ fleet: Fleet; stop(): Promise<void> }> {
  const directory = mkdtempSync(join(tmpdir(), "breakwater-fleet-"));
  const start = (on: string) => startFleet({ directory, base: on });
  const fleet = await (base === undefined ? onFreeBase(start) : start(base));
  return {
    fleet,
    async stop() {
      await fleet.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Scans one cluster of the fleet as its administrator, unless told otherwise. */
export function scanFleet(fleet: Fleet, cluster: string, options: Partial<ScanOptions> = {}): Promise<ScanReport> {
  const text = readFileSync(fleet.kubeconfig, "utf8");
  return runScan({
    source: { kind: "kubeconfig", text, context: cluster, origin: "file" },
    clusterName: cluster,
    vantage: { name: "scanner", kind: "worker-node" },
    profile: "standard",
    authorizationProofs: false,
    signal: new AbortController().signal,
    now: () => new Date(),
    ...options,
  });
}

/** Node findings have one subject a check; only an orphan listener and a Service are told apart by port. */
function key(checkId: string, subject: Pick<Subject, "kind" | "name" | "namespace" | "port">): string {
  const port = subject.kind === "Service" || checkId === "nodeport-orphan-listener" ? subject.port : "";
  return [checkId, subject.kind, subject.namespace ?? "", subject.name, port].join(" ");
}

export function found(report: ScanReport): string[] {
  return report.results
    .filter((result) => result.verdict === "fail")
    .map((result) => key(result.checkId, result.subject))
    .sort();
}

export function planted(fleet: Fleet, cluster: string, vantage: VantageKind): string[] {
  return fleet
    .faults()
    .filter((fault) => fault.cluster === cluster && !fault.fixed && fault.vantages.includes(vantage))
    .map((fault) => key(fault.checkId, fault.subject))
    .sort();
}

/** The scanner's own least-privileged identity, as a user's cluster has it. */
export function scannerSource(fleet: Fleet, cluster: string): ScanOptions["source"] {
  const text = readFileSync(fleet.kubeconfigs.scanner, "utf8");
  return { kind: "kubeconfig", text, context: cluster, origin: "file" };
}

export function resultOf(
  report: ScanReport,
  fault: Pick<PlantedFault, "checkId" | "subject">,
): CheckResult | undefined {
  return report.results.find((result) => key(result.checkId, result.subject) === key(fault.checkId, fault.subject));
}
