import { createHash } from "node:crypto";
import { AppError } from "../../domain/errors.ts";
import { restoreCluster } from "../apply/restore-cluster.ts";
import { type ClusterName, clusterNames } from "../clusters/index.ts";
import type { ClusterState } from "../state.ts";
import { oldestDay } from "./episode.ts";
import { episodesOf } from "./index.ts";

const dayMs = 86_400_000;

export interface Travelled {
  day: number;
  /** First day on which the cluster stood, as far back as its past is told. */
  firstDay: number;
  /** Days on which something became otherwise. */
  turns: number[];
  /** The same on two days that differ in nothing but the clock. */
  state: string;
  /** Ports that opened, closed or answer otherwise than before, "address:port/protocol". */
  changed: string[];
}

/** What settings do not hold: identities, versions and the clock as they are today. */
interface Today {
  now: () => Date;
  version: string;
  nodes: { name: string; uid: string; createdAt: Date; hidden: boolean }[];
}

const todays = new WeakMap<ClusterState, Today>();

function todayOf(cluster: ClusterState): Today {
  const known = todays.get(cluster);
  if (known) return known;
  const { now, version } = cluster;
  const nodes = cluster.nodes.map(({ name, uid, createdAt, hidden }) => ({ name, uid, createdAt, hidden }));
  const today = { now, version, nodes };
  todays.set(cluster, today);
  return today;
}

/** First day on which a cluster stood, as far back as its past is told. */
function firstDayOf(cluster: ClusterState): number {
  const age = Math.floor((todayOf(cluster).now().getTime() - cluster.createdAt.getTime()) / dayMs);
  return Math.max(oldestDay, -age);
}

function turnsOf(cluster: ClusterState): number[] {
  const today = todayOf(cluster);
  const created = [...today.nodes, ...cluster.services].map(({ createdAt }) =>
    Math.ceil((createdAt.getTime() - today.now().getTime()) / dayMs),
  );
  const told = isName(cluster.name) ? episodesOf[cluster.name].flatMap(({ from, until }) => [from, until]) : [];
  const first = firstDayOf(cluster);
  return [...new Set([...created, ...told])].filter((day) => first < day && day < 0).sort((a, b) => a - b);
}

function isName(name: string): name is ClusterName {
  return clusterNames.some((one) => one === name);
}

/**
 * Puts a cluster into the state of a day, its clock with it: 0 is today, -90 the oldest. What clients wrote into its
 * API is forgotten. @throws AppError "invalid" for a day on which it did not stand.
 */
export function travelTo(cluster: ClusterState, day: number): void {
  const first = firstDayOf(cluster);
  if (!Number.isInteger(day) || day > 0 || day < first)
    throw new AppError("invalid", `The past of ${cluster.name} has the days ${first} to 0; ${day} was asked for.`);
  const today = todayOf(cluster);
  restoreCluster(cluster);
  cluster.now = today.now;
  cluster.version = today.version;
  for (const [index, node] of cluster.nodes.entries()) Object.assign(node, today.nodes[index]);
  if (day === 0) return;
  cluster.now = () => new Date(today.now().getTime() + day * dayMs);
  const episodes = isName(cluster.name) ? episodesOf[cluster.name] : [];
  for (const { from, until, apply } of episodes) if (from <= day && day < until) apply(cluster);
  const at = cluster.now().getTime();
  for (const node of cluster.nodes) if (node.createdAt.getTime() > at) node.hidden = true;
  for (const service of cluster.services) if (service.createdAt.getTime() > at) service.deleted = true;
}

/** What tells days of a cluster apart; `certificates` counts their renewals. */
export function whereIs(cluster: ClusterState, certificates: number): Pick<Travelled, "firstDay" | "turns" | "state"> {
  const { version, settings, nodes, services, namespaces } = cluster;
  const parts = [
    nodes.map(({ name, uid, createdAt, hidden, settings }) => [name, uid, createdAt, hidden, settings]),
    services.map(({ name, initial: _initial, ...now }) => [name, now]),
    namespaces.map(({ name, settings }) => [name, settings]),
  ];
  const text = JSON.stringify([version, settings, parts, certificates]);
  return {
    firstDay: firstDayOf(cluster),
    turns: turnsOf(cluster),
    state: createHash("sha256").update(text).digest("hex"),
  };
}
