import type { LostNeed } from "../domain/inventory.ts";
import { kubeletConfigMaps } from "./kubelet-config-map.ts";

interface Rule {
  apiGroups: string[];
  resources: string[];
  resourceNames?: string[];
  verbs: string[];
}

const rbac = "rbac.authorization.k8s.io";
const list = (group: string, ...resources: string[]): Rule => ({ apiGroups: [group], resources, verbs: ["list"] });

/** What the scanner's role grants: the least rule for each need. Checks name needs by these strings. */
const standard = {
  "list nodes": list("", "nodes"),
  "list pods": list("", "pods"),
  "list services": list("", "services"),
  "list namespaces": list("", "namespaces"),
  "list endpointslices": list("discovery.k8s.io", "endpointslices"),
  "list certificatesigningrequests": list("certificates.k8s.io", "certificatesigningrequests"),
  "list clusterrolebindings": list(rbac, "clusterrolebindings"),
  "list rolebindings": list(rbac, "rolebindings"),
  "list clusterroles": list(rbac, "clusterroles"),
  "list roles": list(rbac, "roles"),
  "list deployments": list("apps", "deployments"),
  "list daemonsets": list("apps", "daemonsets"),
  "list statefulsets": list("apps", "statefulsets"),
  "list networkpolicies": list("networking.k8s.io", "networkpolicies"),
  "list ciliumnetworkpolicies": list("cilium.io", "ciliumnetworkpolicies", "ciliumclusterwidenetworkpolicies"),
  "list calico networkpolicies": list(
    "crd.projectcalico.org",
    "networkpolicies",
    "globalnetworkpolicies",
    "hostendpoints",
  ),
  "list adminnetworkpolicies": list(
    "policy.networking.k8s.io",
    "adminnetworkpolicies",
    "baselineadminnetworkpolicies",
    "clusternetworkpolicies",
  ),
  "list validatingadmissionpolicies": list(
    "admissionregistration.k8s.io",
    "validatingadmissionpolicies",
    "validatingadmissionpolicybindings",
  ),
  "list validatingwebhookconfigurations": list(
    "admissionregistration.k8s.io",
    "validatingwebhookconfigurations",
    "mutatingwebhookconfigurations",
  ),
  "list apiservices": list("apiregistration.k8s.io", "apiservices"),
  "list servicemonitors": list("monitoring.coreos.com", "servicemonitors", "podmonitors"),
  "get configmaps kube-system/kube-proxy": {
    apiGroups: [""],
    resources: ["configmaps"],
    resourceNames: ["kube-proxy", "kube-proxy-config", "kubeadm-config"],
    verbs: ["get"],
  },
  "get configmaps kube-system/kubelet-config": {
    apiGroups: [""],
    resources: ["configmaps"],
    resourceNames: [...kubeletConfigMaps],
    verbs: ["get"],
  },
  "get nodes/configz": { apiGroups: [""], resources: ["nodes/configz"], verbs: ["get"] },
  "get namespaces kube-system": {
    apiGroups: [""],
    resources: ["namespaces"],
    resourceNames: ["kube-system"],
    verbs: ["get"],
  },
} satisfies Record<string, Rule>;

/**
 * What only the extended role grants. ConfigMaps are no secrets by their name, but people keep some there: who grants
 * this lets the scanner read them all.
 */
const extended = {
  "list configmaps": list("", "configmaps"),
  "get configmaps openshift-kube-apiserver/config": {
    apiGroups: [""],
    resources: ["configmaps"],
    resourceNames: ["config"],
    verbs: ["get"],
  },
} satisfies Record<string, Rule>;

/** Everything discovery asks of a cluster. */
const needs = { ...standard, ...extended };

export type Need = keyof typeof needs;

export const needNames = Object.keys(needs) as Need[];
export const standardNeeds = Object.keys(standard) as Need[];
export const extendedNeeds = Object.keys(extended) as Need[];

/** The ClusterRole rule that grants a need, as one YAML list item. */
export function grantFor(need: Need): string {
  const rule: Rule = needs[need];
  const yaml = (items: readonly string[]) => `[${items.map((item) => JSON.stringify(item)).join(", ")}]`;
  const lines = [`- apiGroups: ${yaml(rule.apiGroups)}`, `  resources: ${yaml(rule.resources)}`];
  if (rule.resourceNames) lines.push(`  resourceNames: ${yaml(rule.resourceNames)}`);
  lines.push(`  verbs: ${yaml(rule.verbs)}`);
  return `${lines.join("\n")}\n`;
}

/** A need that was not met; the grant stands only where a permission is the cause. */
export function lostNeed(need: Need, why: string, permission: boolean): LostNeed {
  return { need, why, grant: permission ? grantFor(need) : null };
}
