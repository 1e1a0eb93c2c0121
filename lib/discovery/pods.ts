import type { V1Container, V1Pod } from "@kubernetes/client-node";
import type { HostPort, StaticPod } from "../domain/inventory.ts";
import type { Connection } from "./connect.ts";
import { parseFlags } from "./flags.ts";
import { readAll } from "./paging.ts";

export interface PodFacts {
  hostPorts: HostPort[];
  staticPod: StaticPod | null;
  /** Of a static pod: what its installer wrote on it. */
  annotations: Record<string, string>;
}

const components = ["kube-apiserver", "kube-controller-manager", "kube-scheduler", "etcd", "kube-proxy"] as const;

/** What pods take on their nodes; pods without host ports that are not static are dropped page by page. */
export function readPods({ core, signal }: Connection): Promise<PodFacts[]> {
  return readAll((page) => core.listPodForAllNamespaces(page), toFacts, signal);
}

export function toFacts(pod: V1Pod): PodFacts[] {
  const phase = pod.status?.phase;
  if (!pod.spec?.nodeName || phase === "Succeeded" || phase === "Failed") return [];
  const facts = { hostPorts: hostPortsOf(pod), staticPod: toStaticPod(pod) };
  if (facts.hostPorts.length === 0 && !facts.staticPod) return [];
  return [{ ...facts, annotations: facts.staticPod ? (pod.metadata?.annotations ?? {}) : {} }];
}

function hostPortsOf({ metadata, spec }: V1Pod): HostPort[] {
  // Init containers that restart always are sidecars and keep running.
  const sidecars = (spec?.initContainers ?? []).filter((container) => container.restartPolicy === "Always");
  return [...(spec?.containers ?? []), ...sidecars].flatMap((container) =>
    (container.ports ?? []).flatMap(({ containerPort, hostPort, protocol = "TCP" }): HostPort[] => {
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
          hostIP: null,
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
  const found = findComponent(spec?.containers ?? [], metadata?.labels ?? {});
  return {
    node: spec?.nodeName ?? "",
    namespace: metadata?.namespace ?? "",
    name: metadata?.name ?? "",
    component: found?.component ?? "other",
    image: found?.container.image ?? null,
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

function commandOf(container: V1Container): string[] {
  return [...(container.command ?? []), ...(container.args ?? [])];
}
