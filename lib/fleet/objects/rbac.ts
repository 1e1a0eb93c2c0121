import type { ClusterState } from "../state.ts";
import { type KubeObject, meta } from "./kube-object.ts";

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

const group = "rbac.authorization.k8s.io";
const apiVersion = `${group}/v1`;
const read = ["get", "list", "watch"];
const healthURLs = ["/healthz", "/livez", "/readyz", "/version", "/version/"];
const discoveryURLs = ["/api", "/api/*", "/apis", "/apis/*", "/openapi", "/openapi/*", ...healthURLs];

export const scannerRole = "breakwater-scanner";

/** Rules by name of the ClusterRole. */
const clusterRoles: Record<string, PolicyRule[]> = {
  "cluster-admin": [
    { verbs: ["*"], apiGroups: ["*"], resources: ["*"] },
    { verbs: ["*"], nonResourceURLs: ["*"] },
  ],
  "system:public-info-viewer": [{ verbs: ["get"], nonResourceURLs: healthURLs }],
  "system:discovery": [{ verbs: ["get"], nonResourceURLs: discoveryURLs }],
  "system:basic-user": [
    {
      verbs: ["create"],
      apiGroups: ["authorization.k8s.io"],
      resources: ["selfsubjectaccessreviews", "selfsubjectrulesreviews"],
    },
    { verbs: ["create"], apiGroups: ["authentication.k8s.io"], resources: ["selfsubjectreviews"] },
  ],
  "system:kubelet-api-admin": [
    { verbs: read, apiGroups: [""], resources: ["nodes"] },
    { verbs: ["proxy"], apiGroups: [""], resources: ["nodes"] },
    {
      verbs: ["*"],
      apiGroups: [""],
      resources: [
        "nodes/proxy",
        "nodes/metrics",
        "nodes/stats",
        "nodes/log",
        "nodes/spec",
        "nodes/checkpoint",
        "nodes/configz",
        "nodes/healthz",
        "nodes/pods",
      ],
    },
  ],
  [scannerRole]: [
    { verbs: ["get", "list"], apiGroups: [""], resources: ["nodes", "services", "pods", "namespaces"] },
    { verbs: ["get"], apiGroups: [""], resources: ["nodes/configz"] },
    { verbs: ["get", "list"], apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"] },
    { verbs: ["get", "list"], apiGroups: ["networking.k8s.io"], resources: ["networkpolicies"] },
    { verbs: ["get", "list"], apiGroups: ["certificates.k8s.io"], resources: ["certificatesigningrequests"] },
    {
      verbs: ["get", "list"],
      apiGroups: [group],
      resources: ["clusterroles", "clusterrolebindings", "roles", "rolebindings"],
    },
    { verbs: ["get"], apiGroups: [""], resources: ["configmaps"], resourceNames: ["kube-proxy", "kube-proxy-config"] },
  ],
  "node-viewer": [{ verbs: ["get", "list"], apiGroups: [""], resources: ["nodes"] }],
};

const clusterRoleBindings: [name: string, role: string, subjects: RbacSubject[]][] = [
  ["cluster-admin", "cluster-admin", [{ kind: "Group", name: "system:masters" }]],
  [
    "system:public-info-viewer",
    "system:public-info-viewer",
    [
      { kind: "Group", name: "system:authenticated" },
      { kind: "Group", name: "system:unauthenticated" },
    ],
  ],
  ["system:discovery", "system:discovery", [{ kind: "Group", name: "system:authenticated" }]],
  ["system:basic-user", "system:basic-user", [{ kind: "Group", name: "system:authenticated" }]],
  ["kubeadm:kubelet-api-admin", "system:kubelet-api-admin", [{ kind: "User", name: "kube-apiserver-kubelet-client" }]],
  [scannerRole, scannerRole, [{ kind: "ServiceAccount", name: "breakwater-scanner", namespace: "kube-system" }]],
  ["node-viewer", "node-viewer", [{ kind: "ServiceAccount", name: "node-viewer", namespace: "kube-system" }]],
];

/** The ClusterRole objects. */
export function clusterRoleObjects(cluster: ClusterState): KubeObject[] {
  return Object.entries(clusterRoles).map(([name, rules]) => ({
    apiVersion,
    kind: "ClusterRole",
    metadata: meta(cluster, "ClusterRole", name, bootstrapping(name)),
    rules,
  }));
}

/** The ClusterRoleBinding objects. */
export function clusterRoleBindingObjects(cluster: ClusterState): KubeObject[] {
  return clusterRoleBindings.map(([name, role, subjects]) => ({
    apiVersion,
    kind: "ClusterRoleBinding",
    metadata: meta(cluster, "ClusterRoleBinding", name, bootstrapping(name)),
    roleRef: { apiGroup: group, kind: "ClusterRole", name: role },
    subjects: subjects.map((subject) =>
      subject.kind === "ServiceAccount" ? subject : { apiGroup: group, ...subject },
    ),
  }));
}

function bootstrapping(name: string): { labels?: Record<string, string> } {
  return name.startsWith("system:") || name === "cluster-admin"
    ? { labels: { "kubernetes.io/bootstrapping": "rbac-defaults" } }
    : {};
}

/** The Role objects; kubeadm opens cluster-info to those who join. */
export function roleObjects(cluster: ClusterState): KubeObject[] {
  if (cluster.distribution !== "kubeadm") return [];
  return [
    {
      apiVersion,
      kind: "Role",
      metadata: meta(cluster, "Role", "kubeadm:bootstrap-signer-clusterinfo", { namespace: "kube-public" }),
      rules: [{ verbs: ["get"], apiGroups: [""], resources: ["configmaps"], resourceNames: ["cluster-info"] }],
    },
  ];
}

/** The RoleBinding objects. */
export function roleBindingObjects(cluster: ClusterState): KubeObject[] {
  return roleObjects(cluster).map((role) => ({
    apiVersion,
    kind: "RoleBinding",
    metadata: meta(cluster, "RoleBinding", role.metadata.name, { namespace: "kube-public" }),
    roleRef: { apiGroup: group, kind: "Role", name: role.metadata.name },
    subjects: [{ apiGroup: group, kind: "User", name: "system:anonymous" }],
  }));
}
