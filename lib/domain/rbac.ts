/** One rule of a role, as rbac.authorization.k8s.io/v1 writes it. */
export interface PolicyRule {
  verbs: string[];
  apiGroups: string[];
  resources: string[];
  resourceNames: string[];
  nonResourceURLs: string[];
}

export interface RbacRole {
  kind: "Role" | "ClusterRole";
  uid: string;
  namespace: string | null;
  name: string;
  /** Effective rules; of an aggregated ClusterRole those the controller has filled in. */
  rules: PolicyRule[];
  aggregated: boolean;
  /** Labelled kubernetes.io/bootstrapping: the API server keeps it. */
  builtIn: boolean;
}

export interface RbacSubject {
  kind: "User" | "Group" | "ServiceAccount";
  name: string;
  namespace: string | null;
}

export interface RbacBinding {
  kind: "RoleBinding" | "ClusterRoleBinding";
  uid: string;
  namespace: string | null;
  name: string;
  roleRef: { kind: "Role" | "ClusterRole"; name: string };
  subjects: RbacSubject[];
  builtIn: boolean;
  createdAt: string | null;
}

export interface Rbac {
  roles: RbacRole[];
  bindings: RbacBinding[];
}

/** A right that opens a door: "create on nodes/proxy". */
export interface Right {
  apiGroup: string;
  resource: string;
  verbs: readonly string[];
}

/** Somebody who holds a right, and through what. */
export interface RightHolder {
  subject: RbacSubject;
  right: string;
  verbs: string[];
  /** "ClusterRoleBinding prometheus → ClusterRole prometheus-server". */
  through: string;
  bindingUid: string;
  /** null: in the whole cluster. */
  namespace: string | null;
  /** Workloads that run with this ServiceAccount, "DaemonSet monitoring/node-agent"; empty where none or not known. */
  usedBy: string[];
  /** Part of Kubernetes or of the distribution itself, and expected to hold it. */
  expected: boolean;
}
