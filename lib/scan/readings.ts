import type { Check } from "../domain/check.ts";

/** What names nodes, ports, their owners and the sources of settings: every judgement stands on some of it. */
const always = [
  "list nodes",
  "get nodes/configz",
  "list pods",
  "list services",
  "list endpointslices",
  "list deployments",
  "list daemonsets",
  "list statefulsets",
  "get configmaps kube-system/kube-proxy",
  "get configmaps kube-system/kubelet-config",
  "get configmaps openshift-kube-apiserver/config",
  "get namespaces kube-system",
];

const rights = ["list clusterroles", "list clusterrolebindings", "list roles", "list rolebindings"];
const users = ["list configmaps", "list servicemonitors", "list apiservices"];

const policies = [
  "list namespaces",
  "list networkpolicies",
  "list ciliumnetworkpolicies",
  "list calico networkpolicies",
  "list adminnetworkpolicies",
];

/** The readings that judging these checks takes, so that a re-check of one port does not list a whole cluster. */
export function readingsFor(checks: readonly Check[]): string[] {
  const asked = checks.flatMap((check) => [
    ...check.needs,
    ...(check.rights ? rights : []),
    ...(check.closes ? users : []),
    // Who is exempt from a policy, and whether a workload needs the API server, is told by rights and users.
    ...(check.component === "network-policy" ? [...rights, ...users, ...policies] : []),
    ...(check.settings?.component === "kubelet" ? ["get nodes/configz"] : []),
  ]);
  return [...new Set([...always, ...asked])];
}
