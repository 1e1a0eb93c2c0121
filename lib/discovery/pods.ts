import type { V1Container, V1Pod } from "@kubernetes/client-node";
import type { HostPort, StaticPod } from "../domain/inventory.ts";
import type { ClusterPod, Consumer } from "../domain/workload.ts";
import { type Intern, interner, lastingContainers, toClusterPod } from "./cluster-pods.ts";
import type { Connection } from "./connect.ts";
import { apiServerConsumers } from "./consumers/api-server-consumers.ts";
import { parseFlags } from "./flags.ts";
import { readAll } from "./paging.ts";

export interface PodFacts {
  pod: ClusterPod;
  hostPorts: HostPort[];
  staticPod: StaticPod | null;
  /** Of a static pod: what its installer wrote on it. */
  annotations: Record<string, string>;
  /** Doors that a static pod itself walks through. */
  consumers: Consumer[];
}

const components = ["kube-apiserver", "kube-controller-manager", "kube-scheduler", "etcd", "kube-proxy"] as const;

/** Every pod that is not finished, and what it takes on its node. */
export function readPods({ core, signal }: Connection): Promise<PodFacts[]> {
  const intern = interner();
  return readAll(
    (page) => core.listPodForAllNamespaces(page),
    (pod) => toFacts(pod, intern),
    signal,
  );
}

export function toFacts(pod: V1Pod, intern: Intern = interner()): PodFacts[] {
  const phase = pod.status?.phase;
  if (phase === "Succeeded" || phase === "Failed") return [];
  const scheduled = Boolean(pod.spec?.nodeName);
  const staticPod = scheduled ? toStaticPod(pod) : null;
  return [
    {
      pod: toClusterPod(pod, intern),
      hostPorts: scheduled ? hostPortsOf(pod) : [],
      staticPod,
      annotations: staticPod ? (pod.metadata?.annotations ?? {}) : {},
      consumers: staticPod ? apiServerConsumers(staticPod, pod.metadata?.uid ?? "") : [],
    },
  ];
}

function hostPortsOf({ metadata, spec }: V1Pod): HostPort[] {
  return lastingContainers(spec).flatMap((container) =>
    (container.ports ?? []).flatMap(({ containerPort, hostPort, hostIP, protocol = "TCP" }): HostPort[] => {
      const port = spec?.hostNetwork ? containerPort : hostPort;
      if (!port || (protocol !== "TCP" && protocol !== "UDP")) return [];
      return [
        {
          namespace: metadata?.namespace ?? "",
          pod: metadata?.name ?? "",
          podUid: metadata?.uid ?? "",
          node: spec?.nodeName ?? "",
          port,
          protocol,
          via: spec?.hostNetwork ? "hostNetwork" : "hostPort",
          hostIP: hostIP || null,
          container: container.name,
        },
      ];
    }),
  );
}

function toStaticPod({ metadata, spec }: V1Pod): StaticPod | null {
  const mirrored = metadata?.annotations?.["kubernetes.io/config.mirror"] !== undefined;
  const ownedByNode = metadata?.ownerReferences?.some((owner) => owner.kind === "Node") ?? false;
  if (!mirrored && !ownedByNode) return null;
  // Whoever may create pods elsewhere can write such an annotation and such a command line.
  const isPlatform = /^(?:kube-system|openshift-.+)$/.test(metadata?.namespace ?? "");
  const found = isPlatform ? findComponent(spec?.containers ?? [], metadata?.labels ?? {}) : null;
  return {
    node: spec?.nodeName ?? "",
    namespace: metadata?.namespace ?? "",
    name: metadata?.name ?? "",
    component: found?.component ?? "other",
    image: (found?.container ?? spec?.containers[0])?.image ?? null,
    // Flags of other programs mean nothing here and may hold anything.
    flags: found ? parseFlags(commandOf(found.container)) : {},
  };
}

function findComponent(containers: V1Container[], labels: Record<string, string>) {
  const label = labels.component ?? labels["k8s-app"];
  for (const container of containers) {
    const program = commandOf(container)[0]?.split("/").at(-1);
    const component = components.find((name) => name === container.name || name === program);
    if (component) return { component, container };
  }
  const [only] = containers;
  const component = components.find((name) => name === label);
  return component && only ? { component, container: only } : null;
}

export function commandOf(container: V1Container): string[] {
  return [...(container.command ?? []), ...(container.args ?? [])];
}
