import { resolve } from "node:path";
import { AppError } from "../domain/errors.ts";
import { AddressPlan } from "./address-plan.ts";
import { restoreCluster } from "./apply/restore-cluster.ts";
import { onWrite } from "./apply/written-objects.ts";
import { Tokens } from "./authentication.ts";
import { ClusterServers } from "./cluster-servers.ts";
import { type ClusterName, clusterNames } from "./clusters/index.ts";
import { type ControlServer, startControl } from "./control.ts";
import type { IssuedTokens } from "./kubeconfig.ts";
import {
  describeCluster,
  type FleetCluster,
  filesIn,
  type Manifest,
  writeKubeconfigs,
  writeManifest,
} from "./manifest.ts";
import { type Travelled, travelTo, whereIs } from "./past/travel.ts";
import { Pki, sharedRsaKey } from "./pki.ts";
import { type PlantedFault, plantFaults, type RepairableFault } from "./planted-faults.ts";
import { Seed } from "./seeded.ts";
import { planCluster } from "./spec.ts";
import type { ClusterState, NodeState } from "./state.ts";

export { type ClusterName, clusterNames } from "./clusters/index.ts";
export { notPlanted } from "./faults/not-planted.ts";
export type { FleetCluster, FleetNode, Manifest } from "./manifest.ts";
export type { Travelled } from "./past/travel.ts";
export type { PlantedFault } from "./planted-faults.ts";

export const fleetDefaults = { controlPlanes: 3, workers: 11, seed: 7, base: "127.30" } as const;

export interface FleetOptions {
  controlPlanes?: number;
  /** Workers of the main cluster; with the control planes at most 1,000. */
  workers?: number;
  seed?: number;
  /** First two octets of every node address. */
  base?: string;
  /** Kubeconfigs, authority and manifest are written here, for the owner only. */
  directory: string;
  /** 0 takes a free one. */
  controlPort?: number;
  now?: () => Date;
  clusters?: readonly ClusterName[];
  /** Called with a line for each step of the start. */
  onStep?: (line: string) => void;
}

export interface Fleet {
  readonly clusters: FleetCluster[];
  readonly kubeconfig: string;
  readonly manifest: string;
  readonly kubeconfigs: Manifest["kubeconfigs"];
  readonly control: { url: string };
  /** Open ports, of all clusters. */
  readonly listeners: number;
  faults(): PlantedFault[];
  /** Repairs it as an engineer would: on the wire, in the configuration and in the API. */
  fix(id: string): Promise<void>;
  /** Puts it back. */
  unfix(id: string): Promise<void>;
  /** Changes settings of a cluster, then opens and closes what follows from them. */
  change(cluster: string, apply: (state: ClusterState) => void): Promise<void>;
  /** Puts a whole cluster back to its first day, with what was written into its API. */
  restore(cluster: string): Promise<void>;
  /** Puts a cluster and its clock into the state of a day: 0 is today, -90 the oldest. */
  travel(cluster: string, day: number): Promise<Travelled>;
  stop(): Promise<void>;
}

interface RunningCluster {
  cluster: ClusterState;
  pki: Pki;
  tokens: IssuedTokens;
  servers: ClusterServers;
}

/** Starts every cluster in this process. @throws AppError for sizes that cannot be, Error for a port in use. */
export async function startFleet(options: FleetOptions): Promise<Fleet> {
  const {
    controlPlanes = fleetDefaults.controlPlanes,
    workers = fleetDefaults.workers,
    seed: seedNumber = fleetDefaults.seed,
    base = fleetDefaults.base,
  } = options;
  checkSize(controlPlanes, workers);
  const plan = new AddressPlan(base);
  const seed = new Seed(seedNumber);
  const clock = options.now ?? (() => new Date());
  const directory = resolve(options.directory);
  const names = clusterNames.filter((name) => (options.clusters ?? clusterNames).includes(name));
  const rsa = sharedRsaKey();
  const running: RunningCluster[] = [];
  try {
    for (const name of names) {
      const cluster = planCluster(name, { controlPlanes, workers }, plan, seed, clock);
      const one = await startCluster(cluster, rsa);
      running.push(one);
      options.onStep?.(
        `${name}: ${describeCluster(cluster).nodes.length} nodes of ${cluster.distribution} ${cluster.version} on ${base}.0.0/16, ${one.servers.count} ports open`,
      );
    }
    const fleet = new RunningFleet(running, directory, { seed: seedNumber, base });
    await fleet.begin(options.controlPort ?? 0);
    return fleet;
  } catch (error) {
    await Promise.all(running.map((one) => one.servers.close()));
    throw error;
  }
}

function checkSize(controlPlanes: number, workers: number): void {
  const whole = Number.isInteger(controlPlanes) && Number.isInteger(workers);
  if (whole && controlPlanes >= 1 && workers >= 0 && controlPlanes <= 9 && controlPlanes + workers <= 1000) return;
  throw new AppError(
    "invalid",
    `A fleet has 1 to 9 control planes and at most 1,000 nodes in all; ${controlPlanes} and ${workers} were asked for.`,
  );
}

