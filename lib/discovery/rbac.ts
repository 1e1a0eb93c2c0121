import type { V1ClusterRoleBinding, V1RoleBinding } from "@kubernetes/client-node";
import type { AnonymousBinding } from "../domain/inventory.ts";
import type { Connection } from "./connect.ts";
import { readAll } from "./paging.ts";

/** Anyone without a credential, and the groups that everyone with any credential is in. */
const everyone = new Set([
  "system:anonymous",
  "system:unauthenticated",
  "system:authenticated",
  "system:serviceaccounts",
]);

export function readClusterBindings({ rbac, signal }: Connection): Promise<AnonymousBinding[]> {
  return readAll((page) => rbac.listClusterRoleBinding(page), toBindings, signal);
}

export function readNamespacedBindings({ rbac, signal }: Connection): Promise<AnonymousBinding[]> {
  return readAll((page) => rbac.listRoleBindingForAllNamespaces(page), toBindings, signal);
}

/** One entry a subject. A ServiceAccount that bears such a name is somebody. */
export function toBindings(binding: V1ClusterRoleBinding | V1RoleBinding): AnonymousBinding[] {
  return (binding.subjects ?? [])
    .filter((subject) => subject.kind !== "ServiceAccount" && everyone.has(subject.name))
    .map((subject) => ({
      binding: binding.metadata?.name ?? "",
      namespace: binding.metadata?.namespace ?? null,
      subject: subject.name,
      role: binding.roleRef.name,
    }));
}
