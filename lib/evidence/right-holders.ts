import type { Evidence } from "../domain/evidence.ts";
import type { Inventory } from "../domain/inventory.ts";
import type { PolicyRule, Rbac, RbacBinding, RbacRole, RbacSubject, Right, RightHolder } from "../domain/rbac.ts";
import { isExpectedHolder } from "./expected-holders.ts";

/** Who holds a right by roles and bindings, the unexpected first; null where roles or bindings could not be read. */
export function rightHolders({ rbac, pods, workloads }: Inventory): Evidence["holders"] {
  if (!rbac) return () => null;
  const roles = new Map(rbac.roles.map((role) => [roleKey(role.kind, role.namespace, role.name), role]));
  const users = usersOfAccounts({ pods, workloads });
  const known = new Map<string, RightHolder[]>();
  return (right) => {
    const key = JSON.stringify(right);
    const found = known.get(key) ?? findHolders(right, rbac, roles, users);
    known.set(key, found);
    return found;
  };
}

const roleKey = (kind: string, namespace: string | null, name: string) => `${kind} ${namespace ?? ""} ${name}`;

function findHolders(
  right: Right,
  { bindings }: Rbac,
  roles: ReadonlyMap<string, RbacRole>,
  users: (subject: RbacSubject) => string[],
): RightHolder[] {
  const holders = bindings.flatMap((binding) => {
    const role = roleOf(binding, roles);
    const verbs = role ? grantedVerbs(role.rules, right) : [];
    if (!role || verbs.length === 0) return [];
    return binding.subjects.map(
      (subject): RightHolder => ({
        subject,
        right: `${verbs.join(", ")} on ${right.resource}`,
        verbs,
        through: `${binding.kind} ${place(binding.namespace)}${binding.name} → ${role.kind} ${place(role.namespace)}${role.name}`,
        bindingUid: binding.uid,
        namespace: binding.namespace,
        usedBy: users(subject),
        expected: isExpectedHolder(subject, binding, role),
      }),
    );
  });
  return holders.toSorted((a, b) => Number(a.expected) - Number(b.expected));
}

const place = (namespace: string | null) => (namespace === null ? "" : `${namespace}/`);

/** A RoleBinding names a Role of its own namespace, or a ClusterRole whose rules then hold in that namespace alone. */
function roleOf(binding: RbacBinding, roles: ReadonlyMap<string, RbacRole>): RbacRole | undefined {
  const { kind, name } = binding.roleRef;
  return roles.get(roleKey(kind, kind === "Role" ? binding.namespace : null, name));
}

/** The verbs of a right that the rules grant, as the API server's RBAC authoriser matches them. */
export function grantedVerbs(rules: readonly PolicyRule[], right: Right): string[] {
  const granting = rules.filter(
    (rule) => matches(rule.apiGroups, right.apiGroup) && resourceMatches(rule.resources, right.resource),
  );
  return right.verbs.filter((verb) => granting.some((rule) => matches(rule.verbs, verb)));
}

function matches(list: readonly string[], wanted: string): boolean {
  return list.includes("*") || list.includes(wanted);
}

/**
 * "*" is everything and "(star)/proxy" that subresource of any resource. "nodes/*" grants nothing: the authoriser of
 * kubernetes 1.36 (rbac/v1 evaluation_helpers.go) knows no such form.
 */
function resourceMatches(list: readonly string[], wanted: string): boolean {
  const subresource = wanted.split("/")[1];
  return list.some((one) => one === "*" || one === wanted || (subresource !== undefined && one === `*/${subresource}`));
}

/** Workloads that run with a ServiceAccount; pods without one in the list name their own controller. */
function usersOfAccounts({ pods, workloads }: Pick<Inventory, "pods" | "workloads">) {
  const users = new Map<string, Set<string>>();
  const add = (namespace: string, account: string, user: string) => {
    const key = `${namespace}/${account}`;
    const set = users.get(key) ?? new Set<string>();
    users.set(key, set.add(user));
  };
  for (const { kind, namespace, name, serviceAccount } of workloads ?? [])
    add(namespace, serviceAccount, `${kind} ${namespace}/${name}`);
  for (const { namespace, name, serviceAccount, owner } of pods ?? []) {
    add(namespace, serviceAccount, owner ? `${owner.kind} ${namespace}/${owner.name}` : `Pod ${namespace}/${name}`);
  }
  return ({ kind, namespace, name }: RbacSubject): string[] =>
    kind === "ServiceAccount" ? [...(users.get(`${namespace}/${name}`) ?? [])].sort() : [];
}
