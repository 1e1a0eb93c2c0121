import { withWrites } from "../apply/written-objects.ts";
import {
  admissionBindingObjects,
  admissionPolicyObjects,
  apiServiceObjects,
  mutatingWebhookObjects,
  validatingWebhookObjects,
} from "../objects/admission.ts";
import { configMapObjects, secretObjects, serviceAccountObjects } from "../objects/configuration.ts";
import type { KubeObject } from "../objects/kube-object.ts";
import { hasPrometheusOperator, podMonitorObjects, serviceMonitorObjects } from "../objects/monitoring.ts";
import { namespaceObjects } from "../objects/namespaces.ts";
import {
  ciliumClusterwidePolicyObjects,
  globalPolicyObjects,
  hasAdminPolicies,
  hasCalico,
  hasCilium,
  hostEndpointObjects,
  networkPolicyObjects,
} from "../objects/network-policies.ts";
import { nodeObjects } from "../objects/nodes.ts";
import { podObjects } from "../objects/pods.ts";
import { bindingObjects, roleObjects } from "../objects/rbac.ts";
import { endpointSliceObjects, serviceObjects } from "../objects/services.ts";
import { signingRequestObjects } from "../objects/signing-requests.ts";
import { workloadObjects } from "../objects/workloads.ts";
import type { Pki } from "../pki.ts";
import type { ClusterState } from "../state.ts";

/** One kind that the API serves. */
export interface Resource {
  group: string;
  version: string;
  plural: string;
  singular: string;
  kind: string;
  namespaced: boolean;
  shortNames: string[];
  /** Everything of the kind that is there now. */
  list(cluster: ClusterState, pki: Pki): KubeObject[];
  /** Custom resources are there where their definition was installed. */
  served?(cluster: ClusterState): boolean;
}

const none = () => [];
const admission = "admissionregistration.k8s.io";
const rbac = "rbac.authorization.k8s.io";

function resource(
  group: string,
  plural: string,
  kind: string,
  namespaced: boolean,
  shortNames: string[],
  list: Resource["list"],
): Resource {
  return { group, version: "v1", plural, singular: kind.toLowerCase(), kind, namespaced, shortNames, list };
}

function custom(
  groupVersion: string,
  plural: string,
  kind: string,
  namespaced: boolean,
  served: (cluster: ClusterState) => boolean,
  list: Resource["list"] = none,
): Resource {
  const [group = "", version = ""] = groupVersion.split("/");
  return { ...resource(group, plural, kind, namespaced, [], list), version, served };
}

