import type { V1ClusterRoleBinding, V1RoleBinding } from "@kubernetes/client-node";
import type { AnonymousBinding } from "../domain/inventory.ts";
import type { RbacBinding } from "../domain/rbac.ts";
import { visibleName } from "./clean-text.ts";
import type { Connection } from "./connect.ts";
import { readAll } from "./paging.ts";
import { toBinding } from "./roles.ts";

export interface BindingFacts {
  binding: RbacBinding;
  anonymous: AnonymousBinding[];
}

/** Anyone without a credential, and the groups that everyone with any credential is in. */
const everyone = new Set([
  "system:anonymous",
  "system:unauthenticated",
  "system:authenticated",
  "system:serviceaccounts",
]);

export function readClusterBindings({ rbac, signal }: Connection): Promise<BindingFacts[]> {
  return readAll(
    (page) => rbac.listClusterRoleBinding(page),
    (one) => [{ binding: toBinding("ClusterRoleBinding", one), anonymous: toBindings(one) }],
    signal,
  );
}

export function readNamespacedBindings({ rbac, signal }: Connection): Promise<BindingFacts[]> {
  return readAll(
    (page) => rbac.listRoleBindingForAllNamespaces(page),
    (one) => [{ binding: toBinding("RoleBinding", one), anonymous: toBindings(one) }],
    signal,
  );
}

/** One entry a subject. A ServiceAccount that bears such a name is somebody. */
export function toBindings(binding: V1ClusterRoleBinding | V1RoleBinding): AnonymousBinding[] {
  return (binding.subjects ?? [])
    .filter((subject) => subject.kind !== "ServiceAccount" && everyone.has(subject.name))
    .map((subject) => ({
      binding: visibleName(binding.metadata?.name ?? ""),
      namespace: binding.metadata?.namespace ?? null,
      subject: subject.name,
      role: visibleName(binding.roleRef.name),
    }));
}
