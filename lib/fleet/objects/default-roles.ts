import {
  accountNamed,
  type BindingSpec,
  clusterBinding,
  clusterRole,
  groupNamed,
  type RoleSpec,
  rule,
  urls,
  userNamed,
} from "./rbac-rules.ts";

const read = "get list watch";
const all = "create delete deletecollection get list patch update watch";
const write = "create delete deletecollection patch update";
const health = "/healthz /livez /readyz /version /version/";

/** Controllers of the controller-manager, each with what it mainly writes; from bootstrappolicy/controller_policy.go. */
const controllers: Record<string, string> = {
  "attachdetach-controller": "core persistentvolumes nodes",
  "clusterrole-aggregation-controller": "rbac.authorization.k8s.io clusterroles",
  "cronjob-controller": "batch jobs",
  "daemon-set-controller": "core pods",
  "deployment-controller": "apps replicasets",
  "disruption-controller": "policy poddisruptionbudgets/status",
  "endpoint-controller": "core endpoints",
  "endpointslice-controller": "discovery.k8s.io endpointslices",
  "endpointslicemirroring-controller": "discovery.k8s.io endpointslices",
  "generic-garbage-collector": "* *",
  "horizontal-pod-autoscaler": "autoscaling horizontalpodautoscalers/status",
  "job-controller": "core pods",
  "namespace-controller": "core namespaces",
  "node-controller": "core nodes",
  "persistent-volume-binder": "core persistentvolumes",
  "pod-garbage-collector": "core pods",
  "replicaset-controller": "core pods",
  "replication-controller": "core pods",
  "resourcequota-controller": "core resourcequotas/status",
  "root-ca-cert-publisher": "core configmaps",
  "route-controller": "core nodes/status",
  "service-account-controller": "core serviceaccounts",
  "service-controller": "core services/status",
  "statefulset-controller": "core pods",
  "ttl-controller": "core nodes",
};

const signers = "kubernetes.io/kube-apiserver-client kubernetes.io/kube-apiserver-client-kubelet";
const nodeAdmin =
  "nodes/proxy nodes/metrics nodes/stats nodes/log nodes/spec nodes/checkpoint nodes/configz nodes/healthz nodes/pods";