const resources: Resource[] = [
  resource("", "configmaps", "ConfigMap", true, ["cm"], (cluster, pki) =>
    configMapObjects(cluster, pki.authority.cert),
  ),
  resource("", "endpoints", "Endpoints", true, ["ep"], none),
  resource("", "events", "Event", true, ["ev"], none),
  resource("", "namespaces", "Namespace", false, ["ns"], namespaceObjects),
  resource("", "nodes", "Node", false, ["no"], nodeObjects),
  resource("", "pods", "Pod", true, ["po"], podObjects),
  resource("", "secrets", "Secret", true, [], secretObjects),
  resource("", "serviceaccounts", "ServiceAccount", true, ["sa"], serviceAccountObjects),
  resource("", "services", "Service", true, ["svc"], serviceObjects),
  resource(
    admission,
    "mutatingwebhookconfigurations",
    "MutatingWebhookConfiguration",
    false,
    [],
    mutatingWebhookObjects,
  ),
  resource(admission, "validatingadmissionpolicies", "ValidatingAdmissionPolicy", false, [], admissionPolicyObjects),
  resource(
    admission,
    "validatingadmissionpolicybindings",
    "ValidatingAdmissionPolicyBinding",
    false,
    [],
    admissionBindingObjects,
  ),
  resource(
    admission,
    "validatingwebhookconfigurations",
    "ValidatingWebhookConfiguration",
    false,
    [],
    validatingWebhookObjects,
  ),
  resource("apiregistration.k8s.io", "apiservices", "APIService", false, [], apiServiceObjects),
  resource("apps", "daemonsets", "DaemonSet", true, ["ds"], (cluster) => workloadObjects(cluster, "DaemonSet")),
  resource("apps", "deployments", "Deployment", true, ["deploy"], (cluster) => workloadObjects(cluster, "Deployment")),
  resource("apps", "replicasets", "ReplicaSet", true, ["rs"], (cluster) => workloadObjects(cluster, "ReplicaSet")),
  resource("apps", "statefulsets", "StatefulSet", true, ["sts"], (cluster) => workloadObjects(cluster, "StatefulSet")),
  resource(
    "certificates.k8s.io",
    "certificatesigningrequests",
    "CertificateSigningRequest",
    false,
    ["csr"],
    (cluster, pki) => signingRequestObjects(cluster, pki.requests),
  ),
  resource("coordination.k8s.io", "leases", "Lease", true, [], none),
  resource("discovery.k8s.io", "endpointslices", "EndpointSlice", true, [], endpointSliceObjects),
  resource("networking.k8s.io", "networkpolicies", "NetworkPolicy", true, ["netpol"], networkPolicyObjects),
  resource(rbac, "clusterrolebindings", "ClusterRoleBinding", false, [], (cluster) =>
    bindingObjects(cluster, "ClusterRoleBinding"),
  ),
  resource(rbac, "clusterroles", "ClusterRole", false, [], (cluster) => roleObjects(cluster, "ClusterRole")),
  resource(rbac, "rolebindings", "RoleBinding", true, [], (cluster) => bindingObjects(cluster, "RoleBinding")),
  resource(rbac, "roles", "Role", true, [], (cluster) => roleObjects(cluster, "Role")),
  custom("cilium.io/v2", "ciliumnetworkpolicies", "CiliumNetworkPolicy", true, hasCilium),
  custom(
    "cilium.io/v2",
    "ciliumclusterwidenetworkpolicies",
    "CiliumClusterwideNetworkPolicy",
    false,
    hasCilium,
    ciliumClusterwidePolicyObjects,
  ),
  custom(
    "crd.projectcalico.org/v1",
    "globalnetworkpolicies",
    "GlobalNetworkPolicy",
    false,
    hasCalico,
    globalPolicyObjects,
  ),
  custom("crd.projectcalico.org/v1", "hostendpoints", "HostEndpoint", false, hasCalico, hostEndpointObjects),
  custom("crd.projectcalico.org/v1", "networkpolicies", "NetworkPolicy", true, hasCalico),
  custom("policy.networking.k8s.io/v1alpha1", "adminnetworkpolicies", "AdminNetworkPolicy", false, hasAdminPolicies),
  custom(
    "policy.networking.k8s.io/v1alpha1",
    "baselineadminnetworkpolicies",
    "BaselineAdminNetworkPolicy",
    false,
    hasAdminPolicies,
  ),
  custom("monitoring.coreos.com/v1", "podmonitors", "PodMonitor", true, hasPrometheusOperator, podMonitorObjects),
  custom(
    "monitoring.coreos.com/v1",
    "servicemonitors",
    "ServiceMonitor",
    true,
    hasPrometheusOperator,
    serviceMonitorObjects,
  ),
];

/** Kinds that this cluster's API serves now. */
export function resourcesOf(cluster: ClusterState): Resource[] {
  return resources.filter((one) => one.served?.(cluster) ?? true);
}

/** Groups that take reviews and serve no lists. */
export const reviewResources = [
  { group: "authentication.k8s.io", plural: "selfsubjectreviews", kind: "SelfSubjectReview" },
  { group: "authorization.k8s.io", plural: "selfsubjectaccessreviews", kind: "SelfSubjectAccessReview" },
  { group: "authorization.k8s.io", plural: "selfsubjectrulesreviews", kind: "SelfSubjectRulesReview" },
];

export function findResource(
  cluster: ClusterState,
  group: string,
  version: string,
  plural: string,
): Resource | undefined {
  const found = resourcesOf(cluster).find(
    (one) => one.group === group && one.version === version && one.plural === plural,
  );
  return found && { ...found, list: (of, pki) => withWrites(of, plural, found.list(of, pki)) };
}
