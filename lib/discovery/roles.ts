import type { V1ClusterRole, V1ClusterRoleBinding, V1Role, V1RoleBinding } from "@kubernetes/client-node";
import type { PolicyRule, RbacBinding, RbacRole, RbacSubject } from "../domain/rbac.ts";
import { visibleName } from "./clean-text.ts";
import type { Connection } from "./connect.ts";
import { createdAt } from "./object-marks.ts";
import { readAll } from "./paging.ts";

/** On what the API server itself creates and repairs. */
const bootstrapping = "kubernetes.io/bootstrapping";
const subjectKinds = ["User", "Group", "ServiceAccount"] as const;

export function readClusterRoles({ rbac, signal }: Connection): Promise<RbacRole[]> {
  return readAll(
    (page) => rbac.listClusterRole(page),
    (role) => [toRole("ClusterRole", role)],
    signal,
  );
}

export function readRoles({ rbac, signal }: Connection): Promise<RbacRole[]> {
  return readAll(
    (page) => rbac.listRoleForAllNamespaces(page),
    (role) => [toRole("Role", role)],
    signal,
  );
}

export function toRole(kind: RbacRole["kind"], { metadata, rules, ...role }: V1Role | V1ClusterRole): RbacRole {
  return {
    kind,
    uid: metadata?.uid ?? "",
    namespace: metadata?.namespace ?? null,
    name: visibleName(metadata?.name ?? ""),
    rules: (rules ?? []).map(toRule),
    aggregated: "aggregationRule" in role && Boolean(role.aggregationRule),
    builtIn: metadata?.labels?.[bootstrapping] !== undefined,
  };
}

function toRule(rule: NonNullable<V1Role["rules"]>[number]): PolicyRule {
  return {
    verbs: rule.verbs ?? [],
    apiGroups: rule.apiGroups ?? [],
    resources: rule.resources ?? [],
    resourceNames: rule.resourceNames ?? [],
    nonResourceURLs: rule.nonResourceURLs ?? [],
  };
}

export function toBinding(kind: RbacBinding["kind"], binding: V1RoleBinding | V1ClusterRoleBinding): RbacBinding {
  const { metadata, roleRef, subjects } = binding;
  return {
    kind,
    uid: metadata?.uid ?? "",
    namespace: metadata?.namespace ?? null,
    name: visibleName(metadata?.name ?? ""),
    roleRef: { kind: roleRef.kind === "Role" ? "Role" : "ClusterRole", name: visibleName(roleRef.name) },
    subjects: (subjects ?? []).flatMap((subject): RbacSubject[] => {
      const known = subjectKinds.find((one) => one === subject.kind);
      return known ? [{ kind: known, name: visibleName(subject.name), namespace: subject.namespace || null }] : [];
    }),
    builtIn: metadata?.labels?.[bootstrapping] !== undefined,
    createdAt: createdAt(metadata),
  };
}