/** ClusterRoles that every API server keeps, as far as they say who may do what with nodes, pods and requests. */
export const defaultClusterRoles: RoleSpec[] = [
  clusterRole("cluster-admin", rule("*", "*", "*"), { verbs: ["*"], nonResourceURLs: ["*"] }),
  { ...clusterRole("admin"), aggregates: { "rbac.authorization.k8s.io/aggregate-to-admin": "true" } },
  { ...clusterRole("edit"), aggregates: { "rbac.authorization.k8s.io/aggregate-to-edit": "true" } },
  { ...clusterRole("view"), aggregates: { "rbac.authorization.k8s.io/aggregate-to-view": "true" } },
  {
    ...clusterRole(
      "system:aggregate-to-admin",
      rule(all, "rbac.authorization.k8s.io", "rolebindings roles"),
      rule("create", "authorization.k8s.io", "localsubjectaccessreviews"),
    ),
    labels: { "rbac.authorization.k8s.io/aggregate-to-admin": "true" },
  },
  {
    ...clusterRole(
      "system:aggregate-to-edit",
      rule(read, "core", "pods/attach pods/exec pods/portforward pods/proxy secrets services/proxy"),
      rule(write, "core", "pods pods/attach pods/exec pods/portforward pods/proxy"),
      rule(write, "core", "configmaps persistentvolumeclaims secrets serviceaccounts services services/proxy"),
      rule(write, "apps", "daemonsets deployments replicasets statefulsets"),
      rule(write, "networking.k8s.io", "ingresses networkpolicies"),
    ),
    labels: {
      "rbac.authorization.k8s.io/aggregate-to-admin": "true",
      "rbac.authorization.k8s.io/aggregate-to-edit": "true",
    },
  },
  {
    ...clusterRole(
      "system:aggregate-to-view",
      rule(read, "core", "configmaps endpoints events namespaces pods pods/log serviceaccounts services"),
      rule(read, "apps", "daemonsets deployments replicasets statefulsets"),
      rule(read, "discovery.k8s.io", "endpointslices"),
      rule(read, "networking.k8s.io", "ingresses networkpolicies"),
    ),
    labels: {
      "rbac.authorization.k8s.io/aggregate-to-admin": "true",
      "rbac.authorization.k8s.io/aggregate-to-edit": "true",
      "rbac.authorization.k8s.io/aggregate-to-view": "true",
    },
  },
  clusterRole("system:public-info-viewer", urls(health)),
  clusterRole("system:discovery", urls(`/api /api/* /apis /apis/* /openapi /openapi/* ${health}`)),
  clusterRole(
    "system:basic-user",
    rule("create", "authorization.k8s.io", "selfsubjectaccessreviews selfsubjectrulesreviews"),
    rule("create", "authentication.k8s.io", "selfsubjectreviews"),
  ),
  clusterRole(
    "system:monitoring",
    urls("/healthz /healthz/* /livez /livez/* /metrics /metrics/slis /readyz /readyz/*"),
  ),
  clusterRole("system:heapster", rule(read, "core", "events namespaces nodes pods"), rule(read, "apps", "deployments")),
  clusterRole("system:node-problem-detector", rule("get", "core", "nodes"), rule("patch", "core", "nodes/status")),
  clusterRole(
    "system:kubelet-api-admin",
    rule(read, "core", "nodes"),
    rule("proxy", "core", "nodes"),
    rule("*", "core", nodeAdmin),
  ),
  clusterRole(
    "system:node",
    rule("create", "authentication.k8s.io", "tokenreviews"),
    rule("create", "authorization.k8s.io", "localsubjectaccessreviews subjectaccessreviews"),
    rule(read, "core", "services"),
    rule(`create ${read}`, "core", "nodes"),
    rule("patch update", "core", "nodes/status"),
    rule(read, "core", "pods"),
    rule("create delete", "core", "pods"),
    rule(`create ${read}`, "certificates.k8s.io", "certificatesigningrequests"),
  ),
  clusterRole("system:node-bootstrapper", rule(`create ${read}`, "certificates.k8s.io", "certificatesigningrequests")),
  clusterRole(
    "system:node-proxier",
    rule(read, "core", "nodes services"),
    rule(read, "discovery.k8s.io", "endpointslices"),
  ),
  clusterRole("system:auth-delegator", rule("create", "authentication.k8s.io", "tokenreviews")),
  clusterRole("system:kube-aggregator", rule(read, "core", "endpoints services")),
  clusterRole("system:kube-dns", rule("list watch", "core", "endpoints services")),
  clusterRole(
    "system:kube-scheduler",
    rule(read, "core", "nodes pods services"),
    rule("create", "core", "bindings pods/binding"),
    rule("patch update", "core", "pods/status"),
  ),
  clusterRole(
    "system:kube-controller-manager",
    rule("create", "core", "secrets serviceaccounts serviceaccounts/token"),
    rule("list watch", "*", "*"),
  ),
  clusterRole("system:volume-scheduler", rule(`${read} patch update`, "core", "persistentvolumes")),
  clusterRole(
    "system:service-account-issuer-discovery",
    urls("/.well-known/openid-configuration /.well-known/openid-configuration/ /openid/v1/jwks /openid/v1/jwks/"),
  ),
  clusterRole(
    "system:certificates.k8s.io:certificatesigningrequests:nodeclient",
    rule("create", "certificates.k8s.io", "certificatesigningrequests/nodeclient"),
  ),
  clusterRole(
    "system:certificates.k8s.io:certificatesigningrequests:selfnodeclient",
    rule("create", "certificates.k8s.io", "certificatesigningrequests/selfnodeclient"),
  ),
  clusterRole(
    "system:certificates.k8s.io:kubelet-serving-approver",
    rule("approve", "certificates.k8s.io", "signers", "kubernetes.io/kubelet-serving"),
  ),
  clusterRole(
    "system:certificates.k8s.io:kube-apiserver-client-kubelet-approver",
    rule("approve", "certificates.k8s.io", "signers", "kubernetes.io/kube-apiserver-client-kubelet"),
  ),
  clusterRole(
    "system:controller:certificate-controller",
    rule(`delete ${read}`, "certificates.k8s.io", "certificatesigningrequests"),
    rule("update", "certificates.k8s.io", "certificatesigningrequests/approval certificatesigningrequests/status"),
    rule("approve", "certificates.k8s.io", "signers", "kubernetes.io/kube-apiserver-client-kubelet"),
    rule(
      "sign",
      "certificates.k8s.io",
      "signers",
      `${signers} kubernetes.io/kubelet-serving kubernetes.io/legacy-unknown`,
    ),
    rule("create", "authorization.k8s.io", "subjectaccessreviews"),
  ),
  ...Object.entries(controllers).map(([name, what]) => {
    const [group = "", resources = ""] = what.split(" ");
    return clusterRole(`system:controller:${name}`, rule(all, group, resources));
  }),
];

