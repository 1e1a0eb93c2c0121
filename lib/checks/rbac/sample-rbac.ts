import type { PolicyRule, Rbac, RbacBinding, RbacRole, RbacSubject } from "../../domain/rbac.ts";
import { hardened, type Seen, withInventory } from "../sample-evidence.ts";

export function rule(verbs: string[], resources: string[], changes: Partial<PolicyRule> = {}): PolicyRule {
  return { verbs, apiGroups: [""], resources, resourceNames: [], nonResourceURLs: [], ...changes };
}

export const account = (name: string, namespace = "monitoring"): RbacSubject => ({
  kind: "ServiceAccount",
  name,
  namespace,
});
export const user = (name: string): RbacSubject => ({ kind: "User", name, namespace: null });
export const group = (name: string): RbacSubject => ({ kind: "Group", name, namespace: null });

interface Grant {
  to: RbacSubject;
  rules: PolicyRule[];
  /** Name of role and binding. */
  name?: string;
  /** Of a RoleBinding to a ClusterRole. */
  namespace?: string;
  builtIn?: boolean;
}

/** Roles and bindings of what is granted to whom. */
export function granting(...grants: Grant[]): Rbac {
  const roles = grants.map(
    ({ rules, name = "agent", builtIn = false }): RbacRole => ({
      kind: "ClusterRole",
      uid: `uid-role-${name}`,
      namespace: null,
      name,
      rules,
      aggregated: false,
      builtIn,
    }),
  );
  const bindings = grants.map(
    ({ to, name = "agent", namespace = null, builtIn = false }): RbacBinding => ({
      kind: namespace === null ? "ClusterRoleBinding" : "RoleBinding",
      uid: `uid-binding-${name}`,
      namespace,
      name,
      roleRef: { kind: "ClusterRole", name },
      subjects: [to],
      builtIn,
      createdAt: "2026-01-10T00:00:00.000Z",
    }),
  );
  return { roles, bindings };
}

export function withRbac(rbac: Rbac | null, seen: Seen = hardened()): Seen {
  const lost = rbac === null ? [{ need: "list clusterroles", why: "403", grant: null }] : [];
  return withInventory(seen, { rbac, lost });
}

export const cluster = { kind: "Cluster", uid: "uid-kube-system", name: "sample" } as const;
export const bindingOf = (name = "agent") =>
  ({ kind: "ClusterRoleBinding", uid: `uid-binding-${name}`, name }) as const;
