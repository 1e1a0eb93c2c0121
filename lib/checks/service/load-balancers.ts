import type { Evidence } from "../../domain/evidence.ts";
import { type ClusterNode, type ClusterService, nodeAddresses } from "../../domain/inventory.ts";
import type { Observation } from "../../domain/observation.ts";
import type { Subject } from "../../domain/subject.ts";
import { isInside } from "../nodeport/cidr.ts";
import { isProvenOpen } from "../nodeport/udp-proof.ts";

/** Annotations that make a cloud's load balancer internal, with the values that do. */
const internalMarks: readonly [annotation: string, values: RegExp][] = [
  ["service.beta.kubernetes.io/aws-load-balancer-scheme", /^internal$/],
  ["service.beta.kubernetes.io/aws-load-balancer-internal", /^(true|0\.0\.0\.0\/0)$/],
  ["networking.gke.io/load-balancer-type", /^internal$/i],
  ["cloud.google.com/load-balancer-type", /^internal$/i],
  ["service.beta.kubernetes.io/azure-load-balancer-internal", /^true$/],
  ["service.beta.kubernetes.io/openstack-internal-load-balancer", /^true$/],
  ["service.beta.kubernetes.io/oci-load-balancer-internal", /^true$/],
  ["service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type", /^private$/],
  ["service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type", /^intranet$/],
];
const scheme = "service.beta.kubernetes.io/aws-load-balancer-scheme";
const awsType = "service.beta.kubernetes.io/aws-load-balancer-type";
const rangeAnnotations = [
  "service.beta.kubernetes.io/load-balancer-source-ranges",
  "service.beta.kubernetes.io/azure-allowed-ip-ranges",
];
const privateNetworks = [
  ...["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16", "127.0.0.0/8"],
  ...["fc00::/7", "fe80::/10", "::1/128"],
];

/** What makes the load balancer internal, as a phrase; null where nothing does. */
export function internalBy({ annotations, loadBalancer }: ClusterService): string | null {
  const mark = internalMarks.find(([annotation, values]) => values.test(annotations[annotation]?.trim() ?? ""));
  if (mark) return `annotation ${mark[0]} is ${annotations[mark[0]]}`;
  // The AWS Load Balancer Controller makes internal ones unless it is told otherwise.
  const isAwsController =
    loadBalancer?.class === "service.k8s.aws/nlb" || /^(external|nlb-ip)$/.test(annotations[awsType] ?? "");
  if (isAwsController && annotations[scheme] === undefined)
    return "the AWS Load Balancer Controller makes it internal without a scheme";
  const ingress = loadBalancer?.ingress ?? [];
  if (ingress.length > 0 && ingress.every((address) => address.startsWith("internal-") || isPrivate(address)))
    return `its address ${ingress.join(", ")} is private`;
  return null;
}

export function isPrivate(address: string): boolean {
  return privateNetworks.some((network) => isInside(address, network));
}

/** Networks that may use the load balancer; empty where all may. */
export function sourceRanges({ annotations, loadBalancer }: ClusterService): string[] {
  const annotated = rangeAnnotations.flatMap((key) => (annotations[key] ?? "").split(","));
  const ranges = [...(loadBalancer?.sourceRanges ?? []), ...annotated].map((range) => range.trim()).filter(Boolean);
  // Two halves are the whole world as well.
  return ranges.some((range) => /\/[01]$/.test(range)) ? [] : ranges;
}

const nodesByAddress = new WeakMap<readonly ClusterNode[], Map<string, string>>();

/** Where a load balancer's port is looked for: away from nodes, and on nodes whose address it took. */
export function placesOf({ inventory: { nodes } }: Evidence, { loadBalancer }: ClusterService): (string | null)[] {
  const byAddress =
    nodesByAddress.get(nodes) ??
    new Map(nodes.flatMap((node) => nodeAddresses(node).map((address) => [address, node.name] as const)));
  nodesByAddress.set(nodes, byAddress);
  return [null, ...new Set((loadBalancer?.ingress ?? []).flatMap((address) => byAddress.get(address) ?? []))];
}

/** What was seen at the port on the load balancer's own addresses. */
export function seenAtBalancer(evidence: Evidence, service: ClusterService, subject: Subject): Observation[] {
  const ingress = new Set(service.loadBalancer?.ingress ?? []);
  return placesOf(evidence, service)
    .flatMap((node) => evidence.at(node, subject.port ?? 0, subject.protocol))
    .filter(({ address }) => ingress.has(address));
}

export const openAmong = (seen: readonly Observation[]) => seen.filter(isProvenOpen);

export interface Implementation {
  name: string;
  /** True where it sends traffic through node ports; null where that is not known. */
  needsNodePorts: boolean | null;
}

/** Which implementation serves a load balancer, as far as its class, annotations and the cluster's workloads tell. */
export function implementationOf({ inventory }: Evidence, service: ClusterService): Implementation | null {
  const { annotations } = service;
  const ofClass = service.loadBalancer?.class ?? "";
  const has = (prefix: string) => Object.keys(annotations).some((key) => key.startsWith(prefix));
  if (
    ofClass === "service.k8s.aws/nlb" ||
    annotations[awsType] !== undefined ||
    has("service.beta.kubernetes.io/aws-")
  ) {
    const target = annotations["service.beta.kubernetes.io/aws-load-balancer-nlb-target-type"];
    const isIp = target === "ip" || annotations[awsType] === "nlb-ip";
    return isIp
      ? { name: "AWS Load Balancer Controller with IP targets", needsNodePorts: false }
      : { name: "AWS load balancer with instance targets", needsNodePorts: true };
  }
  if (/^io\.cilium\//.test(ofClass) || has("lbipam.cilium.io/"))
    return { name: "Cilium LB-IPAM", needsNodePorts: false };
  if (/kube-vip/.test(ofClass) || has("kube-vip.io/")) return { name: "kube-vip", needsNodePorts: false };
  const runs = (image: RegExp) =>
    (inventory.workloads ?? []).some(({ images }) => images.some((name) => image.test(name)));
  if (
    /metallb/.test(ofClass) ||
    has("metallb.io/") ||
    has("metallb.universe.tf/") ||
    runs(/metallb\/(controller|speaker)/)
  )
    return { name: "MetalLB", needsNodePorts: false };
  if (inventory.cluster.distribution === "aks") return { name: "Azure load balancer", needsNodePorts: true };
  return null;
}
