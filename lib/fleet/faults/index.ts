import { hasKubeProxy } from "../network.ts";
import type { NodeSettings } from "../settings.ts";
import type { ClusterState, NodeState } from "../state.ts";
import { apiServerFlagRules, apiServerRules } from "./api-server.ts";
import { certificateRules } from "./certificates.ts";
import { contradictionRules } from "./contradictions.ts";
import { controllerRules } from "./controllers.ts";
import { etcdRules } from "./etcd.ts";
import { always, everywhere, type FaultRule } from "./fault-rule.ts";
import { kubeProxyRules } from "./kube-proxy.ts";
import { kubeletRules, kubeletSettingRules } from "./kubelet.ts";
import { k3sSupervisorRule, listenerRules } from "./listeners.ts";

export type { ClusterRule, FaultRule, NamespaceRule, ServiceRule } from "./fault-rule.ts";
export { namespaceRules, networkPolicyRules } from "./network-policies.ts";
export { rbacRules } from "./rbac.ts";
export { serviceRules } from "./services.ts";
export { workloadRules } from "./workloads.ts";

const coverageRule: FaultRule = {
  checkId: "scan-coverage-gap",
  applies: (s) => !s.reachable,
  vantages: always(everywhere),
  says: "no packet reaches this node",
  fix: () => ({ reachable: true }),
};

const pathRule: FaultRule = {
  checkId: "expected-path-blocked",
  applies: (s) => !s.reachable,
  vantages: always(["control-plane"]),
  port: (s) => s.kubeletPort,
  says: "the API server does not reach this kubelet",
  fix: () => ({ reachable: true }),
};

/** Every rule that a node breaks with these settings. */
export function brokenRules(cluster: ClusterState, node: NodeState, settings: Readonly<NodeSettings>): FaultRule[] {
  if (!settings.reachable) return [coverageRule, pathRule];
  return rulesFor(cluster, node, settings).filter((rule) => rule.applies(settings, node));
}

/** Rules about what this machine runs. */
function rulesFor(cluster: ClusterState, node: NodeState, settings: Readonly<NodeSettings>): FaultRule[] {
  if (node.hidden) return apiServerRules;
  const controlPlane = settings.apiServer ? [...apiServerRules, ...controllerRules] : [];
  // Flags are read where a static pod shows them: k3s has none, OpenShift's name a file.
  const readable = cluster.distribution !== "k3s" && cluster.distribution !== "openshift";
  return [
    ...kubeletRules,
    ...kubeletSettingRules,
    ...certificateRules,
    ...(cluster.distribution === "kubeadm" ? contradictionRules : []),
    ...etcdRules,
    ...listenerRules,
    ...(cluster.distribution === "k3s" ? [k3sSupervisorRule] : []),
    ...(hasKubeProxy(cluster) ? kubeProxyRules : []),
    ...controlPlane,
    ...(settings.apiServer && readable ? apiServerFlagRules : []),
  ];
}
