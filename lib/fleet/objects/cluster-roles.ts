import type { ClusterState } from "../state.ts";
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
import { workloadsOf } from "./workloads.ts";

const read = "get list watch";
const look = "get list";
const rbac = "rbac.authorization.k8s.io";

export interface Granted {
  roles: RoleSpec[];
  bindings: BindingSpec[];
}

/** What the installer, the platform and its people have granted beyond the API server's own defaults. */
export function grantedIn(cluster: ClusterState): Granted {
  const parts = [scanner(), viewer(), installer(cluster), programs(cluster), people(cluster)];
  return { roles: parts.flatMap((part) => part.roles), bindings: parts.flatMap((part) => part.bindings) };
}

/** Everything that discovery reads, and nothing that acts. */
function scanner(): Granted {
  const name = "breakwater-scanner";
  const role = clusterRole(
    name,
    rule(look, "core", "nodes services pods namespaces configmaps"),
    rule("get", "core", "nodes/configz"),
    rule(look, "apps", "deployments daemonsets statefulsets replicasets"),
    rule(look, "discovery.k8s.io", "endpointslices"),
    rule(look, "networking.k8s.io", "networkpolicies"),
    rule(look, "cilium.io", "ciliumnetworkpolicies ciliumclusterwidenetworkpolicies"),
    rule(look, "crd.projectcalico.org projectcalico.org", "networkpolicies globalnetworkpolicies hostendpoints"),
    rule(look, "policy.networking.k8s.io", "adminnetworkpolicies baselineadminnetworkpolicies clusternetworkpolicies"),
    rule(
      look,
      "admissionregistration.k8s.io",
      "validatingadmissionpolicies validatingadmissionpolicybindings validatingwebhookconfigurations mutatingwebhookconfigurations",
    ),
    rule(look, "apiregistration.k8s.io", "apiservices"),
    rule(look, "monitoring.coreos.com", "servicemonitors podmonitors"),
    rule(look, "certificates.k8s.io", "certificatesigningrequests"),
    rule(look, rbac, "clusterroles clusterrolebindings roles rolebindings"),
  );
  return { roles: [role], bindings: [clusterBinding(name, name, accountNamed("kube-system", name))] };
}

function viewer(): Granted {
  const role = clusterRole("node-viewer", rule(look, "core", "nodes"));
  return {
    roles: [role],
    bindings: [clusterBinding("node-viewer", "node-viewer", accountNamed("kube-system", "node-viewer"))],
  };
}

/** The API server's right at its kubelets, and what kubeadm opens to those who join. */
function installer({ distribution }: ClusterState): Granted {
  const apiServer = userNamed(
    distribution === "k3s" || distribution === "rke2" ? "system:apiserver" : "kube-apiserver-kubelet-client",
  );
  const name = distribution === "kubeadm" ? "kubeadm:kubelet-api-admin" : "kube-apiserver-kubelet-admin";
  const bindings = [clusterBinding(name, "system:kubelet-api-admin", apiServer)];
  if (distribution !== "kubeadm") return { roles: [], bindings };
  const clusterInfo = "kubeadm:bootstrap-signer-clusterinfo";
  const bootstrappers = groupNamed("system:bootstrappers:kubeadm:default-node-token");
  return {
    roles: [
      {
        kind: "Role",
        namespace: "kube-public",
        name: clusterInfo,
        rules: [rule("get", "core", "configmaps", "cluster-info")],
      },
      clusterRole("kubeadm:get-nodes", rule("get", "core", "nodes")),
    ],
    bindings: [
      ...bindings,
      {
        kind: "RoleBinding",
        namespace: "kube-public",
        name: clusterInfo,
        role: { kind: "Role", name: clusterInfo },
        subjects: [userNamed("system:anonymous")],
      },
      clusterBinding("kubeadm:cluster-admins", "cluster-admin", groupNamed("kubeadm:cluster-admins")),
      clusterBinding("kubeadm:get-nodes", "kubeadm:get-nodes", bootstrappers),
      clusterBinding("kubeadm:kubelet-bootstrap", "system:node-bootstrapper", bootstrappers),
      clusterBinding(
        "kubeadm:node-autoapprove-bootstrap",
        "system:certificates.k8s.io:certificatesigningrequests:nodeclient",
        bootstrappers,
      ),
      clusterBinding(
        "kubeadm:node-autoapprove-certificate-rotation",
        "system:certificates.k8s.io:certificatesigningrequests:selfnodeclient",
        groupNamed("system:nodes"),
      ),
      clusterBinding("kubeadm:node-proxier", "system:node-proxier", accountNamed("kube-system", "kube-proxy")),
    ],
  };
}

