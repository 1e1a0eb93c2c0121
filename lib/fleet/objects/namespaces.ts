import type { NamespaceSettings } from "../namespace-state.ts";
import type { ClusterState } from "../state.ts";
import { cached } from "./cached.ts";
import { type KubeObject, meta } from "./kube-object.ts";
import { staticPodsOf } from "./static-pods.ts";
import { workloadsOf } from "./workloads.ts";

/** The Namespace objects: Kubernetes' own, the platform's and the tenants'. */
export function namespaceObjects(cluster: ClusterState): KubeObject[] {
  return cached(cluster, "namespaces", () => {
    const names = new Set(["default", "kube-node-lease", "kube-public", "kube-system"]);
    for (const { namespace } of workloadsOf(cluster)) names.add(namespace);
    for (const node of cluster.nodes)
      for (const { namespace } of staticPodsOf(cluster, node)) names.add(namespace ?? "kube-system");
    for (const { name } of cluster.namespaces) names.add(name);
    for (const service of cluster.services) names.add(service.namespace);
    return [...names].sort().map((name) => namespaceObject(cluster, name));
  });
}

function namespaceObject(cluster: ClusterState, name: string): KubeObject {
  const tenant = cluster.namespaces.find((one) => one.name === name);
  const level = tenant ? atLeastBaseline(cluster, tenant.settings.podSecurity) : platformLevel(cluster, name);
  return {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: meta(cluster, "Namespace", name, {
      labels: {
        "kubernetes.io/metadata.name": name,
        ...(level === null ? {} : { "pod-security.kubernetes.io/enforce": level }),
        ...(name.startsWith("openshift-") ? { "openshift.io/cluster-monitoring": "true" } : {}),
      },
      ...(name === "kube-system" ? { uid: cluster.uid } : {}),
    }),
    spec: { finalizers: ["kubernetes"] },
    status: { phase: "Active" },
  };
}

/** The guardrail is a policy and a label: with it no tenant stays without a level. */
function atLeastBaseline(cluster: ClusterState, level: NamespaceSettings["podSecurity"]) {
  return cluster.settings.guardrail && level !== "restricted" ? "baseline" : level;
}

function platformLevel(cluster: ClusterState, name: string): NamespaceSettings["podSecurity"] {
  if (cluster.distribution === "openshift" && name.startsWith("openshift-")) return "privileged";
  return name === "default" && cluster.settings.guardrail ? "baseline" : null;
}
