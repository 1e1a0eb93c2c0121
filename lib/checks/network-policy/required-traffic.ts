import { inNetwork } from "./engine/address.ts";
import { policyAllows, policyName } from "./engine/network-policy.ts";
import { knownApiServers } from "./make-plan.ts";
import type { NamespaceCase } from "./namespace-subjects.ts";
import { waysToNodes } from "./node-reach.ts";
import type { PodGroup } from "./pod-groups.ts";
import { clusterDns, isReader, kubeletReaders } from "./required-peers.ts";

/** Something that pods of a group need and do not get, or that cannot be told. */
export interface Gap {
  group: PodGroup;
  /** "DNS on 10.244.2.2 53/UDP". */
  what: string;
  /** Clause: why they need it. */
  because: string;
  certain: boolean;
  policies: string[];
}

/** All that policies take from one group; what they leave untouched is not asked. */
export function gapsOf(group: PodGroup, found: NamespaceCase): Gap[] {
  return [...dnsGaps(group, found), ...apiGaps(group, found), ...readerGaps(group, found)];
}

/** Names are asked of the cache on the own node where there is one, else of the DNS pods. */
function dnsGaps(group: PodGroup, { evidence, view }: NamespaceCase): Gap[] {
  const dns = clusterDns(evidence.inventory);
  const node = view.world.node(group.sample.node ?? "");
  if (dns.nodeLocal && node) {
    const cache = { kind: "node" as const, node, address: dns.nodeLocal };
    if (view.reach(group, cache, 53, "UDP").verdict === "allowed") return [];
  }
  const because = "every name is asked there";
  if (dns.pods.length === 0)
    return [{ group, what: "DNS, whose pods were not found", because, certain: false, policies: [] }];
  const asked = dns.pods.slice(0, 3).flatMap((pod) =>
    dns.ports.flatMap((port) =>
      (["UDP", "TCP"] as const).map((protocol) => ({
        what: `DNS at ${pod.namespace}/${pod.name} ${port}/${protocol}`,
        answer: view.reach(group, { kind: "pod", pod }, port, protocol),
        protocol,
      })),
    ),
  );
  const missed = asked.filter(({ answer }) => answer.verdict !== "allowed");
  return missed.slice(0, 2).map(({ what, answer, protocol }) => ({
    group,
    what,
    because: protocol === "UDP" ? because : "long answers are fetched there",
    certain: answer.verdict === "denied",
    policies: answer.policies,
  }));
}

/** Asked for pods whose service account holds rights, and where a rule means the API's address and misses its endpoints. */
function apiGaps(group: PodGroup, found: NamespaceCase): Gap[] {
  const { evidence, view } = found;
  const because = whyApi(group, found);
  if (because === null) return [];
  for (const { address, port } of knownApiServers(evidence.inventory)) {
    const answer = view.reach(group, view.world.partyAt(address), port);
    if (answer.verdict === "allowed") continue;
    const certain = answer.verdict === "denied" && (view.engine.enforces === true || !because.isAppearance);
    return [
      {
        group,
        what: `the API server at ${address}:${port}`,
        because: because.says,
        certain,
        policies: answer.policies,
      },
    ];
  }
  return [];
}

function whyApi(
  group: PodGroup,
  { evidence, view, namespace }: NamespaceCase,
): { says: string; isAppearance: boolean } | null {
  const account = group.sample.serviceAccount;
  const binding = evidence.inventory.rbac?.bindings.find(({ subjects }) =>
    subjects.some(
      (subject) => subject.kind === "ServiceAccount" && subject.namespace === namespace && subject.name === account,
    ),
  );
  const appears = appearsAllowed(group, { evidence, view, namespace });
  if (appears)
    return {
      says: `${appears.policy} allows its Service address ${appears.address}, but policies see the endpoint behind it`,
      isAppearance: true,
    };
  return binding
    ? { says: `service account ${account} holds rights through ${binding.kind} ${binding.name}`, isAppearance: false }
    : null;
}

/** A rule for the ClusterIP of the Service kubernetes: the first address of the Service network. */
function appearsAllowed(
  { sample }: PodGroup,
  { evidence, view, namespace }: Pick<NamespaceCase, "evidence" | "view" | "namespace">,
) {
  const address = firstAddress(evidence.inventory.cluster.serviceCIDR);
  if (address === null) return null;
  const to = { kind: "address" as const, address };
  const policy = view.world
    .inNamespace("NetworkPolicy", namespace)
    .find(
      (entry) =>
        namesServiceNetwork(entry.spec, address) &&
        policyAllows(entry, "egress", sample, to, { port: 443, protocol: "TCP" }, view.world) === true,
    );
  return policy ? { policy: policyName(policy), address } : null;
}

/** A block of its own for Services; 0.0.0.0/0 and 10.0.0.0/8 mean other things too. */
function namesServiceNetwork(spec: Record<string, unknown>, address: string): boolean {
  const blocks = JSON.stringify(spec).matchAll(/"cidr":"([^"]+)"/g);
  return [...blocks].some(([, cidr = ""]) => inNetwork(address, cidr) === true && Number(cidr.split("/")[1]) > 8);
}

/** "10.96.0.1" of "10.96.0.0/12", of the first range where there are two. */
export function firstAddress(serviceCIDR: string | null): string | null {
  const [network = ""] = (serviceCIDR ?? "").split(",")[0]?.split("/") ?? [];
  if (network.includes(":")) return network.endsWith("::") ? `${network}1` : null;
  const parts = network.split(".");
  return parts.length === 4 ? [...parts.slice(0, 3), String(Number(parts[3]) + 1)].join(".") : null;
}

/** Programs that are known to read kubelets and may not. */
function readerGaps(group: PodGroup, { evidence, view, namespace }: NamespaceCase): Gap[] {
  const reader = isReader(group.sample, kubeletReaders(evidence.inventory, namespace));
  if (!reader) return [];
  const missed = waysToNodes(group, view).find(
    ({ port, target, answer }) => port === target.node.kubeletPort && answer.verdict !== "allowed",
  );
  if (!missed) return [];
  return [
    {
      group,
      what: `the kubelet of ${missed.target.node.name} at ${missed.target.address}:${missed.port}`,
      because: `${reader.kind} ${reader.name} reads it (${reader.where})`,
      certain: missed.answer.verdict === "denied",
      policies: missed.answer.policies,
    },
  ];
}
