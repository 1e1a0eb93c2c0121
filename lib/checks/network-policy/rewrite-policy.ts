import type { ClusterPolicy } from "../../domain/cluster-policy.ts";
import { inNetwork, isEverywhere, isNetwork } from "./engine/address.ts";
import { type Fields, fieldsOf, isFields, listOf, textOf, textsOf } from "./engine/spec-fields.ts";
import type { Rewritten } from "./policy-plan.ts";

/** Takes the nodes out of what a policy lets its pods reach; what else it allows stays. */
export function withoutNodeNetworks(policy: ClusterPolicy, nodes: readonly string[], needed: Fields[]): Rewritten {
  const rules = rulesOf(policy).flatMap((rule) => {
    const peers = listOf(rule.to);
    if (!peers || peers.length === 0) return [{ ...rule, to: everybodyBut(nodes) }];
    const kept = peers.flatMap((peer) => (isFields(peer.ipBlock) ? narrowed(peer.ipBlock, nodes) : [peer]));
    return kept.length === 0 ? [] : [{ ...rule, to: kept }];
  });
  return { name: policy.name, spec: { ...isolating(policy), egress: [...rules, ...needed] } };
}

/** Takes out of a policy what stands for every address on every port. */
export function withoutEverything(policy: ClusterPolicy, needed: Fields[]): Rewritten {
  const rules = rulesOf(policy).flatMap((rule) => {
    const isOnPorts = (listOf(rule.ports)?.length ?? 0) > 0;
    if (isOnPorts) return [rule];
    const peers = listOf(rule.to) ?? [];
    const kept = peers.filter(({ ipBlock }) => !(isFields(ipBlock) && isEverywhere(textOf(ipBlock.cidr) ?? "")));
    return kept.length === 0 ? [] : [{ ...rule, to: kept }];
  });
  return { name: policy.name, spec: { ...isolating(policy), egress: [...rules, ...needed] } };
}

function rulesOf({ spec }: ClusterPolicy): Fields[] {
  return listOf(spec.egress) ?? [];
}

/** Says by name that egress is isolated: without rules the default would open it. */
function isolating({ spec }: ClusterPolicy): Record<string, unknown> {
  const types = textsOf(spec.policyTypes) ?? ["Ingress"];
  return { ...fieldsOf(spec), policyTypes: [...new Set([...types, "Egress"])] };
}

function everybodyBut(nodes: readonly string[]): Fields[] {
  const of = (isSix: boolean) => nodes.filter((node) => node.includes(":") === isSix);
  const block = (cidr: string, except: string[]) => ({ ipBlock: { cidr, ...(except.length > 0 ? { except } : {}) } });
  return [{ namespaceSelector: {} }, block("0.0.0.0/0", of(false)), block("::/0", of(true))];
}

/** The block with its nodes excepted; gone where it is nothing but nodes. */
function narrowed(block: Fields, nodes: readonly string[]): Fields[] {
  const cidr = textOf(block.cidr) ?? "";
  if (!isNetwork(cidr)) return [{ ipBlock: block }];
  if (nodes.some((node) => contains(node, cidr))) return [];
  const inside = nodes.filter((node) => contains(cidr, node));
  const except = [...new Set([...(textsOf(block.except) ?? []), ...inside])];
  return [{ ipBlock: { ...block, ...(except.length > 0 ? { except } : {}) } }];
}

/** Whether one network holds the whole of another, as far as its first address and length say. */
function contains(outer: string, inner: string): boolean {
  const [address = "", length] = inner.split("/");
  return inNetwork(address, outer) === true && Number(length) >= Number(outer.split("/")[1]);
}
