import { inNetwork } from "./address.ts";
import { calicoSelector } from "./calico-selector.ts";
import type { LabelLookup } from "./label-selector.ts";
import { allOf, anyOf, type Match, notOf } from "./match.ts";
import { addressesOf, type Direction, type Flow, type Party, type PodFacts } from "./party.ts";
import { matchNamedPort } from "./ports.ts";
import { type Fields, fieldsOf, isFields, numberOf, textOf, textsOf } from "./spec-fields.ts";
import type { World } from "./world.ts";

const protocolNumbers: Record<string, string> = { "6": "TCP", "17": "UDP", "132": "SCTP" };
const setDoubt = "a selector may also match a GlobalNetworkSet or a host endpoint, and their labels are not read";

/** One rule of a Calico policy; `home` is its namespace, null of a global one. */
export function matchCalicoRule(
  rule: Fields,
  direction: Direction,
  home: string | null,
  self: Party,
  peer: Party,
  flow: Flow,
  world: World,
): Match {
  const [from, to] = direction === "egress" ? [self, peer] : [peer, self];
  if (rule.icmp !== undefined) return false;
  const source = fieldsOf(rule.source);
  const destination = fieldsOf(rule.destination);
  return allOf([
    matchProtocol(rule, flow),
    matchVersion(rule.ipVersion, peer),
    matchEntity(source, from, home, flow, world),
    matchEntity(destination, to, home, flow, world),
    matchPorts(destination, to, flow),
    source.ports === undefined && source.notPorts === undefined ? true : { doubt: "a rule depends on the source port" },
  ]);
}

function matchProtocol({ protocol, notProtocol }: Fields, flow: Flow): Match {
  const name = (value: unknown) => protocolNumbers[String(value)] ?? String(value).toUpperCase();
  if (protocol !== undefined && name(protocol) !== flow.protocol) return false;
  return notProtocol === undefined || name(notProtocol) !== flow.protocol;
}

function matchVersion(version: unknown, peer: Party): boolean {
  const wanted = numberOf(version);
  if (wanted === undefined) return true;
  return addressesOf(peer).some((address) => address.includes(":") === (wanted === 6));
}

/** `source` or `destination`, without its ports. */
function matchEntity(entity: Fields, party: Party, home: string | null, flow: Flow, world: World): Match {
  const nets = textsOf(entity.nets);
  const notNets = textsOf(entity.notNets);
  const selector = textOf(entity.selector);
  const notSelector = textOf(entity.notSelector);
  const within = textOf(entity.namespaceSelector);
  const isSelecting = [selector, within, entity.serviceAccounts].some((field) => field !== undefined && field !== "");
  return allOf([
    nets ? matchNets(nets, party) : true,
    notNets ? notOf(matchNets(notNets, party)) : true,
    isSelecting ? matchEndpoint(selector ?? "", within, party, home, world) : true,
    notSelector ? notOf(matchEndpoint(notSelector, within, party, home, world)) : true,
    isFields(entity.serviceAccounts) ? matchAccounts(entity.serviceAccounts, party) : true,
    isFields(entity.services) ? matchService(entity.services, party, home, flow, world) : true,
    entity.domains === undefined || party.kind !== "address" || { doubt: "what a domain resolves to is not known" },
  ]);
}

function matchNets(nets: readonly string[], party: Party): Match {
  return anyOf(nets.flatMap((net) => addressesOf(party).map((address) => inNetwork(address, net))));
}

/** A namespaced policy keeps to its own namespace unless it names others; only global ones reach what is no pod. */
function matchEndpoint(
  selector: string,
  within: string | undefined,
  party: Party,
  home: string | null,
  world: World,
): Match {
  if (party.kind !== "pod") {
    const reachesGlobal = within ? within.includes("global(") : home === null;
    return reachesGlobal && { doubt: setDoubt };
  }
  const { pod } = party;
  const inNamespace = within
    ? calicoSelector(within)(namespaceLabels(pod.namespace, world))
    : home === null || pod.namespace === home;
  return allOf([inNamespace, calicoSelector(selector)(podLabels(pod, world))]);
}

/** Labels of a workload endpoint: the pod's, Calico's own, and its namespace's with "pcns.". */
export function podLabels(pod: PodFacts, world: World): LabelLookup {
  return (key) => {
    if (key === "projectcalico.org/namespace") return pod.namespace;
    if (key === "projectcalico.org/orchestrator") return "k8s";
    if (key === "projectcalico.org/serviceaccount") return pod.serviceAccount;
    if (key.startsWith("pcns.")) return world.namespaceLabels(pod.namespace)(key.slice(5));
    if (key.startsWith("pcsa.")) return { doubt: "the labels of service accounts are not read" };
    return Object.hasOwn(pod.labels, key) ? pod.labels[key] : undefined;
  };
}

export function namespaceLabels(namespace: string, world: World): LabelLookup {
  return (key) =>
    key === "projectcalico.org/name" || key === "projectcalico.org/namespace"
      ? namespace
      : world.namespaceLabels(namespace)(key);
}

function matchAccounts({ names, selector }: Fields, party: Party): Match {
  if (party.kind !== "pod") return false;
  const named = textsOf(names) ?? [];
  return allOf([
    named.length === 0 || named.includes(party.pod.serviceAccount),
    textOf(selector) ? { doubt: "the labels of service accounts are not read" } : true,
  ]);
}

function matchService({ name, namespace }: Fields, party: Party, home: string | null, flow: Flow, world: World): Match {
  const endpoints = world.endpointsOf(textOf(namespace) ?? home ?? "", textOf(name) ?? "");
  if (endpoints === null) return { doubt: "the endpoints of a Service could not be read" };
  return endpoints.some(
    ({ address, ports }) =>
      addressesOf(party).some((own) => inNetwork(own, address) === true) &&
      ports.some(({ port, protocol }) => port === flow.port && protocol === flow.protocol),
  );
}

function matchPorts({ ports, notPorts }: Fields, to: Party, flow: Flow): Match {
  const named = (list: unknown) => (Array.isArray(list) ? list.some((port) => matchPort(port, to, flow)) : null);
  const included = named(ports);
  return included !== false && named(notPorts) !== true;
}

/** 80, "80", "8000:9000" or a name. */
function matchPort(port: unknown, to: Party, flow: Flow): boolean {
  const single = numberOf(port);
  if (single !== undefined) return single === flow.port;
  const range = /^(\d+):(\d+)$/.exec(String(port));
  if (range) return flow.port >= Number(range[1]) && flow.port <= Number(range[2]);
  return matchNamedPort(String(port), to, flow);
}
