import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "../domain/errors.ts";
import { severities } from "../domain/severity.ts";
import type { ClusterRow } from "../domain/views/cluster-view.ts";
import type { ScanDetail } from "../domain/views/scan-view.ts";
import type { Product, Store } from "./product.ts";

const lineEveryMs = 2_000;
const askEveryMs = 250;
const over = new Set(["complete", "partial", "failed", "cancelled"]);

/** Asks for a scan of a cluster; the one that is queued or running already is as good. */
async function request(store: Store, cluster: ClusterRow): Promise<string> {
  const [newest] = (await store.listScans({ clusterId: cluster.id, limit: 1 })).items;
  if (newest && !over.has(newest.state)) return newest.id;
  return (await store.requestScan({ clusterId: cluster.id, profile: "standard", trigger: "manual" })).id;
}

function progressLine(scan: ScanDetail): string {
  const { progress, clusterName } = scan;
  if (!progress) return `Scanning ${clusterName}: waiting for the worker`;
  if (progress.probesPlanned === 0) return `Scanning ${clusterName}: reading what exists`;
  return `Scanning ${clusterName}: ${progress.probesDone} of ${progress.probesPlanned} probes`;
}

async function follow(product: Product, scanId: string): Promise<ScanDetail> {
  let lastLineAt = performance.now();
  for (;;) {
    const scan = await product.store.getScan(scanId);
    if (over.has(scan.state)) return scan;
    if (performance.now() - lastLineAt > lineEveryMs) {
      lastLineAt = performance.now();
      product.steps.say(progressLine(scan));
    }
    await sleep(askEveryMs, undefined, { signal: product.signal });
  }
}

function summary(scan: ScanDetail): string {
  const parts = severities.flatMap((severity) =>
    scan.found?.[severity] ? [`${scan.found[severity]} ${severity}`] : [],
  );
  const { checked = 0, known = 0 } = scan.nodes ?? {};
  return `${scan.clusterName} scanned: ${checked} of ${known} nodes; found ${parts.join(", ") || "nothing"}`;
}

/** Scans a cluster and waits until that is stored, unless an earlier start did. */
export async function scanFirst(product: Product, cluster: ClusterRow): Promise<void> {
  const { store, steps } = product;
  const scanId = await request(store, cluster);
  if (cluster.lastScan) {
    steps.say(`${cluster.name}: last scanned ${cluster.lastScan.finishedAt}; the next scan runs`);
    return;
  }
  const scan = await steps.step(() => follow(product, scanId), summary);
  if (scan.state === "failed" || scan.state === "cancelled") {
    throw new AppError(
      "unavailable",
      `The first scan of ${cluster.name} ${scan.state}: ${scan.message ?? "no reason"}`,
    );
  }
}

/** Asks for a scan of a cluster and does not wait for it; answers its id. */
export async function scanBehind({ store }: Product, cluster: ClusterRow): Promise<string> {
  return request(store, cluster);
}
