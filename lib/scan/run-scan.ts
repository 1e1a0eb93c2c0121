import packageJson from "../../package.json" with { type: "json" };
import { checks, findCheck } from "../checks/index.ts";
import { type ClusterSource, cidrLabel, discover } from "../discovery/index.ts";
import type { Evidence } from "../domain/evidence.ts";
import { type Inventory, nodeAddresses, zoneOf } from "../domain/inventory.ts";
import type { BaselineInForce } from "../domain/port-baseline.ts";
import type { PreviousScan } from "../domain/previous-scan.ts";
import { type RawEvidence, rawEvidenceFormat } from "../domain/raw-evidence.ts";
import type {
  ResumedScan,
  ScanProblem,
  ScanProfile,
  ScanProgress,
  ScanReport,
  ScanScope,
} from "../domain/scan-report.ts";
import type { Subject } from "../domain/subject.ts";
import type { Vantage } from "../domain/vantage.ts";
import { declaredPortsOf, effectiveSettings, ownersOfCluster } from "../evidence/index.ts";
import { type Budget, budget, parseEndpoint, profileLimits } from "../probes/index.ts";
import { cover } from "./cover.ts";
import { type Imported, importedHere, withNodeReports } from "./join-imports.ts";
import { evidenceOf, judgeSeen } from "./judge-raw.ts";
import { lookAtMetadata } from "./look-at-metadata.ts";
import { type Looked, lookAtTargets, portsPlanned } from "./look-at-targets.ts";
import { planTargets } from "./plan-targets.ts";
import { readingsFor } from "./readings.ts";

export interface ScanOptions {
  source: ClusterSource;
  clusterName: string;
  /** Identity of the cluster when discovery cannot read the kube-system namespace's uid. */
  clusterUid?: string;
  vantage: Vantage;
  profile: ScanProfile;
  /** Replaces the profile's ports. */
  ports?: number[];
  /** Connections a second at most, over all targets. */
  rate?: number;
  authorizationProofs: boolean;
  /** Where the cloud's metadata service is asked from this vantage, "169.254.169.254:80"; nowhere where absent. */
  metadataEndpoint?: string;
  scope?: ScanScope;
  /** The last complete scan from this vantage, to judge changes by. */
  previous?: PreviousScan | null;
  /** The ports that are meant to be open, as they were saved before the scan began. */
  baseline?: BaselineInForce | null;
  /** What other tools said, as far as it is still worth something. */
  imported?: Imported;
  alsoJudge?: { checkId: string; subject: Subject }[];
  /** Aborting keeps the finished nodes and marks the report partial. */
  signal: AbortSignal;
  now(): Date;
  /** Called once, before the first connection, with what the scan is going to cost. */
  onPlan?(plan: { addresses: number; budget: Budget }): void;
  onProgress?(progress: ScanProgress): void;
  /** Called once, with all that was judged by, so that it can be kept and judged again. */
  onEvidence?(raw: RawEvidence): void;
}

/**
 * One scan, from discovery to judgement; stores nothing. Throws AppError only when nothing at all could be learnt
 * (API server unreachable, credential refused); everything else is in the report's problems, lost needs and unknowns.
 */
export async function runScan(options: ScanOptions): Promise<ScanReport> {
  const startedAt = options.now();
  // A mistyped address is said before anything is looked at.
  if (options.metadataEndpoint) parseEndpoint(options.metadataEndpoint);
  const onlyNodes = options.scope?.nodes ?? (needsKubeletConfigs(options.scope) ? undefined : []);
  const discovery = { signal: options.signal, now: options.now, ...narrowed(options.scope) };
  const listed = await discover(options.source, onlyNodes ? { ...discovery, onlyNodes } : discovery);
  const looked = await look(listed, options);
  const resumed = resumedHere(listed, options.scope);
  // What an earlier scan saw is not in this one's evidence: it judges no more than a scan that was stopped before it.
  const stopped = options.signal.aborted || resumed !== null;
  const inventory = withNodeReports(withoutEmptyAddresses(listed, looked), options.imported);
  const { now, vantage, profile } = options;
  const { sweeps } = looked;
  const problems = [...unresolved(inventory), ...looked.problems];
  const clusterUid = inventory.cluster.uid ?? options.clusterUid ?? `name:${options.clusterName}`;
  const seen = {
    inventory,
    observations: [...looked.observations, ...importedHere(inventory, options.imported, looked)],
    sweeps,
    problems,
    stopped,
    clusterUid,
  };
  const raw = rawEvidence(options, seen, now());
  const evidence = evidenceOf(raw);
  const judged = judgeSeen(evidence, raw, checks);
  const coverage = { ...cover(evidence, looked, checks), ...(resumed ? { resumed } : {}) };
  const finishedAt = now().toISOString();
  options.onEvidence?.({ ...raw, startedAt: startedAt.toISOString(), finishedAt, coverage: coverage.nodes });
  const { name, version } = { name: options.clusterName, version: inventory.cluster.version };
  return {
    schemaVersion: 1,
    tool: { name: "breakwater", version: packageJson.version },
    cluster: {
      name,
      uid: clusterUid,
      version,
      distribution: inventory.cluster.distribution,
      source: inventory.cluster.source,
    },
    vantage,
    startedAt: startedAt.toISOString(),
    finishedAt,
    profile,
    outcome: stopped ? "partial" : "complete",
    coverage,
    nodes: describeNodes(evidence),
    observations: looked.observations,
    sweeps,
    results: judged.results,
    owners: ownersOfCluster(evidence),
    declaredPorts: declaredPortsOf(evidence),
    baseline: judgedBy(options.baseline),
    problems: [...problems, ...judged.problems],
  };
}

