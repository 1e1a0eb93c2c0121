import type {
  V1Container,
  V1DaemonSet,
  V1Deployment,
  V1ObjectMeta,
  V1PodTemplateSpec,
  V1StatefulSet,
} from "@kubernetes/client-node";
import type { SettingSource } from "../domain/setting.ts";
import type { Consumer, Workload } from "../domain/workload.ts";
import { cleanText } from "./clean-text.ts";
import { lastingContainers } from "./cluster-pods.ts";
import type { Connection } from "./connect.ts";
import { workloadConsumers } from "./consumers/workload-consumers.ts";
import { parseFlags, settingsOfFlags } from "./flags.ts";
import type { ListReader } from "./list-reader.ts";
import type { Need } from "./needs.ts";
import { createdAt, deploymentAnnotations, managersOf } from "./object-marks.ts";
import { readAll } from "./paging.ts";
import { commandOf } from "./pods.ts";

export interface WorkloadFacts {
  workload: Workload;
  consumers: Consumer[];
  /** Of a kube-proxy that runs as a DaemonSet. */
  settings: SettingSource[];
}

export const workloadNeeds = ["list deployments", "list daemonsets", "list statefulsets"] as const satisfies Need[];

/** Network engines, metrics-server, approvers of certificates, kube-state-metrics and ingress controllers. */
const flagsKept =
  /(calico|tigera|cilium|flannel|weave|antrea|kube-router|ovn|multus|aws-node|amazon-k8s-cni|azure-cni|kube-proxy|metrics-server|csr-approver|rubber-stamp|kube-state-metrics|ingress|traefik|haproxy|contour|envoy|kong)/i;

/** Each kind on its own; null where it could not be read. */
export function readWorkloads(connection: Connection, reader: ListReader): Promise<(WorkloadFacts[] | null)[]> {
  if (!reader.wants(...workloadNeeds)) return Promise.resolve([null]);
  const { apps, signal } = connection;
  const at = connection.now().toISOString();
  const keep = (kind: Workload["kind"]) => (object: V1Deployment | V1DaemonSet | V1StatefulSet) => [
    toWorkloadFacts(kind, object, at),
  ];
  return Promise.all([
    reader.read(
      "list deployments",
      () => readAll((page) => apps.listDeploymentForAllNamespaces(page), keep("Deployment"), signal),
      [],
    ),
    reader.read(
      "list daemonsets",
      () => readAll((page) => apps.listDaemonSetForAllNamespaces(page), keep("DaemonSet"), signal),
      [],
    ),
    reader.read(
      "list statefulsets",
      () => readAll((page) => apps.listStatefulSetForAllNamespaces(page), keep("StatefulSet"), signal),
      [],
    ),
  ]);
}

export function toWorkloadFacts(
  kind: Workload["kind"],
  object: { metadata?: V1ObjectMeta; spec?: { template: V1PodTemplateSpec } },
  at: string,
): WorkloadFacts {
  const { metadata } = object;
  const spec = object.spec?.template.spec;
  const containers = lastingContainers(spec);
  const workload: Workload = {
    kind,
    uid: metadata?.uid ?? "",
    namespace: metadata?.namespace ?? "",
    name: metadata?.name ?? "",
    labels: metadata?.labels ?? {},
    annotations: deploymentAnnotations(metadata),
    managers: managersOf(metadata),
    serviceAccount: spec?.serviceAccountName || "default",
    hostNetwork: spec?.hostNetwork ?? false,
    images: [...new Set(containers.map(({ image }) => cleanText(image ?? "")))],
    flags: Object.assign({}, ...containers.map(flagsOf)),
    createdAt: createdAt(metadata),
  };
  return {
    workload,
    consumers: workloadConsumers(workload, containers),
    settings: proxySettings(workload, containers, at),
  };
}

function flagsOf(container: V1Container): Record<string, string> {
  const repository = (container.image ?? "").split("@")[0]?.split("/").slice(-2).join("/") ?? "";
  if (!flagsKept.test(container.name) && !flagsKept.test(repository)) return {};
  const kept = settingsOfFlags(parseFlags(commandOf(container)));
  return Object.fromEntries(Object.entries(kept).map(([name, value]) => [`--${name}`, cleanText(value)]));
}

function proxySettings(workload: Workload, containers: readonly V1Container[], at: string): SettingSource[] {
  const proxy = containers.find((one) => commandOf(one)[0]?.split("/").at(-1) === "kube-proxy");
  if (!proxy || workload.kind !== "DaemonSet") return [];
  const values = settingsOfFlags(parseFlags(commandOf(proxy)));
  const name = `DaemonSet ${workload.namespace}/${workload.name}`;
  return [{ component: "kube-proxy", node: null, kind: "command-line", name, at, values }];
}
