import { writtenBindings, writtenRoles } from "../apply/written-rbac.ts";
import type { ClusterState } from "../state.ts";
import { cached } from "./cached.ts";
import { grantedIn } from "./cluster-roles.ts";
import { defaultClusterBindings, defaultClusterRoles, defaultRoleBindings, defaultRoles } from "./default-roles.ts";
import { type KubeObject, meta } from "./kube-object.ts";
import type { BindingSpec, RoleSpec } from "./rbac-rules.ts";

const group = "rbac.authorization.k8s.io";
const apiVersion = `${group}/v1`;
const bootstrapping = { "kubernetes.io/bootstrapping": "rbac-defaults" };
const builtInRoles = new Set<RoleSpec>([...defaultClusterRoles, ...defaultRoles]);
const builtInBindings = new Set<BindingSpec>([...defaultClusterBindings, ...defaultRoleBindings]);

/** Every role of the cluster, aggregated ones with the rules that the controller fills in. */
export function rolesOf(cluster: ClusterState): RoleSpec[] {
  return cached(cluster, "roles", () => {
    const all = writtenRoles(cluster, [...defaultClusterRoles, ...defaultRoles, ...grantedIn(cluster).roles]);
    return all.map((role) => (role.aggregates ? { ...role, rules: aggregated(all, role.aggregates) } : role));
  });
}

function aggregated(all: RoleSpec[], labels: Record<string, string>): RoleSpec["rules"] {
  const wanted = Object.entries(labels);
  return all
    .filter((role) => wanted.every(([key, value]) => role.labels?.[key] === value))
    .flatMap((role) => role.rules);
}

export function bindingsOf(cluster: ClusterState): BindingSpec[] {
  return cached(cluster, "bindings", () =>
    writtenBindings(cluster, [...defaultClusterBindings, ...defaultRoleBindings, ...grantedIn(cluster).bindings]),
  );
}

/** The ClusterRole or Role objects. */
export function roleObjects(cluster: ClusterState, kind: RoleSpec["kind"]): KubeObject[] {
  const builtIn = new Set([...builtInRoles].map((role) => role.name));
  return rolesOf(cluster)
    .filter((role) => role.kind === kind)
    .map((role) => ({
      apiVersion,
      kind,
      metadata: meta(cluster, kind, role.name, {
        ...(role.namespace === undefined ? {} : { namespace: role.namespace }),
        labels: { ...(builtIn.has(role.name) ? bootstrapping : {}), ...role.labels },
      }),
      ...(role.aggregates ? { aggregationRule: { clusterRoleSelectors: [{ matchLabels: role.aggregates }] } } : {}),
      rules: role.rules,
    }));
}

/** The ClusterRoleBinding or RoleBinding objects. */
export function bindingObjects(cluster: ClusterState, kind: BindingSpec["kind"]): KubeObject[] {
  return bindingsOf(cluster)
    .filter((binding) => binding.kind === kind)
    .map((binding) => ({
      apiVersion,
      kind,
      metadata: meta(cluster, kind, binding.name, {
        ...(binding.namespace === undefined ? {} : { namespace: binding.namespace }),
        ...(builtInBindings.has(binding) ? { labels: bootstrapping } : {}),
      }),
      roleRef: { apiGroup: group, ...binding.role },
      subjects: binding.subjects.map((subject) =>
        subject.kind === "ServiceAccount" ? subject : { apiGroup: group, ...subject },
      ),
    }));
}