/** ServiceAccounts of what runs in the cluster, each with what its program needs. */
function programs(cluster: ClusterState): Granted {
  const roles: RoleSpec[] = [];
  const bindings: BindingSpec[] = [];
  const grant = (namespace: string, account: string, ...rules: RoleSpec["rules"]) => {
    const name = roles.some((role) => role.name === account) ? `${namespace}:${account}` : account;
    roles.push(clusterRole(name, ...rules));
    bindings.push(clusterBinding(name, name, accountNamed(namespace, account)));
  };
  for (const { namespace, serviceAccount } of workloadsOf(cluster)) {
    if (serviceAccount === undefined || bindings.some((one) => holds(one, namespace, serviceAccount))) continue;
    grant(namespace, serviceAccount, ...rulesOf(cluster, serviceAccount));
  }
  return { roles, bindings };
}

function holds(binding: BindingSpec, namespace: string, account: string): boolean {
  return binding.subjects.some((subject) => subject.namespace === namespace && subject.name === account);
}

function rulesOf({ settings }: ClusterState, account: string): RoleSpec["rules"] {
  switch (account) {
    case "metrics-server":
      return [rule("get", "core", "nodes/metrics"), rule(read, "core", "pods nodes")];
    case "prometheus-server":
      return [
        rule(read, "core", "endpoints nodes pods services"),
        rule("get", "core", settings.prometheusNodesProxy ? "nodes/metrics nodes/proxy" : "nodes/metrics"),
        urls("/metrics"),
      ];
    case "kubelet-csr-approver":
    case "machine-approver":
      return [
        rule(read, "certificates.k8s.io", "certificatesigningrequests"),
        rule("update", "certificates.k8s.io", "certificatesigningrequests/approval"),
        rule("approve", "certificates.k8s.io", "signers", "kubernetes.io/kubelet-serving"),
      ];
    case "coredns":
      return [
        rule("list watch", "core", "endpoints namespaces pods services"),
        rule("list watch", "discovery.k8s.io", "endpointslices"),
      ];
    case "ingress-nginx":
      return [
        rule("list watch", "core", "endpoints nodes pods secrets services"),
        rule(read, "networking.k8s.io", "ingresses"),
      ];
    default:
      return [rule(read, "core", "nodes pods services")];
  }
}

/** What people granted to each other over the years: the stories of the faults. */
function people({ settings }: ClusterState): Granted {
  const roles: RoleSpec[] = [];
  const bindings: BindingSpec[] = [];
  if (settings.ingressesForEveryone) {
    roles.push(clusterRole("ingress-catalogue", rule(look, "networking.k8s.io", "ingresses")));
    bindings.push(clusterBinding("everyone-reads-ingresses", "ingress-catalogue", groupNamed("system:authenticated")));
  }
  if (settings.execForDevelopers) {
    roles.push(
      clusterRole("pod-debugger", rule(read, "core", "pods"), rule("create", "core", "pods/exec pods/portforward")),
    );
    bindings.push(clusterBinding("developers-debug", "pod-debugger", groupNamed("developers")));
  }
  if (settings.approvalForBot) {
    roles.push(
      clusterRole(
        "request-bot",
        rule(read, "certificates.k8s.io", "certificatesigningrequests"),
        rule("update", "certificates.k8s.io", "certificatesigningrequests/approval"),
        rule("approve", "certificates.k8s.io", "signers", "kubernetes.io/*"),
      ),
    );
    bindings.push(clusterBinding("request-bot", "request-bot", accountNamed("ops", "request-bot")));
  }
  return { roles, bindings };
}
