import type { V1Container, V1Pod } from "@kubernetes/client-node";
import type { ClusterPod, ContainerPort, OwnerRef, PodContainer } from "../domain/workload.ts";
import { cleanText } from "./clean-text.ts";
import { createdAt } from "./object-marks.ts";

/** Gives equal values as one shared object: a cluster has thousands of twins. */
export type Intern = <T>(value: T) => T;

export function interner(): Intern {
  const known = new Map<string, unknown>();
  return <T>(value: T): T => {
    const key = JSON.stringify(value);
    const twin = known.get(key) as T | undefined;
    if (twin === undefined) known.set(key, value);
    return twin ?? value;
  };
}

/** A pod that is not finished. */
export function toClusterPod({ metadata, spec, status }: V1Pod, intern: Intern): ClusterPod {
  const ips = (status?.podIPs ?? []).flatMap(({ ip }) => ip || []);
  return {
    uid: metadata?.uid ?? "",
    namespace: metadata?.namespace ?? "",
    name: metadata?.name ?? "",
    node: spec?.nodeName || null,
    labels: intern(metadata?.labels ?? {}),
    podIPs: ips.length > 0 ? ips : status?.podIP ? [status.podIP] : [],
    hostNetwork: spec?.hostNetwork ?? false,
    serviceAccount: spec?.serviceAccountName || "default",
    owner: intern(ownerOf(metadata)),
    containers: intern(lastingContainers(spec).map(toContainer)),
    createdAt: createdAt(metadata),
  };
}

/** Containers and sidecars: init containers that restart always keep running. */
export function lastingContainers(spec: V1Pod["spec"]): V1Container[] {
  const sidecars = (spec?.initContainers ?? []).filter((container) => container.restartPolicy === "Always");
  return [...(spec?.containers ?? []), ...sidecars];
}

function ownerOf(metadata: V1Pod["metadata"]): OwnerRef | null {
  const owner = metadata?.ownerReferences?.find((one) => one.controller) ?? metadata?.ownerReferences?.[0];
  if (!owner) return null;
  // A Deployment names its ReplicaSets after itself and the hash that it labels their pods with.
  const hash = metadata?.labels?.["pod-template-hash"];
  if (owner.kind === "ReplicaSet" && hash && owner.name.endsWith(`-${hash}`)) {
    return { kind: "Deployment", name: owner.name.slice(0, -hash.length - 1) };
  }
  return { kind: owner.kind, name: owner.name };
}

function toContainer(container: V1Container): PodContainer {
  return {
    name: container.name,
    image: cleanText(container.image ?? ""),
    ports: (container.ports ?? []).flatMap(toPort),
  };
}

function toPort(port: NonNullable<V1Container["ports"]>[number]): ContainerPort[] {
  const { name, containerPort, hostPort, hostIP, protocol = "TCP" } = port;
  // SCTP is no protocol that can be probed.
  if (protocol !== "TCP" && protocol !== "UDP") return [];
  return [{ name: name || null, containerPort, hostPort: hostPort || null, hostIP: hostIP || null, protocol }];
}
