import type { User } from "./authentication.ts";
import { bindingsOf, rolesOf } from "./objects/rbac.ts";
import type { BindingSpec, PolicyRule, RbacSubject } from "./objects/rbac-rules.ts";
import type { ClusterState } from "./state.ts";

/** What somebody wants to do, as RBAC sees it. */
export type Attributes =
  | { verb: string; path: string }
  | { verb: string; group: string; resource: string; subresource?: string; name?: string; namespace?: string };

/** True when RBAC lets the user do it. */
export function allowed(cluster: ClusterState, user: User, attributes: Attributes): boolean {
  if (user.groups.includes("system:masters")) return true;
  return rulesFor(cluster, user, "namespace" in attributes ? attributes.namespace : undefined).some((rule) =>
    matches(rule, attributes),
  );
}

/** Every rule that binds to the user, at cluster scope and in one namespace. */
export function rulesFor(cluster: ClusterState, user: User, namespace?: string): PolicyRule[] {
  return bindingsOf(cluster)
    .filter((binding) => binding.kind === "ClusterRoleBinding" || binding.namespace === namespace)
    .filter((binding) => binding.subjects.some((subject) => isSubject(subject, user)))
    .flatMap((binding) => ruled(cluster, binding));
}

/** A RoleBinding may name a Role of its own namespace or a ClusterRole. */
function ruled(cluster: ClusterState, { role, namespace }: BindingSpec): PolicyRule[] {
  const found = rolesOf(cluster).find(
    (one) =>
      one.kind === role.kind && one.name === role.name && (one.kind === "ClusterRole" || one.namespace === namespace),
  );
  return found?.rules ?? [];
}

function isSubject(subject: RbacSubject, user: User): boolean {
  if (subject.kind === "Group") return user.groups.includes(subject.name);
  if (subject.kind === "User") return subject.name === user.name;
  return user.name === `system:serviceaccount:${subject.namespace}:${subject.name}`;
}

function matches(rule: PolicyRule, wanted: Attributes): boolean {
  const has = (list: string[] | undefined, value: string) => (list ?? []).some((one) => one === "*" || one === value);
  if (!has(rule.verbs, wanted.verb)) return false;
  if ("path" in wanted) {
    return (rule.nonResourceURLs ?? []).some(
      (url) => url === wanted.path || (url.endsWith("*") && wanted.path.startsWith(url.slice(0, -1))),
    );
  }
  const resource = wanted.subresource ? `${wanted.resource}/${wanted.subresource}` : wanted.resource;
  const everywhere = wanted.subresource !== undefined && has(rule.resources, `*/${wanted.subresource}`);
  if (!has(rule.apiGroups, wanted.group) || (!has(rule.resources, resource) && !everywhere)) return false;
  return !rule.resourceNames || (wanted.name !== undefined && rule.resourceNames.includes(wanted.name));
}
