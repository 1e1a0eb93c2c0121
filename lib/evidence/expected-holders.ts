import type { RbacBinding, RbacRole, RbacSubject } from "../domain/rbac.ts";

/** Groups that are the administrators by definition of Kubernetes or its installer. */
const administrators = new Set(["system:masters", "kubeadm:cluster-admins", "system:cluster-admins"]);

/** Identities of the API server at kubelets, and of the control plane itself. */
const controlPlane = new Set([
  "kube-apiserver-kubelet-client",
  "kube-apiserver",
  "system:kube-apiserver",
  "system:apiserver",
  "system:kube-controller-manager",
  "system:kube-scheduler",
  "system:kube-proxy",
  "system:openshift-node-admin",
  "system:k3s-supervisor",
  "system:rke2-supervisor",
  "aks-support",
  "eks:addon-manager",
  "eks:node-manager",
]);

/** Namespaces whose controllers belong to the distribution itself. */
const ownNamespaces = /^(kube-system|openshift(-.*)?|gke-.*|gmp-system|aks-.*)$/;

/**
 * True for a holder that Kubernetes or the distribution put there: bootstrap bindings of the API server, the
 * administrators' groups and the control plane's own users. A ServiceAccount of anybody else is never expected.
 */
export function isExpectedHolder(subject: RbacSubject, binding: RbacBinding, role: RbacRole): boolean {
  if (subject.kind === "Group") return administrators.has(subject.name) || (binding.builtIn && isNodesGroup(subject));
  if (subject.kind === "User")
    return controlPlane.has(subject.name) || (binding.builtIn && subject.name.startsWith("system:"));
  const own = subject.namespace !== null && ownNamespaces.test(subject.namespace);
  return own && (binding.builtIn || role.builtIn || isDistribution(role.name));
}

function isNodesGroup({ name }: RbacSubject): boolean {
  return name === "system:nodes" || name === "system:bootstrappers";
}

/** Roles that a distribution's own components come with. */
function isDistribution(role: string): boolean {
  return /^(system:|openshift|k3s-|rke2-|eks:|gce:|cloud-provider|helm-|local-path)/.test(role);
}
