import type { Inventory } from "../domain/inventory.ts";
import type { Observation, Product } from "../domain/observation.ts";
import type { PortOwner } from "../domain/port-owner.ts";

const programs = ["kubelet", "etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kube-proxy"];

/** Products that run on a node as part of it; others answer from pods or are nobody's component. */
const nodeProducts: readonly Product[] = [
  "docker-engine",
  "cri-streaming",
  "containerd-metrics",
  "crio-metrics",
  "k3s-supervisor",
  "rke2-supervisor",
  "machine-config-server",
  "talos-apid",
  "talos-trustd",
  "microk8s-cluster-agent",
  "konnectivity",
  "cilium-agent",
  "cilium-health",
  "calico-felix",
];

/** The component of the node itself that an answer gave away; null where the fingerprint matches none. */
export function componentOf({ state, service, component, product }: Observation): string | null {
  if (state !== "open") return null;
  if (component) return component.component;
  // "etcd-metrics" and "kubelet-read-only" are ports of etcd and of the kubelet.
  const program = programs.find((name) => service === name || service?.startsWith(`${name}-`));
  if (program) return program;
  return product && nodeProducts.includes(product.product) ? product.product : null;
}

/** Finds the component that answers on a port of a node, with the static pod that runs it where there is one. */
export function componentOwners(
  inventory: Inventory,
): (node: string | null, seen: readonly Observation[], port: Pick<PortOwner, "port" | "protocol">) => PortOwner[] {
  const staticPods = new Map((inventory.staticPods ?? []).map((pod) => [`${pod.node} ${pod.component}`, pod]));
  return (node, seen, { port, protocol }) => {
    const names = new Set(seen.flatMap((observation) => componentOf(observation) ?? []));
    return [...names].map((kind): PortOwner => {
      const pod = staticPods.get(`${node} ${kind}`);
      return {
        node,
        port,
        protocol,
        via: "component",
        kind,
        namespace: pod?.namespace ?? null,
        name: pod?.name ?? kind,
        uid: null,
        workloads: pod ? [`static Pod ${pod.namespace}/${pod.name}`] : [],
        selector: {},
        manager: null,
        deployedBy: null,
        createdAt: null,
        targetPort: null,
        speaks: kind,
      };
    });
  };
}
