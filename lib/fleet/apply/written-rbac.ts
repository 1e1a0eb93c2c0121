import type { KubeObject } from "../objects/kube-object.ts";
import type { BindingSpec, PolicyRule, RbacSubject, RoleSpec } from "../objects/rbac-rules.ts";
import type { ClusterState } from "../state.ts";
import { isFields } from "./patches.ts";
import { withWrites } from "./written-objects.ts";

const apiVersion = "rbac.authorization.k8s.io/v1";

/** Roles as the authoriser sees them after what was written. */
export function writtenRoles(cluster: ClusterState, roles: RoleSpec[]): RoleSpec[] {
  return written(cluster, roles, { ClusterRole: "clusterroles", Role: "roles" }, (object) => ({
    ...placeOf(object),
    kind: object.kind === "Role" ? "Role" : "ClusterRole",
    rules: (Array.isArray(object.rules) ? object.rules : []) as PolicyRule[],
  }));
}

export function writtenBindings(cluster: ClusterState, bindings: BindingSpec[]): BindingSpec[] {
  const plurals = { ClusterRoleBinding: "clusterrolebindings", RoleBinding: "rolebindings" };
  return written(cluster, bindings, plurals, (object) => ({
    ...placeOf(object),
    kind: object.kind === "RoleBinding" ? "RoleBinding" : "ClusterRoleBinding",
    role: roleOf(object),
    subjects: (Array.isArray(object.subjects) ? object.subjects : []) as RbacSubject[],
  }));
}

function placeOf({ metadata }: KubeObject): { name: string; namespace?: string } {
  return { name: metadata.name, ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }) };
}

function roleOf({ roleRef }: KubeObject): BindingSpec["role"] {
  const { kind, name } = isFields(roleRef) ? roleRef : {};
  return { kind: kind === "Role" ? "Role" : "ClusterRole", name: String(name ?? "") };
}

/** Specs that nobody wrote over stay what they are; the others are read from the objects. */
function written<Spec extends RoleSpec | BindingSpec>(
  cluster: ClusterState,
  specs: Spec[],
  plurals: Record<string, string>,
  read: (object: KubeObject) => Spec,
): Spec[] {
  return Object.entries(plurals).flatMap(([kind, plural]) => {
    const placeholders = new Map<KubeObject, Spec>(
      specs.filter((spec) => spec.kind === kind).map((spec) => [standIn(spec), spec]),
    );
    return withWrites(cluster, plural, [...placeholders.keys()]).map(
      (object) => placeholders.get(object) ?? read(object),
    );
  });
}

function standIn({ kind, name, namespace }: RoleSpec | BindingSpec): KubeObject {
  const metadata = { name, uid: "", resourceVersion: "", creationTimestamp: "" };
  return { apiVersion, kind, metadata: { ...metadata, ...(namespace === undefined ? {} : { namespace }) } };
}