export const defaultClusterBindings: BindingSpec[] = [
  clusterBinding("cluster-admin", "cluster-admin", groupNamed("system:masters")),
  clusterBinding(
    "system:public-info-viewer",
    "system:public-info-viewer",
    groupNamed("system:authenticated"),
    groupNamed("system:unauthenticated"),
  ),
  clusterBinding("system:discovery", "system:discovery", groupNamed("system:authenticated")),
  clusterBinding("system:basic-user", "system:basic-user", groupNamed("system:authenticated")),
  clusterBinding("system:monitoring", "system:monitoring", groupNamed("system:monitoring")),
  clusterBinding("system:node", "system:node"),
  clusterBinding("system:node-proxier", "system:node-proxier", userNamed("system:kube-proxy")),
  clusterBinding("system:kube-dns", "system:kube-dns", accountNamed("kube-system", "kube-dns")),
  clusterBinding("system:kube-scheduler", "system:kube-scheduler", userNamed("system:kube-scheduler")),
  clusterBinding("system:volume-scheduler", "system:volume-scheduler", userNamed("system:kube-scheduler")),
  clusterBinding(
    "system:kube-controller-manager",
    "system:kube-controller-manager",
    userNamed("system:kube-controller-manager"),
  ),
  clusterBinding(
    "system:service-account-issuer-discovery",
    "system:service-account-issuer-discovery",
    groupNamed("system:serviceaccounts"),
  ),
  ...["certificate-controller", ...Object.keys(controllers)].map((name) =>
    clusterBinding(`system:controller:${name}`, `system:controller:${name}`, accountNamed("kube-system", name)),
  ),
];

export const defaultRoles: RoleSpec[] = [
  {
    kind: "Role",
    namespace: "kube-system",
    name: "extension-apiserver-authentication-reader",
    rules: [rule(read, "core", "configmaps", "extension-apiserver-authentication")],
  },
  {
    kind: "Role",
    namespace: "kube-public",
    name: "system:controller:bootstrap-signer",
    rules: [rule(read, "core", "configmaps"), rule("update", "core", "configmaps", "cluster-info")],
  },
];

export const defaultRoleBindings: BindingSpec[] = [
  {
    kind: "RoleBinding",
    namespace: "kube-system",
    name: "system::extension-apiserver-authentication-reader",
    role: { kind: "Role", name: "extension-apiserver-authentication-reader" },
    subjects: [userNamed("system:kube-controller-manager"), userNamed("system:kube-scheduler")],
  },
  {
    kind: "RoleBinding",
    namespace: "kube-public",
    name: "system:controller:bootstrap-signer",
    role: { kind: "Role", name: "system:controller:bootstrap-signer" },
    subjects: [accountNamed("kube-system", "bootstrap-signer")],
  },
];
