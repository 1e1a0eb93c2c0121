import { inBlock, inNetwork } from "./address.ts";
import { matchEndpoints, matchEntity } from "./cilium-selector.ts";
import { matchSelector } from "./label-selector.ts";
import { allOf, anyOf, type Match } from "./match.ts";
import { addressesOf, type Direction, type Flow, type Party, type PodFacts } from "./party.ts";
import { matchNamedPort } from "./ports.ts";
import { type Fields, fieldsOf, isFields, listOf, numberOf, textOf, textsOf } from "./spec-fields.ts";
import type { World } from "./world.ts";

const cidrDoubt =
  "a CIDR holds the address of a node, and Cilium counts that only with policy-cidr-match-mode nodes, which is not readable";

/** One rule of ingress, egress, ingressDeny or egressDeny; rules of HTTP, Kafka and DNS count by their port. */
export function matchCiliumRule(
  rule: Fields,
  direction: Direction,
  home: string | null,
  self: PodFacts | null,
  peer: Party,
  flow: Flow,
  world: World,
): Match {
  const to: Party = direction === "egress" || self === null ? peer : { kind: "pod", pod: self };
  if (rule.icmps !== undefined) return false;
  const ports = listOf(rule.toPorts);
  const peers = peerMatches(rule, direction, home, self, peer, world);
  if (peers === null && (!ports || ports.length === 0)) return false;
  return allOf([matchPorts(ports, to, flow), peers === null ? true : anyOf(peers)]);
}

/** What each field of layer 3 says; null where none is set, which stands for everybody. */
function peerMatches(
  rule: Fields,
  direction: Direction,
  home: string | null,
  self: PodFacts | null,
  peer: Party,
  world: World,
): Match[] | null {
  const field = (name: string) => rule[`${direction === "ingress" ? "from" : "to"}${name}`];
  const matches: (Match[] | undefined)[] = [
    listOf(field("Endpoints"))?.map((selector) => matchEndpoints(selector, peer, home, self, world)),
    textsOf(field("Entities"))?.map((entity) => matchEntity(entity, peer, self, world)),
    textsOf(field("CIDR"))?.map((cidr) => matchCidr(cidr, [], peer)),
    listOf(field("CIDRSet"))?.map((set) => matchCidrSet(set, peer)),
    listOf(field("Nodes"))?.map((selector) => matchNodes(selector, peer)),
    listOf(field("Services"))?.map((service) => matchService(service, peer, world)),
    listOf(field("FQDNs"))?.map(() => outside(peer, "what a name of toFQDNs resolves to is not known")),
    listOf(field("Groups"))?.map(() => outside(peer, "what a cloud provider's group holds is not known")),
    listOf(field("Requires"))?.map(() => ({ doubt: "a rule uses the withdrawn field fromRequires or toRequires" })),
  ];
  const set = matches.filter((list) => list !== undefined);
  return set.length === 0 ? null : set.flat();
}

function outside(peer: Party, doubt: string): Match {
  return peer.kind === "address" && { doubt };
}

/** CIDRs are for what is outside the cluster: never for pods, for nodes only in a mode of its own. */
export function matchCidr(cidr: string, except: readonly string[], peer: Party): Match {
  if (peer.kind === "pod") return false;
  const inside = anyOf(addressesOf(peer).map((address) => inBlock(address, cidr, except)));
  return peer.kind === "node" && inside === true ? { doubt: cidrDoubt } : inside;
}

function matchCidrSet(set: Fields, peer: Party): Match {
  if (set.cidrGroupRef !== undefined || set.cidrGroupSelector !== undefined)
    return outside(peer, "what a CiliumCIDRGroup holds is not read");
  return matchCidr(textOf(set.cidr) ?? "", textsOf(set.except) ?? [], peer);
}

function matchNodes(selector: unknown, peer: Party): Match {
  if (peer.kind !== "node") return false;
  const matched = matchSelector(selector, (key) => peer.node.labels[key.replace(/^(k8s|node|any)[:.]/, "")]);
  return matched === true
    ? { doubt: "rules on nodes count only with node-selector-labels, which is not readable" }
    : matched;
}

function matchService(entry: Fields, peer: Party, world: World): Match {
  const { serviceName, namespace } = fieldsOf(entry.k8sService);
  if (!isFields(entry.k8sService)) return { doubt: "a rule selects Services by labels, which are not followed" };
  const endpoints = world.endpointsOf(textOf(namespace) ?? "", textOf(serviceName) ?? "");
  if (endpoints === null) return { doubt: "the endpoints of a Service of toServices could not be read" };
  return anyOf(endpoints.flatMap(({ address }) => addressesOf(peer).map((own) => inNetwork(own, address) === true)));
}

function matchPorts(toPorts: readonly Fields[] | undefined, to: Party, flow: Flow): Match {
  if (!toPorts || toPorts.length === 0) return true;
  return anyOf(
    toPorts.map(({ ports }) => {
      const list = listOf(ports) ?? [];
      return list.length === 0 || anyOf(list.map((entry) => matchPort(entry, to, flow)));
    }),
  );
}

function matchPort(entry: Fields, to: Party, flow: Flow): Match {
  const protocol = (textOf(entry.protocol) ?? "ANY").toUpperCase();
  if (protocol !== "ANY" && protocol !== flow.protocol) return false;
  const first = numberOf(entry.port);
  if (first === undefined) return matchNamedPort(String(entry.port), to, flow);
  return first === 0 || (flow.port >= first && flow.port <= (numberOf(entry.endPort) || first));
}
