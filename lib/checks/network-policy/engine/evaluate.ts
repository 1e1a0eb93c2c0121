import { adminTier, baselineTier } from "./admin-policy.ts";
import { judgeCalico } from "./calico.ts";
import { judgeCalicoHost } from "./calico-host.ts";
import { judgeCilium, judgeCiliumHost } from "./cilium.ts";
import { judgeNetworkPolicies } from "./network-policy.ts";
import { certain, distinct, either, orElse, type Possible, undecided } from "./outcome.ts";
import { type Direction, describeParty, type Flow, isOwnNode, type Party, type PodFacts } from "./party.ts";
import { hostNetworkDoubt } from "./peers.ts";
import type { World } from "./world.ts";

/** A connection that somebody may want to open. */
export interface Connection extends Flow {
  from: Party;
  to: Party;
}

export interface Verdict {
  verdict: "allowed" | "denied" | "cannot-tell";
  /** Clauses without full stop; of a "cannot-tell" what is not known. */
  because: string[];
  /** Policies that decide, "NetworkPolicy shop/default-deny"; none where no policy is in the way. */
  policies: string[];
}

const adminKinds = ["AdminNetworkPolicy", "BaselineAdminNetworkPolicy", "ClusterNetworkPolicy"] as const;

const ownNodeRule = "traffic between a pod and the node it runs on is always allowed by the NetworkPolicy API";

/** Whether policies let a connection through: the sender's egress and the receiver's ingress have to allow it. */
export function evaluate(connection: Connection, world: World): Verdict {
  world.tally.evaluations++;
  const from = seenAs(connection.from, world);
  const to = seenAs(connection.to, world);
  const { port, protocol } = connection;
  const unread = unreadThatMatters(from, to, world);
  if (unread) return { verdict: "cannot-tell", because: [unread], policies: [] };
  if (to.kind === "address" && world.isServiceAddress(to.address))
    return {
      verdict: "cannot-tell",
      because: [`${to.address} is a Service's address, and policies see the endpoint behind it: ask for that`],
      policies: [],
    };
  const flow: Flow = { port, protocol };
  const sides = [
    from.kind === "pod" ? judgeSide("egress", from.pod, to, flow, world) : undecided,
    to.kind === "pod" ? judgeSide("ingress", to.pod, from, flow, world) : undecided,
    to.kind === "node" ? judgeHost(to, from, flow, world) : undecided,
  ];
  return together(sides);
}

/** One side alone: what the policies on `self` say of traffic with `peer`. */
export function evaluateSide(direction: Direction, self: PodFacts, peer: Party, flow: Flow, world: World): Verdict {
  world.tally.evaluations++;
  const unread = unreadThatMatters({ kind: "pod", pod: self }, peer, world);
  if (unread) return { verdict: "cannot-tell", because: [unread], policies: [] };
  return together([judgeSide(direction, self, peer, flow, world)]);
}

/** Engines with identities of their own see a pod of the host network as its node. */
function seenAs(party: Party, world: World): Party {
  if (party.kind !== "pod" || !party.pod.hostNetwork || world.dialect === "api") return party;
  const node = world.node(party.pod.node ?? "");
  return node ? { kind: "node", node, address: party.pod.podIPs[0] ?? "" } : party;
}

function judgeSide(direction: Direction, self: PodFacts, peer: Party, flow: Flow, world: World): Possible {
  const judged = judgeByDialect(direction, self, peer, flow, world);
  if (!self.hostNetwork || !judged.outcomes.has("deny")) return judged;
  return { ...either(judged, undecided), doubts: [...judged.doubts, hostNetworkDoubt] };
}

function judgeByDialect(direction: Direction, self: PodFacts, peer: Party, flow: Flow, world: World): Possible {
  if (world.dialect === "cilium") return judgeWithAdmin(direction, self, peer, flow, world);
  if (world.dialect === "calico") {
    if (direction === "ingress" && isOwnNode(self, peer))
      return certain("allow", ["Calico lets a node reach its own pods"]);
    return judgeCalico(direction, self, peer, flow, world);
  }
  const admin = adminTier(direction, self, peer, flow, world);
  if (isOwnNode(self, peer)) {
    const allowed = certain("allow", [ownNodeRule]);
    if (!admin.outcomes.has("deny")) return allowed;
    return {
      ...either(allowed, admin),
      doubts: ["whether an admin policy counts for a pod's own node is up to the engine"],
    };
  }
  return orElse(admin, () =>
    orElse(judgeNetworkPolicies(direction, self, peer, flow, world), () =>
      baselineTier(direction, self, peer, flow, world),
    ),
  );
}

/** Not every version of Cilium knows admin policies, so where they change the answer it stays open. */
function judgeWithAdmin(direction: Direction, self: PodFacts, peer: Party, flow: Flow, world: World): Possible {
  const without = judgeCilium(direction, self, peer, flow, world);
  if (adminKinds.every((kind) => world.ofKind(kind).length === 0)) return without;
  const withAdmin = orElse(adminTier(direction, self, peer, flow, world), () =>
    orElse(without, () => baselineTier(direction, self, peer, flow, world)),
  );
  const answers = ({ outcomes }: Possible) =>
    `${outcomes.has("deny")} ${[...outcomes].some((entry) => entry !== "deny")}`;
  if (answers(without) === answers(withAdmin)) return without;
  return { ...either(without, withAdmin), doubts: ["whether Cilium enforces admin policies depends on its version"] };
}

function judgeHost(to: Party & { kind: "node" }, from: Party, flow: Flow, world: World): Possible {
  if (world.dialect === "cilium") return judgeCiliumHost(to.node, from, flow, world);
  return world.dialect === "calico" ? judgeCalicoHost(to, from, flow, world) : undecided;
}

/** Kinds that could not be read may say anything, unless they cannot speak of these two. */
function unreadThatMatters(from: Party, to: Party, world: World): string | null {
  if (from.kind !== "pod" && to.kind === "address") return null;
  const unread = world.unread.find(({ kind }) => kind !== "CalicoHostEndpoint" || to.kind === "node");
  return unread ? `policies of kind ${unread.kind} could not be read (${unread.why})` : null;
}

function together(sides: readonly Possible[]): Verdict {
  const isOpen = ({ outcomes }: Possible) => !outcomes.has("deny");
  const closed = sides.find(({ outcomes }) => outcomes.size === 1 && outcomes.has("deny"));
  if (closed) return { verdict: "denied", because: [...closed.because], policies: distinct(closed.policies) };
  const policies = distinct(sides.flatMap((side) => [...side.policies]));
  if (sides.every(isOpen)) {
    const because = distinct(sides.flatMap((side) => [...side.because]));
    return { verdict: "allowed", because: because.length > 0 ? because : ["no policy is in its way"], policies };
  }
  const because = distinct(sides.filter((side) => !isOpen(side)).flatMap(({ doubts }) => [...doubts]));
  return { verdict: "cannot-tell", because, policies };
}

/** "pod shop/web-1 to 192.0.2.10 on 443/TCP". */
export function describeConnection({ from, to, port, protocol }: Connection): string {
  return `${describeParty(from)} to ${describeParty(to)} on ${port}/${protocol}`;
}
