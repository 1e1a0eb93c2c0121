import {
  configMapObjects,
  namespaceObjects,
  networkPolicyObjects,
  secretObjects,
  serviceAccountObjects,
} from "../objects/configuration.ts";
import type { KubeObject } from "../objects/kube-object.ts";
import { nodeObjects } from "../objects/nodes.ts";
import { podObjects } from "../objects/pods.ts";
import { clusterRoleBindingObjects, clusterRoleObjects, roleBindingObjects, roleObjects } from "../objects/rbac.ts";
import { endpointSliceObjects, serviceObjects } from "../objects/services.ts";
import { signingRequestObjects } from "../objects/signing-requests.ts";
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
}

const none = () => [];
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

export const resources: Resource[] = [
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
  resource("apps", "daemonsets", "DaemonSet", true, ["ds"], none),
  resource("apps", "deployments", "Deployment", true, ["deploy"], none),
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
  resource(rbac, "clusterrolebindings", "ClusterRoleBinding", false, [], clusterRoleBindingObjects),
  resource(rbac, "clusterroles", "ClusterRole", false, [], clusterRoleObjects),
  resource(rbac, "rolebindings", "RoleBinding", true, [], roleBindingObjects),
  resource(rbac, "roles", "Role", true, [], roleObjects),
];

/** Groups that take reviews and serve no lists. */
export const reviewResources = [
  { group: "authentication.k8s.io", plural: "selfsubjectreviews", kind: "SelfSubjectReview" },
  { group: "authorization.k8s.io", plural: "selfsubjectaccessreviews", kind: "SelfSubjectAccessReview" },
  { group: "authorization.k8s.io", plural: "selfsubjectrulesreviews", kind: "SelfSubjectRulesReview" },
];

export function findResource(group: string, version: string, plural: string): Resource | undefined {
  return resources.find((one) => one.group === group && one.version === version && one.plural === plural);
}