async function startCluster(
  cluster: ClusterState,
  rsa: () => ReturnType<ReturnType<typeof sharedRsaKey>>,
): Promise<RunningCluster> {
  const pki = await Pki.create(cluster, rsa);
  const tokens = new Tokens();
  const dayMs = 86_400_000;
  const later = new Date(cluster.now().getTime() + 365 * dayMs);
  const earlier = new Date(cluster.now().getTime() - 2 * dayMs);
  const issued: IssuedTokens = {
    scanner: tokens.issue("kube-system", "breakwater-scanner", later),
    viewer: tokens.issue("kube-system", "node-viewer", later),
    expired: tokens.issue("kube-system", "breakwater-scanner", earlier, true),
  };
  const servers = new ClusterServers({ cluster, pki, tokens, backends: new Map() });
  try {
    await servers.reconcile(cluster.nodes);
  } catch (error) {
    await servers.close();
    throw error;
  }
  return { cluster, pki, tokens: issued, servers };
}

class RunningFleet implements Fleet {
  readonly #running: RunningCluster[];
  readonly #directory: string;
  readonly #identity: { seed: number; base: string };
  readonly #faults: Map<string, { owner: RunningCluster; planted: RepairableFault }>;
  #control: ControlServer | undefined;
  /** Changes happen one after another. */
  #queue: Promise<void> = Promise.resolve();

  constructor(running: RunningCluster[], directory: string, identity: { seed: number; base: string }) {
    this.#running = running;
    this.#directory = directory;
    this.#identity = identity;
    this.#faults = new Map(
      running.flatMap((owner) =>
        plantFaults(owner.cluster).map((planted) => [planted.fault.id, { owner, planted }] as const),
      ),
    );
  }

  async begin(controlPort: number): Promise<void> {
    for (const { cluster } of this.#running) onWrite(cluster, () => this.change(cluster.name, () => undefined));
    this.#control = await startControl(this, controlPort);
    try {
      await this.#write();
    } catch (error) {
      await this.#control.close();
      throw error;
    }
  }

  get clusters(): FleetCluster[] {
    return this.#running.map((one) => describeCluster(one.cluster));
  }

  get kubeconfig(): string {
    return this.kubeconfigs.admin;
  }

  get manifest(): string {
    return filesIn(this.#directory).manifest;
  }

  get kubeconfigs(): Manifest["kubeconfigs"] {
    return filesIn(this.#directory).kubeconfigs;
  }

  get control(): { url: string } {
    return { url: this.#control?.url ?? "" };
  }

  get listeners(): number {
    return this.#running.reduce((sum, one) => sum + one.servers.count, 0);
  }

  faults(): PlantedFault[] {
    return [...this.#faults.values()].map(({ planted }) => ({ ...planted.fault, fixed: planted.isFixed() }));
  }

  fix(id: string): Promise<void> {
    return this.#change(id, (planted) => planted.fix());
  }

  unfix(id: string): Promise<void> {
    return this.#change(id, (planted) => planted.unfix());
  }

  async change(cluster: string, apply: (state: ClusterState) => void): Promise<void> {
    await this.#changed(this.#owner(cluster), apply);
  }

  async travel(cluster: string, day: number): Promise<Travelled> {
    const owner = this.#owner(cluster);
    const changed = await this.#changed(owner, (state) => travelTo(state, day));
    return { day, ...whereIs(owner.cluster, owner.pki.generation), changed };
  }

  #owner(cluster: string): RunningCluster {
    const owner = this.#running.find((one) => one.cluster.name === cluster);
    if (!owner) throw new AppError("not-found", `The fleet has no cluster "${cluster}".`);
    return owner;
  }

  #changed(owner: RunningCluster, apply: (state: ClusterState) => void): Promise<string[]> {
    return this.#alter(() => {
      apply(owner.cluster);
      return { owner, nodes: owner.cluster.nodes };
    });
  }

  restore(cluster: string): Promise<void> {
    return this.change(cluster, restoreCluster);
  }

  async stop(): Promise<void> {
    await this.#queue;
    await this.#control?.close();
    await Promise.all(this.#running.map((one) => one.servers.close()));
  }

  /** Everything the fleet tells about itself. */
  describe(): Manifest {
    return {
      schemaVersion: 1,
      ...this.#identity,
      kubeconfigs: this.kubeconfigs,
      control: this.control.url,
      clusters: this.clusters,
      faults: this.faults(),
    };
  }

  async #change(id: string, apply: (planted: RepairableFault) => void): Promise<void> {
    await this.#alter(() => {
      const found = this.#faults.get(id);
      if (!found) throw new AppError("not-found", `The fleet has no fault "${id}".`);
      const { owner, planted } = found;
      apply(planted);
      return { owner, nodes: planted.node ? [planted.node] : owner.cluster.nodes };
    });
  }

  #alter(apply: () => { owner: RunningCluster; nodes: NodeState[] }): Promise<string[]> {
    const change = this.#queue.then(async () => {
      const { owner, nodes } = apply();
      owner.cluster.revision += 1;
      const changed = await owner.servers.reconcile(nodes);
      await this.#write();
      return changed;
    });
    // A change that failed is its caller's to hear of; the next one still gets its turn.
    this.#queue = change.then(
      () => undefined,
      () => undefined,
    );
    return change;
  }

  async #write(): Promise<void> {
    await writeKubeconfigs(this.#directory, this.#running);
    await writeManifest(this.#directory, this.describe());
  }
}
