import { join } from "node:path";
import { AppError, messageOf } from "../domain/errors.ts";
import { beginSchedule, type DemoCluster, type DemoFleet } from "./demo-fleet.ts";
import type { HistoryOrder } from "./demo-history-child.ts";
import { scanBehind, scanFirst } from "./first-scan.ts";
import { projectRoot } from "./pack-standalone.ts";
import type { Product } from "./product.ts";
import { runOnce } from "./run-once.ts";
import { seconds } from "./steps.ts";

const lineEveryMs = 4_000;

type Told = { kind: "stored"; done: number; of: number } | { kind: "made"; scans: number };

function isTold(message: unknown): message is Told {
  return typeof message === "object" && message !== null && "kind" in message;
}

/** Tells the past of a cluster, if that was not done before; its schedule begins then. Answers how many scans it took. */
async function tellPast(
  product: Product,
  fleet: DemoFleet,
  { cluster, past }: DemoCluster,
  pace: HistoryOrder["pace"],
) {
  if (!past) return 0;
  const { store, environment, steps } = product;
  const { scheduleId } = past;
  const order: HistoryOrder = {
    ...{ clusterId: cluster.id, clusterName: cluster.name, scheduleId, pace },
    ...{ control: fleet.control(), days: environment.demoDays },
  };
  let scans = 0;
  let lastLineAt = performance.now();
  const spec = {
    ...{ title: `The past of ${cluster.name}`, name: "demo-history", cwd: projectRoot, heapMiB: 512 },
    args: [join(projectRoot, "lib/launch/demo-history-child.ts"), JSON.stringify(order)],
  };
  await runOnce(product, spec, (message) => {
    if (!isTold(message)) return;
    if (message.kind === "made") scans = message.scans;
    else if (pace === "daily" && performance.now() - lastLineAt > lineEveryMs) {
      lastLineAt = performance.now();
      steps.say(`The past of ${cluster.name}: ${message.done} of ${message.of} scans`);
    }
  });
  await store.markDemoPast(cluster.id, "made");
  await beginSchedule(store, scheduleId);
  return scans;
}

/** The demo is worth having without a past: what stood in its way is said, and the next start tries again. */
function sayWhy({ signal, steps }: Product): (error: unknown) => void {
  return (error) => {
    if (signal.aborted) throw error;
    steps.say(`${messageOf(error)}\n  The next start of the demo tells it afresh.`);
  };
}

/** The main cluster's past, then its first scan; what is told of the others follows behind. */
export async function startDemoScans(product: Product, fleet: DemoFleet): Promise<void> {
  const { steps, environment } = product;
  const [main, ...others] = fleet.clusters;
  if (!main) throw new AppError("unavailable", "The demo fleet has no cluster.");
  if (main.past) {
    const line = (scans: number) =>
      `The last ${environment.demoDays} days: ${scans} scans of ${main.cluster.name} made`;
    await steps.step(() => tellPast(product, fleet, main, "daily"), line).catch(sayWhy(product));
  }
  await scanFirst(product, main.cluster);
  const behind = scanOthers(product, fleet, others);
  if (others.every(({ past }) => past === null)) return behind;
  behind.catch((error: unknown) => {
    if (!product.signal.aborted) steps.say(messageOf(error));
  });
}

/** One cluster after the other, each past before its first scan: what is older than what is stored moves nothing. */
async function scanOthers(product: Product, fleet: DemoFleet, others: readonly DemoCluster[]): Promise<void> {
  const startedAt = performance.now();
  let scans = 0;
  for (const other of others) {
    await tellPast(product, fleet, other, "weekly").then((made) => {
      scans += made;
    }, sayWhy(product));
    await scanBehind(product, other.cluster);
  }
  if (scans === 0) return;
  const line = `The past of the other ${others.length} clusters: ${scans} scans made`;
  product.steps.say(`${line} (${seconds(performance.now() - startedAt)})`);
}
