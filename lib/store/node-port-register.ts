import { readApproval } from "../domain/port-approval.ts";
import type { BaselineEntry } from "../domain/port-baseline.ts";
import { severities } from "../domain/severity.ts";
import { vantageRank } from "../domain/vantage.ts";
import type {
  ForgottenSign,
  NodePortQuery,
  NodePortRegister,
  NodePortRow,
  PortReview,
} from "../domain/views/port-view.ts";
import { query } from "./client.ts";
import { isoOrNull } from "./column-values.ts";
import {
  type DeclaredNodePort,
  type DeclaredThen,
  portKey,
  readDeclaredNodePorts,
  readDeclaredThen,
} from "./declared-node-ports.ts";
import { Prisma } from "./generated/client.ts";
import { facetsOf, matchesAll } from "./node-port-filter.ts";
import { baselineOf, nodePortOwner, signsOf } from "./node-port-owner.ts";
import {
  type FindingsAt,
  forgottenChecks,
  readFindingsAt,
  readSightings,
  type Sighting,
} from "./node-port-sightings.ts";
import { answersOf, readAnswers } from "./port-answer-counts.ts";
import { readBaselineEntries } from "./port-expectations.ts";
import { readReviews, reviewKey } from "./port-reviews.ts";
import { type LookedAt, readLookedAt } from "./ports-looked-at.ts";

type Base = Pick<NodePortRow, "clusterId" | "port" | "protocol" | "via" | "kind" | "namespace" | "name"> & {
  facts: DeclaredNodePort["facts"] | null;
};

interface Known {
  names: Map<string, string>;
  sightings: Map<string, Sighting>;
  answers: Map<string, Awaited<ReturnType<typeof readAnswers>>>;
  findings: Map<string, FindingsAt>;
  baselines: Map<string, BaselineEntry[]>;
  reviews: Map<string, PortReview>;
  lookedAt: LookedAt;
  now: Date;
}

function declaredBase({ facts, clusterId, port, protocol, via, kind, name }: DeclaredNodePort): Base {
  const [namespace, object] = name.includes("/") ? name.split("/", 2) : [null, name];
  return { clusterId, port, protocol, via, kind, namespace: namespace ?? null, name: object ?? name, facts };
}

/** Open in the range and declared by nobody; a Service that had it before is named. */
function undeclaredBase({ clusterId, port, protocol }: Sighting, then: DeclaredThen): Base {
  const before = then.get(portKey(clusterId, port, protocol))?.service;
  const { namespace = null, name = null } = before ?? {};
  return {
    clusterId,
    port,
    protocol,
    via: "undeclared",
    kind: before ? "Service" : null,
    namespace,
    name,
    facts: null,
  };
}

function foundSigns(base: Base, found: FindingsAt | undefined): ForgottenSign[] {
  const has = (sign: keyof typeof forgottenChecks) => found?.checks.includes(forgottenChecks[sign]) ?? false;
  if (base.via === "undeclared") return [base.name === null ? "undeclared" : "service-gone"];
  return base.kind === "Service" && has("leftover") ? ["leftover"] : [];
}

function rowOf(base: Base, known: Known): NodePortRow {
  const { facts, clusterId, port, protocol, namespace, name } = base;
  const place = portKey(clusterId, port, protocol);
  const seen = known.sightings.get(place);
  const found = known.findings.get(`${clusterId} ${port}`);
  const fullName = name === null ? null : namespace === null ? name : `${namespace}/${name}`;
  const approval =
    base.via === "undeclared" || facts?.approval === undefined ? null : readApproval(facts.approval, known.now);
  const baseline = baselineOf(known.baselines.get(clusterId) ?? [], { port, protocol, name: fullName });
  const service = { clusterId, port, protocol, namespace: namespace ?? "", service: name ?? "" };
  const key = reviewKey(service);
  const row = {
    ...{ key, clusterId, port, protocol, namespace, name, approval, baseline },
    clusterName: known.names.get(clusterId) ?? clusterId,
    via: base.via,
    kind: base.kind,
    serviceUid: facts?.kind === "Service" ? facts.uid : null,
    targetPort: facts?.targetPort ?? null,
    workloads: facts?.workloads ?? [],
    deployedBy: facts?.deployedBy ?? null,
    owner: nodePortOwner(facts, approval, baseline),
    createdAt: facts?.createdAt ?? null,
    openSince: isoOrNull(seen?.since ?? null),
    exposures: seen?.exposures ?? 0,
    nodes: seen?.nodes ?? 0,
    looked: Math.max(seen?.nodes ?? 0, known.lookedAt(port, protocol, clusterId)),
    vantages: [...(seen?.vantages ?? [])].sort((a, b) => vantageRank(a) - vantageRank(b)),
    answers: answersOf(known.answers.get(place) ?? []),
    endpoints: facts?.readyEndpoints ?? null,
    findings: found?.count ?? 0,
    worst: found ? (severities[found.worst] ?? null) : null,
    review: known.reviews.get(key) ?? null,
  };
  return { ...row, signs: signsOf(row, foundSigns(base, found), known.now) };
}

async function readRows(cluster: string | undefined, now: Date): Promise<NodePortRow[]> {
  const then = await readDeclaredThen(cluster);
  const declared = await readDeclaredNodePorts(then, cluster);
  const sightings = await readSightings(declared, cluster);
  const own = cluster ? Prisma.sql`e."clusterId" = ${cluster}` : Prisma.sql`true`;
  const [answers, findings, baselines, reviews, lookedAt, clusters] = await Promise.all([
    readAnswers([...sightings.values()], own),
    readFindingsAt(cluster),
    readBaselineEntries(cluster),
    readReviews(cluster),
    readLookedAt({ cluster }),
    query((database) => database.cluster.findMany({ select: { id: true, name: true } })),
  ]);
  const known: Known = {
    ...{ sightings, findings, baselines, reviews, lookedAt, now },
    names: new Map(clusters.map(({ id, name }) => [id, name])),
    answers: Map.groupBy(answers, ({ clusterId, port, protocol }) => portKey(clusterId, port, protocol)),
  };
  const taken = new Set(declared.map(({ clusterId, port, protocol }) => portKey(clusterId, port, protocol)));
  const undeclared = [...sightings]
    .filter(([key, { unowned, port }]) => unowned && !taken.has(key) && port >= 30_000 && port <= 32_767)
    .map(([, sighting]) => undeclaredBase(sighting, then));
  return [...declared.map(declaredBase), ...undeclared]
    .map((base) => rowOf(base, known))
    .sort(
      (a, b) => a.port - b.port || a.clusterName.localeCompare(b.clusterName, "en") || a.key.localeCompare(b.key, "en"),
    );
}

/** Every node port, declared or open, that matches; with how many each value of a filter would leave. */
export async function getNodePortRegister(asked: NodePortQuery = {}, now = new Date()): Promise<NodePortRegister> {
  const rows = await readRows(asked.cluster, now);
  const shown = rows.filter((row) => matchesAll(row, asked));
  return {
    rows: shown,
    total: shown.length,
    facets: facetsOf(rows, asked),
    forgotten: rows.filter((row) => row.signs.length > 0).length,
  };
}
