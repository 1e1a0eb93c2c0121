import type { Check, EvidenceItem, Judgement } from "../domain/check.ts";
import type { Evidence } from "../domain/evidence.ts";
import type { ClusterNode } from "../domain/inventory.ts";
import type { Observation, Product } from "../domain/observation.ts";
import { formatPort } from "../domain/port-state.ts";
import { type Severity, type SeverityByVantage, severityRank } from "../domain/severity.ts";
import type { Subject } from "../domain/subject.ts";
import { type VantageKind, whoStandsAt } from "../domain/vantage.ts";
import type { ClusterPod } from "../domain/workload.ts";
import { counted } from "./counted.ts";
import { exchangeItem, portItem, tlsItem } from "./evidence-items.ts";
import { nodeNetwork } from "./node-network.ts";
import { nodeSubject } from "./node-subjects.ts";
import { clusterSubject, needMissing } from "./nodeport/service-subjects.ts";
import { portItems, portOf, silenceOf } from "./port-readings.ts";
import { onPresentNode } from "./present-node.ts";
import { openAt, portSubject } from "./product-subjects.ts";
import { reachSeverity } from "./vantage-severity.ts";
import { fail, notApplicable, pass, unknown } from "./verdicts.ts";

/** What an open port means: a sentence without its full stop, and a severity other than the table's. */
export interface Said {
  says: string;
  severity?(fromTable: Severity): Severity;
}

/** How the ports of one product are judged, wherever it is recognised. */
export interface ProductRule {
  /** As sentences name it: "Cilium". */
  name: string;
  table: SeverityByVantage;
  /** The first stands for the node where nothing was recognised. */
  ports: readonly number[];
  products: readonly Product[];
  /** Ports whose number says enough to ask what answers there; `ports` where absent. */
  reserved?: readonly number[];
  /** Nodes that are judged even where nothing was recognised; all where absent. */
  expected?(node: ClusterNode, evidence: Evidence): boolean;
  /** Whether it runs is told by the images of pods, without which nothing is known of it. */
  byImage?: boolean;
  /** Of a product that stands elsewhere on some nodes: the port that stands for the node. */
  mainPort?(node: ClusterNode): number;
  /** Right although nothing was recognised, as a sentence without its full stop. */
  right?(observation: Observation): string | null;
  /** What it means that it is nowhere: that there is nothing to judge, or that all is well. */
  absence?: "not-applicable" | "pass";
  /** Wrong wherever it is seen from, but on the node itself unless `alsoOnNode`. */
  wrong(observation: Observation): Said | null;
  alsoOnNode?: boolean;
  /** Right towards those who have business there, and wrong from anywhere else. */
  reachable?(observation: Observation): Said | null;
  /** Who has business with a port that `reachable` speaks of. */
  insiders?: readonly VantageKind[];
  /** Filtered from here, on a node that answers elsewhere, is what is wanted. */
  filteredIsRight: boolean;
}

const nodesOnly: readonly VantageKind[] = ["worker-node", "control-plane", "node-local"];
const generic = new Set<string | null>([null, "tls", "http", "https"]);

const isIts = (rule: ProductRule, { product }: Observation) =>
  product !== undefined && rule.products.includes(product.product);
/** Open, on a number that is kept for the product, and nobody was recognised. */
const isUntold = (rule: ProductRule, { state, port, product, service }: Observation) =>
  state === "open" && !product && generic.has(service) && (rule.reserved ?? rule.ports).includes(port);

/** One subject a node at the product's first port, and one for every other place where it answers or may. */
export function productSubjects(evidence: Evidence, rule: ProductRule): Subject[] {
  const expected = evidence.inventory.nodes.filter((node) => rule.expected?.(node, evidence) ?? true);
  const usual = expected.map((node) => nodeSubject(node, rule.mainPort?.(node) ?? rule.ports[0] ?? 0));
  const names = new Set(expected.map(({ name }) => name));
  const isPlausible = (observation: Observation) => names.has(observation.node ?? "") && isUntold(rule, observation);
  const seen = evidence.observations
    .filter((observation) => observation.state === "open" && (isIts(rule, observation) || isPlausible(observation)))
    .flatMap((observation) => portSubject(evidence, observation) ?? []);
  const all = new Map([...seen, ...usual].map((subject) => [`${subject.uid} ${subject.port}`, subject]));
  return all.size > 0 ? [...all.values()] : [clusterSubject(evidence)];
}

export function judgeProduct(rule: ProductRule): Check["judge"] {
  return onPresentNode((subject, evidence) => {
    if (subject.kind === "Cluster") return judgeAbsence(rule, subject, evidence);
    const open = openAt(evidence, subject);
    return open.length > 0 ? judgeOpen(rule, subject, evidence, open) : judgeShut(rule, subject, evidence);
  });
}

