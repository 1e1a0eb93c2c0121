import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ClusterRow } from "../domain/views/cluster-view.ts";
import type { Manifest } from "../fleet/index.ts";
import { nextDue } from "../schedule/index.ts";
import { type FleetContext, writeFleetContexts } from "./fleet-kubeconfig.ts";
import { projectRoot } from "./pack-standalone.ts";
import type { Product, Store } from "./product.ts";
import type { ChildSpec } from "./supervise.ts";
import { waitForMessage } from "./wait-for-message.ts";

const schedule = { cron: "17 * * * *", timeZone: "UTC", profile: "standard" } as const;

/** Registers one of the fleet's clusters and its schedule, or finds them from an earlier start. */
async function register(store: Store, context: FleetContext, known: ClusterRow[]): Promise<ClusterRow> {
  const { name, server, kubeconfig } = context;
  const found = known.find((cluster) => cluster.isDemo && cluster.name === name);
  // Another address is another cluster: what was found there says nothing about this one.
  if (found && found.target !== server) await store.deleteCluster(found.id);
  else if (found) return found;
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
  const nextDueAt = nextDue(schedule.cron, schedule.timeZone, new Date());
  await store.createSchedule({ ...schedule, clusterId: cluster.id, nextDueAt });
  return cluster;
}

/** Starts the demo fleet and registers its clusters, the main one first. */
export async function startDemoFleet(product: Product): Promise<ClusterRow[]> {
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
  await steps.step(
    () => product.startChild(spec),
    () => {
      const { clusters } = readManifest();
      return `Demo fleet: ${clusters.flatMap(({ nodes }) => nodes).length} nodes in ${clusters.length} clusters`;
    },
  );
  const known = await store.listClusters();
  const clusters: ClusterRow[] = [];
  for (const context of writeContexts()) clusters.push(await register(store, context, known));
  return clusters;
}