/** What a report says of the expected ports that it was judged by. */
export function judgedBy(baseline: BaselineInForce | null | undefined): NonNullable<ScanReport["baseline"]> | null {
  return baseline ? { version: baseline.version, savedAt: baseline.savedAt } : null;
}

type Judged = Omit<RawEvidence, "startedAt" | "finishedAt" | "coverage">;

/** What is judged by, with the choices of the scan that decide how. */
function rawEvidence(
  options: ScanOptions,
  seen: Pick<RawEvidence, "inventory" | "observations" | "sweeps" | "problems" | "stopped" | "clusterUid">,
  now: Date,
): Judged {
  const { vantage, profile, authorizationProofs, alsoJudge, scope, previous, imported, metadataEndpoint, baseline } =
    options;
  return {
    format: rawEvidenceFormat,
    toolVersion: packageJson.version,
    ...seen,
    vantage,
    profile,
    now: now.toISOString(),
    authorizationProofs,
    metadataEndpoint: metadataEndpoint ?? null,
    scope: scope ?? null,
    alsoJudge: alsoJudge ?? [],
    imported: imported?.opinions ?? [],
    previous: previous ?? null,
    baseline: baseline ?? null,
  };
}

/** What the scan before had come to, as far as it is still there; null where nothing is left out. */
function resumedHere({ nodes }: Inventory, scope: ScanScope | undefined): ResumedScan | null {
  const { resumes } = scope ?? {};
  const here = new Set(nodes.map(({ name }) => name));
  const still = (names: readonly string[]) => names.filter((name) => here.has(name));
  const left = still(resumes?.nodes ?? []);
  return resumes && left.length > 0 ? { ...resumes, nodes: left, unreachable: still(resumes.unreachable) } : null;
}

/** A scan of some checks reads only what they stand on. */
function narrowed(scope: ScanScope | undefined): { only?: string[] } {
  if (!scope?.checks) return {};
  return { only: readingsFor(scope.checks.flatMap((id) => findCheck(id) ?? [])) };
}

/** Asking every kubelet for its configuration is the slow part of discovery: a re-check of a Service needs none. */
function needsKubeletConfigs(scope: ScanScope | undefined): boolean {
  const kinds: readonly string[] = ["kubelet", "certificate", "other"];
  return !scope?.checks || scope.checks.some((id) => kinds.includes(findCheck(id)?.component ?? "other"));
}

/** Names of an inventory file for which there is no address, and so nothing to probe. */
function unresolved(inventory: Inventory): ScanProblem[] {
  const names = inventory.lost.filter(({ need }) => need.startsWith("resolve "));
  return names.map(({ need, why }) => ({ where: need.slice("resolve ".length), message: why }));
}

/** An address of a CIDR on which nothing answers is no host at all, unlike a node that somebody named. */
function withoutEmptyAddresses(inventory: Inventory, looked: Looked): Inventory {
  if (inventory.cluster.source !== "inventory") return inventory;
  const answering = new Set(looked.sweeps.filter((sweep) => sweep.open + sweep.closed > 0).map((sweep) => sweep.node));
  const isEmpty = (node: Inventory["nodes"][number]) => cidrLabel in node.labels && !answering.has(node.name);
  return { ...inventory, nodes: inventory.nodes.filter((node) => !isEmpty(node)) };
}

async function look(inventory: Inventory, options: ScanOptions): Promise<Looked> {
  const { profile, ports, scope, vantage, now, signal, authorizationProofs } = options;
  const plan = {
    profile,
    alsoJudge: options.alsoJudge ?? [],
    ...(ports ? { ports } : {}),
    ...(scope ? { scope } : {}),
  };
  const targets = planTargets(inventory, plan);
  const limits = profileLimits[profile];
  const portsPerTarget = targets.map((target) => target.first.length + target.rest.length);
  const probesPlanned = targets.reduce((sum, target) => sum + portsPlanned(target), 0);
  const cost = budget(profile, portsPerTarget, options.rate === undefined ? {} : { rate: options.rate });
  options.onPlan?.({ addresses: targets.length, budget: cost });
  const nodesKnown = countNodes(targets);
  const context = {
    vantage,
    now,
    signal,
    authorizationProofs,
    timeoutMs: limits.probeTimeoutMs,
    maxBytes: limits.maxBytes,
  };
  const looked = await lookAtTargets(targets, {
    limits,
    ...(options.rate === undefined ? {} : { rate: options.rate }),
    caBundle: inventory.cluster.caBundle,
    context,
    onDone(probesDone, finished) {
      const nodesDone = countNodes(finished);
      options.onProgress?.({ phase: "probes", nodesDone, nodesKnown, probesDone, probesPlanned, unreachable: 0 });
    },
  });
  const asksMetadata = !scope?.checks || scope.checks.includes("cloud-metadata-reachable-from-pod");
  const endpoint = asksMetadata ? options.metadataEndpoint : undefined;
  const metadata = endpoint && (await lookAtMetadata(endpoint, limits, context));
  return metadata ? { ...looked, observations: [...looked.observations, metadata] } : looked;
}

/** Of the addresses that are looked at, the API endpoint's belongs to no node. */
function countNodes(targets: readonly { node: string | null }[]): number {
  return new Set(targets.flatMap(({ node }) => node ?? [])).size;
}

export function describeNodes(evidence: Evidence): ScanReport["nodes"] {
  return evidence.inventory.nodes.map((node) => {
    const { name, uid, roles, kubeletVersion, distribution, osImage, ready, kubeletPort } = node;
    const identity = { name, uid, roles, kubeletVersion, distribution, osImage, ready, kubeletPort };
    const settings = effectiveSettings(evidence, name);
    const addresses = nodeAddresses(node);
    return { ...identity, addresses, zone: zoneOf(node), kubeletConfig: evidence.kubeletConfig(name), settings };
  });
}