function judgeAbsence(rule: ProductRule, { name }: Subject, evidence: Evidence): Judgement {
  if (evidence.inventory.nodes.length === 0) return unknown(`No node of ${name} is known; grant "list nodes".`);
  if (rule.byImage && evidence.inventory.pods === null && evidence.inventory.workloads === null)
    return unknown(
      needMissing(evidence, "list pods", `Pods could not be listed, so that ${rule.name} would not be seen`),
    );
  const reached = evidence.inventory.nodes.filter((node) => evidence.reachable(node.name));
  if (rule.absence === "pass") {
    if (reached.length === 0)
      return unknown(
        `No node of ${name} answered from ${evidence.vantage.name}; scan from a vantage that reaches them.`,
      );
    const silent = evidence.inventory.nodes.length - reached.length;
    if (silent > 0)
      return unknown(
        `No ${rule.name} was recognised, but ${silent} of ${evidence.inventory.nodes.length} nodes did not answer from ${evidence.vantage.name}; scan from a vantage that reaches them all.`,
      );
    // Without Services nobody knows which node ports there are, and this profile looks at no others.
    if (evidence.inventory.services === null && evidence.profile === "quick")
      return unknown(
        needMissing(evidence, "list services", `Node ports were not looked at, where a ${rule.name} may stand`),
      );
    const sweeps = evidence.sweeps.filter(({ node }) => node !== null && evidence.reachable(node)).slice(0, 20);
    const items = sweeps.map(({ address, protocol, ports, open, at, vantage }) => ({
      sent: `${protocol} sweep of ${address}, ports ${ports}`,
      received: `${open} open, none of them ${rule.name}`,
      at,
      vantage,
      decisive: true,
    }));
    return pass(
      `No ${rule.name} was recognised on the open ports of ${counted(reached.length, "node")}.`,
      items,
      evidence.vantage,
    );
  }
  return notApplicable(`Nothing of ${rule.name} is known of the nodes of ${name}, and none of it answered.`);
}

function judgeOpen(rule: ProductRule, subject: Subject, evidence: Evidence, open: readonly Observation[]): Judgement {
  const outside = rule.alsoOnNode ? open : open.filter(({ vantage }) => vantage.kind !== "node-local");
  const insiders = rule.insiders ?? nodesOnly;
  const strangers = outside.filter(({ vantage }) => !insiders.includes(vantage.kind));
  const failure = failureOf(rule.wrong, outside) ?? (rule.reachable && failureOf(rule.reachable, strangers));
  if (failure) {
    const { said, wrong } = failure;
    const reach = reachSeverity(rule.table, wrong);
    const product = wrong.find((seen) => seen.product)?.product?.product;
    const values = { nodes: nodeNetwork(evidence).join(","), ...(product ? { product } : {}) };
    const severity = said.severity?.(reach.severity) ?? reach.severity;
    return fail({
      ...reach,
      severity,
      reason: `${said.says}.`,
      evidence: wrong.flatMap((seen) => proofOf(seen)),
      values,
    });
  }
  const items = open.flatMap((seen) => proofOf(seen));
  const its = open.filter((seen) => isIts(rule, seen));
  const known = rule.reachable && its.some((seen) => rule.reachable?.(seen));
  const { name, kind } = evidence.vantage;
  if (known)
    return unknown(
      `${rule.name} answers on ${portOf(subject)}, as it has to towards ${whoStandsAt(kind)}; scan from a pod or another network than ${name} to learn who else reaches it.`,
      items,
    );
  if (its.length > 0)
    return pass(`${rule.name} answers on ${portOf(subject)} only where and how it should.`, items, evidence.vantage);
  const right = open.map((seen) => rule.right?.(seen) ?? null);
  if (right.every((sentence) => sentence !== null)) return pass(`${right[0]}.`, items, evidence.vantage);
  const other = open.find((seen) => !isUntold(rule, seen) && (seen.product || !generic.has(seen.service)));
  if (other)
    return notApplicable(
      `Another service (${other.product?.product ?? other.service}) answers on ${portOf(subject)}, not ${rule.name}.`,
      items,
    );
  return unknown(
    `${portOf(subject)} is open, but what answers there did not show itself as ${rule.name}; ask it by hand with the verify command.`,
    items,
  );
}

function failureOf(
  judge: (observation: Observation) => Said | null,
  observations: readonly Observation[],
): { said: Said; wrong: Observation[] } | null {
  const wrong = observations.filter((observation) => judge(observation) !== null);
  const said = wrong[0] ? judge(wrong[0]) : null;
  return said ? { said, wrong } : null;
}

/** Nothing is open: right where every port of the product refuses, or is filtered and that is what is wanted. */
function judgeShut(rule: ProductRule, subject: Subject, evidence: Evidence): Judgement {
  const node = subject.node ?? null;
  const isUsual = subject.port === rule.ports[0];
  const ports = isUsual && node !== null ? rule.ports : [subject.port ?? 0];
  const places = ports.map((port) => ({ ...subject, port }));
  const stateOf = ({ port }: { port: number }) =>
    subject.kind === "Service" ? serviceState(evidence, subject) : evidence.stateOf(node, port, subject.protocol);
  const isRight = (state: string) =>
    state === "closed" ||
    state === "open" ||
    (state === "filtered" && rule.filteredIsRight && isReached(evidence, node));
  const doubtful = places.find((place) => !isRight(stateOf(place)));
  if (doubtful) return unknown(silenceOf(evidence, doubtful), portItems(evidence, doubtful));
  const items = [shutItem(subject, evidence, ports)];
  const list = ports.map((port) => formatPort(port, subject.protocol)).join(", ");
  const says =
    ports.length > 1
      ? `Nothing of ${rule.name} answers on ${list} of ${subject.name}`
      : `${portOf(subject)} accepts no connection`;
  return pass(`${says} from ${evidence.vantage.name}.`, items, evidence.vantage);
}

