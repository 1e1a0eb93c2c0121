import { type LabelLookup, matchSelector, selectorKeys } from "./label-selector.ts";
import type { Match } from "./match.ts";
import { isOwnNode, type Party, type PodFacts } from "./party.ts";
import type { World } from "./world.ts";

const namespaceKey = "io.kubernetes.pod.namespace";
const namespaceLabelPrefix = "io.cilium.k8s.namespace.labels.";

/** "k8s:app", "any:app" and "app" are the same label of a pod. */
function withoutSource(key: string): string {
  return key.replace(/^(k8s|any)[:.]/, "");
}

/** Labels of a pod as Cilium knows them: its own, its namespace's and its service account. */
function podLabels(pod: PodFacts, world: World): LabelLookup {
  return (fullKey) => {
    const key = withoutSource(fullKey);
    if (key === namespaceKey) return pod.namespace;
    if (key === "io.cilium.k8s.policy.serviceaccount") return pod.serviceAccount;
    if (key === "io.cilium.k8s.policy.cluster") return { doubt: "the name of this cluster in Cilium is not known" };
    if (key.startsWith(namespaceLabelPrefix))
      return world.namespaceLabels(pod.namespace)(key.slice(namespaceLabelPrefix.length));
    return Object.hasOwn(pod.labels, key) ? pod.labels[key] : undefined;
  };
}

/** Reserved labels of what is no pod. */
function reservedLabels(party: Party, self: PodFacts | null, world: World): LabelLookup {
  const own = party.kind === "node" && self !== null && isOwnNode(self, party);
  const apiServer = party.kind !== "pod" && world.apiServers?.has(party.address);
  const reserved = new Set([
    party.kind === "node" ? (own || self === null ? "host" : "remote-node") : "world",
    ...(apiServer ? ["kube-apiserver"] : []),
  ]);
  return (fullKey) => {
    const key = fullKey.replace(/^(any|reserved)[:.]/, "");
    return reserved.has(key) ? "" : undefined;
  };
}

/** Whether a policy's endpointSelector takes a pod. */
export function selectsEndpoint(selector: unknown, namespace: string | null, pod: PodFacts, world: World): Match {
  if (namespace !== null && pod.namespace !== namespace) return false;
  return matchSelector(selector, podLabels(pod, world));
}

/** One entry of fromEndpoints or toEndpoints; without a namespace of its own it keeps to the policy's. */
export function matchEndpoints(
  selector: unknown,
  party: Party,
  home: string | null,
  self: PodFacts | null,
  world: World,
): Match {
  const keys = selectorKeys(selector);
  const isReserved = keys.some((key) => key.startsWith("reserved:"));
  if (party.kind !== "pod")
    return keys.length > 0 && isReserved && matchSelector(selector, reservedLabels(party, self, world));
  const namesNamespace = keys.some((key) => {
    const bare = withoutSource(key);
    return bare === namespaceKey || bare.startsWith(namespaceLabelPrefix);
  });
  if (home !== null && !namesNamespace && party.pod.namespace !== home) return false;
  return matchSelector(selector, podLabels(party.pod, world));
}

/** Entities that are neither pods that run nor nodes nor the world. */
const otherEntities = new Set(["health", "init", "unmanaged", "ingress", "none"]);

export function matchEntity(entity: string, party: Party, self: PodFacts | null, world: World): Match {
  if (entity === "all") return true;
  if (entity === "cluster") return party.kind !== "address";
  if (otherEntities.has(entity)) return false;
  const isNode = party.kind === "node";
  if (entity === "host") return isNode && (self === null || isOwnNode(self, party));
  if (entity === "remote-node") return isNode && self !== null && !isOwnNode(self, party);
  if (entity === "kube-apiserver") return party.kind !== "pod" && isApiServer(party.address, world);
  if (entity === "world" || entity === "world-ipv4" || entity === "world-ipv6") return matchWorld(entity, party, world);
  return { doubt: `the entity "${entity.slice(0, 30)}" is not known` };
}

function isApiServer(address: string, world: World): Match {
  const unknown = { doubt: "the addresses of the API server (EndpointSlices of default/kubernetes) are not known" };
  return world.apiServers?.has(address) ?? unknown;
}

function matchWorld(entity: string, party: Party, world: World): Match {
  if (party.kind !== "address") return false;
  if (entity !== "world" && party.address.includes(":") !== (entity === "world-ipv6")) return false;
  const doubt = { doubt: "the API server outside the cluster has an identity of its own" };
  return isApiServer(party.address, world) === true ? doubt : true;
}
