export interface PolicyRule {
  verbs: string[];
  apiGroups?: string[];
  resources?: string[];
  resourceNames?: string[];
  nonResourceURLs?: string[];
}

export interface RbacSubject {
  kind: "User" | "Group" | "ServiceAccount";
  name: string;
  namespace?: string;
  apiGroup?: string;
}

export interface RoleSpec {
  kind: "Role" | "ClusterRole";
  name: string;
  /** Of a Role. */
  namespace?: string;
  rules: PolicyRule[];
  labels?: Record<string, string>;
  /** Labels of the ClusterRoles whose rules it takes over. */
  aggregates?: Record<string, string>;
}

export interface BindingSpec {
  kind: "RoleBinding" | "ClusterRoleBinding";
  name: string;
  /** Of a RoleBinding. */
  namespace?: string;
  role: { kind: "Role" | "ClusterRole"; name: string };
  subjects: RbacSubject[];
}

const words = (text: string) => text.split(" ").filter((word) => word !== "");

/** Words parted by blanks; the group "core" is the nameless one. */
export function rule(verbs: string, groups: string, resources: string, names?: string): PolicyRule {
  return {
    verbs: words(verbs),
    apiGroups: words(groups).map((group) => (group === "core" ? "" : group)),
    resources: words(resources),
    ...(names === undefined ? {} : { resourceNames: words(names) }),
  };
}

export function urls(paths: string): PolicyRule {
  return { verbs: ["get"], nonResourceURLs: words(paths) };
}

export function clusterRole(name: string, ...rules: PolicyRule[]): RoleSpec {
  return { kind: "ClusterRole", name, rules };
}

export function clusterBinding(name: string, role: string, ...subjects: RbacSubject[]): BindingSpec {
  return { kind: "ClusterRoleBinding", name, role: { kind: "ClusterRole", name: role }, subjects };
}

export const groupNamed = (name: string): RbacSubject => ({ kind: "Group", name });
export const userNamed = (name: string): RbacSubject => ({ kind: "User", name });
export const accountNamed = (namespace: string, name: string): RbacSubject => ({
  kind: "ServiceAccount",
  name,
  namespace,
});
