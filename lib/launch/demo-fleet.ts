import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ClusterRow } from "../domain/views/cluster-view.ts";
import type { Manifest } from "../fleet/index.ts";
import { nextDue } from "../schedule/index.ts";
import { demoBaseline } from "./demo-baseline.ts";
import { type FleetContext, writeFleetContexts } from "./fleet-kubeconfig.ts";
import { projectRoot } from "./pack-standalone.ts";
import type { Product, Store } from "./product.ts";
import type { ChildSpec } from "./supervise.ts";
import { waitForMessage } from "./wait-for-message.ts";

const schedule = { cron: "17 * * * *", timeZone: "UTC", profile: "standard" } as const;

/** One cluster of the fleet as it is registered. */
export interface DemoCluster {
  cluster: ClusterRow;
  /** Its schedule, and true while its past is still to be told: the schedule rests until then. */
  past: { scheduleId: string } | null;
}

export interface DemoFleet {
  /** The main one first. */
  clusters: DemoCluster[];
  /** URL of the fleet's control, which a restart of the fleet changes. */
  control(): string;
  /** How many nodes its servers play. */
  nodes(): number;
}

/** Lets a schedule that rested while the past was told begin. */
export async function beginSchedule(store: Store, scheduleId: string): Promise<void> {
  await store.updateSchedule(scheduleId, {
    paused: false,
    nextDueAt: nextDue(schedule.cron, schedule.timeZone, new Date()),
  });
}

/** Registers one of the fleet's clusters and its schedule, or finds them from an earlier start. */
async function register(
  { store, environment }: Product,
  context: FleetContext,
  known: ClusterRow[],
  pasts: Map<string, "begun" | "made">,
): Promise<DemoCluster> {
  const { name, server, kubeconfig } = context;
  const found = known.find((cluster) => cluster.isDemo && cluster.name === name);
  // Another address is another cluster: what was found there says nothing about this one. A past that was told by half
  // is told afresh.
  if (found && (found.target !== server || pasts.get(found.id) === "begun")) await store.deleteCluster(found.id);
  else if (found) return { cluster: found, past: null };
  const cluster = await store.createCluster({
    name,
    source: "kubeconfig",
    secret: kubeconfig,
    context: name,
    origin: "file",
    target: server,
    authorizationProofs: true,
    isDemo: true,
  });
  const { id: clusterId } = cluster;
  const expected = demoBaseline(name, environment.demoDays, new Date());
  if (expected) await store.saveBaseline({ clusterId, version: 0, ...expected });
  if (environment.demoDays === 0) {
    const nextDueAt = nextDue(schedule.cron, schedule.timeZone, new Date());
    await store.createSchedule({ ...schedule, clusterId, nextDueAt });
    return { cluster, past: null };
  }
  await store.markDemoPast(clusterId, "begun");
  const resting = await store.createSchedule({ ...schedule, clusterId, nextDueAt: null });
  return { cluster, past: { scheduleId: resting.id } };
}

/** Starts the demo fleet and registers its clusters, the main one first. */
export async function startDemoFleet(product: Product): Promise<DemoFleet> {
  const { environment, store, steps } = product;
  const directory = join(environment.dataDir, "fleet");
  const readManifest = (): Manifest => JSON.parse(readFileSync(join(directory, "manifest.json"), "utf8"));
  const writeContexts = () => writeFleetContexts(readManifest().kubeconfigs.scanner, join(directory, "contexts"));
  const spec: ChildSpec = {
    title: "Demo fleet",
    name: "fleet",
    args: [join(projectRoot, "lib/launch/fleet-child.ts"), directory, environment.fleetBase],
    env: product.childEnvironment,
    cwd: projectRoot,
    heapMiB: 256,
    ready: (child, signal) => waitForMessage(child, "ready", signal).then(() => undefined),
    onRestarted: async () => void writeContexts(),
  };
  const countNodes = () => readManifest().clusters.flatMap(({ nodes }) => nodes).length;
  await steps.step(
    () => product.startChild(spec),
    () => `Demo fleet: ${countNodes()} nodes in ${readManifest().clusters.length} clusters`,
  );
  const known = await store.listClusters();
  const { pasts } = await store.readDemoState();
  const clusters: DemoCluster[] = [];
  for (const context of writeContexts()) clusters.push(await register(product, context, known, pasts));
  return { clusters, control: () => readManifest().control, nodes: countNodes };
}
