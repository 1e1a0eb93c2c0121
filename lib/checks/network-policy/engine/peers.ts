import { inBlock } from "./address.ts";
import { matchSelector } from "./label-selector.ts";
import { allOf, anyOf, type Match } from "./match.ts";
import { addressesOf, type Party, type PodFacts } from "./party.ts";
import { type Fields, fieldsOf, isFields, textOf, textsOf } from "./spec-fields.ts";
import type { World } from "./world.ts";

/** What the API leaves open of a pod that shares its node's network. */
export const hostNetworkDoubt =
  "the API does not say how policies see pods of the host network, so that engines differ";

/** A pod by its own labels; one of the host network only perhaps. */
export function matchPodSelector(selector: unknown, pod: PodFacts): Match {
  const matched = matchSelector(selector, (key) => (Object.hasOwn(pod.labels, key) ? pod.labels[key] : undefined));
  return matched === true && pod.hostNetwork ? { doubt: hostNetworkDoubt } : matched;
}

export function matchNamespaceSelector(selector: unknown, namespace: string, world: World): Match {
  return matchSelector(selector, world.namespaceLabels(namespace));
}

/** An ipBlock with its exceptions, against every address of a party. */
export function matchIpBlock(block: Fields, party: Party): Match {
  const cidr = textOf(block.cidr) ?? "";
  const except = textsOf(block.except) ?? [];
  return anyOf(addressesOf(party).map((address) => inBlock(address, cidr, except)));
}

/** One entry of `from` or `to`; `home` is the policy's own namespace. */
export function matchPolicyPeer(peer: Fields, party: Party, home: string, world: World, blocks = matchIpBlock): Match {
  if (isFields(peer.ipBlock)) return blocks(peer.ipBlock, party);
  if (party.kind !== "pod") return false;
  const { podSelector, namespaceSelector } = peer;
  if (podSelector === undefined && namespaceSelector === undefined)
    return { doubt: "a rule names a peer of a kind that is not known" };
  const inNamespace =
    namespaceSelector === undefined || namespaceSelector === null
      ? party.pod.namespace === home
      : matchNamespaceSelector(namespaceSelector, party.pod.namespace, world);
  return allOf([inNamespace, matchPodSelector(fieldsOf(podSelector), party.pod)]);
}