/** One item for all that was asked in vain: the states of a node's ports, or of a Service's port on every node. */
function shutItem(subject: Subject, evidence: Evidence, ports: readonly number[]): EvidenceItem {
  const { node = null, port = 0, protocol = "TCP", kind, name } = subject;
  const lines =
    kind === "Service"
      ? evidence.inventory.nodes.map((entry) => `${entry.name}: ${evidence.stateOf(entry.name, port, protocol)}`)
      : ports.map((entry) => `${formatPort(entry, protocol)}: ${evidence.stateOf(node, entry, protocol)}`);
  const states = [...new Set(lines.map((line) => line.slice(line.lastIndexOf(": ") + 2)))];
  return {
    sent:
      kind === "Service"
        ? `${protocol} probe of ${formatPort(port, protocol)} on every node`
        : `${protocol} probes of ${name}`,
    received: states.length === 1 ? `${states[0]}` : `${states.join(" or ")}, port by port`,
    at: evidence.at(node, port, protocol)[0]?.at ?? evidence.now.toISOString(),
    vantage: evidence.vantage,
    decisive: true,
    detail: lines.slice(0, 50),
  };
}

const isReached = (evidence: Evidence, node: string | null) =>
  node === null ? evidence.inventory.nodes.some(({ name }) => evidence.reachable(name)) : evidence.reachable(node);

/** The state that leaves most in doubt among the nodes that can be reached. */
function serviceState(evidence: Evidence, { port = 0, protocol }: Subject) {
  const states = evidence.inventory.nodes
    .filter(({ name }) => evidence.reachable(name))
    .map(({ name }) => evidence.stateOf(name, port, protocol));
  const order = ["failed", "not-looked", "filtered", "closed"] as const;
  return order.find((state) => states.includes(state)) ?? "not-looked";
}

/** Answers that were given, the handshake where there was one, the state of the port where neither says anything. */
function proofOf(observation: Observation) {
  const { exchanges = [], product, tls } = observation;
  const telling = exchanges.filter(
    ({ status, url }) => status !== null && status < 400 && isAnswered(url, product?.answered),
  );
  const asked = telling.map((exchange) => exchangeItem(observation, exchange));
  const state = { ...portItem(observation), detail: [...(product?.answered ?? []), ...(product?.details ?? [])] };
  if (asked.length > 0) return asked.map((item, index) => (index === 0 ? { ...item, detail: state.detail } : item));
  if (!tls) return [state];
  const certificate = {
    required: "a client certificate is demanded",
    requested: "a client certificate is asked for, not demanded",
    "not-requested": "no client certificate is asked for",
    unknown: "no answer about client certificates",
  };
  const handshake = tlsItem(observation, `handshake ${tls.handshake}, ${certificate[tls.clientCertificate]}`);
  return [{ ...handshake, detail: [...(handshake.detail ?? []), ...state.detail] }];
}

function isAnswered(url: string, paths: readonly string[] | undefined): boolean {
  return !paths || paths.length === 0 || paths.some((path) => path.startsWith("/") && url.includes(path));
}

/** At most this bad, whoever reaches it. */
export function atMost(limit: Severity): (fromTable: Severity) => Severity {
  return (fromTable) => (severityRank(fromTable) < severityRank(limit) ? limit : fromTable);
}

/** Asked for every node, so each list of pods is split once. */
const images = new WeakMap<readonly ClusterPod[], Map<string, string[]>>();

function imagesByNode(pods: readonly ClusterPod[]): Map<string, string[]> {
  const known = images.get(pods);
  if (known) return known;
  const sets = new Map<string, Set<string>>();
  for (const { node, containers } of pods) {
    if (node === null) continue;
    const set = sets.get(node) ?? new Set();
    sets.set(node, set);
    for (const { image } of containers) set.add(image);
  }
  const split = new Map([...sets].map(([node, set]) => [node, [...set]]));
  images.set(pods, split);
  return split;
}

/** Nodes on which a pod, or in which a workload of every node, of this image runs. */
export function runsImage(evidence: Evidence, node: ClusterNode, image: RegExp): boolean {
  const { pods, workloads } = evidence.inventory;
  if (pods) return (imagesByNode(pods).get(node.name) ?? []).some((name) => image.test(name));
  return (workloads ?? []).some(({ kind, images }) => kind === "DaemonSet" && images.some((name) => image.test(name)));
}
