import type { LostNeed } from "../domain/inventory.ts";

interface Rule {
  apiGroups: string[];
  resources: string[];
  resourceNames?: string[];
  verbs: string[];
}

/** Everything discovery asks of a cluster, with the least rule that grants it. Checks name needs by these strings. */
export const needs = {
  "list nodes": { apiGroups: [""], resources: ["nodes"], verbs: ["list"] },
  "list pods": { apiGroups: [""], resources: ["pods"], verbs: ["list"] },
  "list services": { apiGroups: [""], resources: ["services"], verbs: ["list"] },
  "list endpointslices": { apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs: ["list"] },
  "list certificatesigningrequests": {
    apiGroups: ["certificates.k8s.io"],
    resources: ["certificatesigningrequests"],
    verbs: ["list"],
  },
  "list clusterrolebindings": {
    apiGroups: ["rbac.authorization.k8s.io"],
    resources: ["clusterrolebindings"],
    verbs: ["list"],
  },
  "list rolebindings": { apiGroups: ["rbac.authorization.k8s.io"], resources: ["rolebindings"], verbs: ["list"] },
  "get configmaps kube-system/kube-proxy": {
    apiGroups: [""],
    resources: ["configmaps"],
    resourceNames: ["kube-proxy", "kube-proxy-config", "kubeadm-config"],
    verbs: ["get"],
  },
  "get nodes/configz": { apiGroups: [""], resources: ["nodes/configz"], verbs: ["get"] },
  "get namespaces kube-system": {
    apiGroups: [""],
    resources: ["namespaces"],
    resourceNames: ["kube-system"],
    verbs: ["get"],
  },
} as const satisfies Record<string, Rule>;

export type Need = keyof typeof needs;

export const needNames = Object.keys(needs) as Need[];

/** The ClusterRole rule that grants a need, as one YAML list item. */
export function grantFor(need: Need): string {
  const rule: Rule = needs[need];
  const list = (items: readonly string[]) => `[${items.map((item) => JSON.stringify(item)).join(", ")}]`;
  const lines = [`- apiGroups: ${list(rule.apiGroups)}`, `  resources: ${list(rule.resources)}`];
  if (rule.resourceNames) lines.push(`  resourceNames: ${list(rule.resourceNames)}`);
  lines.push(`  verbs: ${list(rule.verbs)}`);
  return `${lines.join("\n")}\n`;
}

/** A need that was not met; the grant stands only where a permission is the cause. */
export function lostNeed(need: Need, why: string, permission: boolean): LostNeed {
  return { need, why, grant: permission ? grantFor(need) : null };
}
