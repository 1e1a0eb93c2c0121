const role = (name: string, resources: readonly string[]) => `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: ${name}
rules:
  - apiGroups: [""]
    resources: [${resources.map((resource) => JSON.stringify(resource)).join(", ")}]
    verbs: ["get"]`;

export const fineGrainedReader = "kubelet-fine-grained-reader";
export const metricsReader = "kubelet-metrics-reader";

/** Fine-grained subresources of the kubelet; healthz, configz and pods exist from Kubernetes 1.33 on. */
export const fineGrainedRole = role(fineGrainedReader, [
  "nodes/metrics",
  "nodes/stats",
  "nodes/log",
  "nodes/healthz",
  "nodes/configz",
  "nodes/pods",
]);

/** What a scraper of the kubelet's metrics needs. */
export const metricsRole = role(metricsReader, ["nodes/metrics", "nodes/stats"]);

/** Whom a role is given to; the namespace is a ServiceAccount's. */
export interface RoleHolder {
  kind: "ServiceAccount" | "User" | "Group";
  name: string;
  namespace: string | null;
}

/** A ClusterRoleBinding under a name of its own, since another holder's would replace one of the same name. */
export function bindingManifest(name: string, roleName: string, holders: readonly RoleHolder[]): string {
  const subjects = holders.flatMap((holder) => [
    `  - kind: ${holder.kind}`,
    `    name: ${JSON.stringify(holder.name)}`,
    holder.kind === "ServiceAccount"
      ? `    namespace: ${JSON.stringify(holder.namespace ?? "NAMESPACE")}`
      : "    apiGroup: rbac.authorization.k8s.io",
  ]);
  return [
    "apiVersion: rbac.authorization.k8s.io/v1",
    "kind: ClusterRoleBinding",
    "metadata:",
    `  name: ${JSON.stringify(name)}`,
    "roleRef:",
    "  apiGroup: rbac.authorization.k8s.io",
    "  kind: ClusterRole",
    `  name: ${roleName}`,
    "subjects:",
    ...subjects,
  ].join("\n");
}

/** The sentence that keeps a role that is shown by itself from being applied and never bound. */
export const bindWords = (roleName: string) =>
  `A role alone gives nobody anything: bind it with kubectl create clusterrolebinding ${roleName} --clusterrole=${roleName} --serviceaccount=NAMESPACE:NAME, with the caller's own ServiceAccount.`;
