import { type ApiGroups, readApiGroups } from "./api-groups.ts";
import type { Connection } from "./connect.ts";
import { readConfigMap, readKubeProxy } from "./kube-proxy-config.ts";
import { kubeletConfigMaps } from "./kubelet-config-map.ts";
import type { Need } from "./needs.ts";

/** One object of each list is enough to know that it may be read. */
const one = { limit: 1 };

/** Needs that are tried by other means: the nodes are needed as a whole, and the kubelet is asked last. */
type Elsewhere = "list nodes" | "get nodes/configz";

/** How each permission is tried; what belongs to a group that is not installed resolves without a request. */
export async function needProbes(connection: Connection): Promise<[Need, () => Promise<unknown>][]> {
  const groups = await readApiGroups(connection);
  const { core, endpoints, certificates, rbac, apps, admission, aggregation } = connection;
  const custom = (resources: readonly string[]) => () => tryResources(connection, groups, resources);
  const probes: Record<Exclude<Need, Elsewhere>, () => Promise<unknown>> = {
    "list pods": () => core.listPodForAllNamespaces(one),
    "list services": () => core.listServiceForAllNamespaces(one),
    "list namespaces": () => core.listNamespace(one),
    "list endpointslices": () => endpoints.listEndpointSliceForAllNamespaces(one),
    "list certificatesigningrequests": () => certificates.listCertificateSigningRequest(one),
    "list clusterrolebindings": () => rbac.listClusterRoleBinding(one),
    "list rolebindings": () => rbac.listRoleBindingForAllNamespaces(one),
    "list clusterroles": () => rbac.listClusterRole(one),
    "list roles": () => rbac.listRoleForAllNamespaces(one),
    "list deployments": () => apps.listDeploymentForAllNamespaces(one),
    "list daemonsets": () => apps.listDaemonSetForAllNamespaces(one),
    "list statefulsets": () => apps.listStatefulSetForAllNamespaces(one),
    "list networkpolicies": () =>
      connection.custom.listClusterCustomObject({
        group: "networking.k8s.io",
        version: "v1",
        plural: "networkpolicies",
        ...one,
      }),
    "list ciliumnetworkpolicies": custom([
      "cilium.io/v2/ciliumnetworkpolicies",
      "cilium.io/v2/ciliumclusterwidenetworkpolicies",
    ]),
    "list calico networkpolicies": custom([
      "crd.projectcalico.org/v1/networkpolicies",
      "crd.projectcalico.org/v1/globalnetworkpolicies",
      "crd.projectcalico.org/v1/hostendpoints",
    ]),
    "list adminnetworkpolicies": custom([
      "policy.networking.k8s.io/v1alpha1/adminnetworkpolicies",
      "policy.networking.k8s.io/v1alpha1/baselineadminnetworkpolicies",
      "policy.networking.k8s.io/v1alpha2/clusternetworkpolicies",
    ]),
    "list validatingadmissionpolicies": () => admission.listValidatingAdmissionPolicy(one),
    "list validatingwebhookconfigurations": async () => {
      await admission.listValidatingWebhookConfiguration(one);
      await admission.listMutatingWebhookConfiguration(one);
    },
    "list apiservices": () => aggregation.listAPIService(one),
    "list servicemonitors": custom([
      "monitoring.coreos.com/v1/servicemonitors",
      "monitoring.coreos.com/v1/podmonitors",
    ]),
    "get configmaps kube-system/kube-proxy": () => readKubeProxy(connection),
    "get configmaps kube-system/kubelet-config": () => readConfigMap(connection, kubeletConfigMaps[0] ?? ""),
    "get namespaces kube-system": () => core.readNamespace({ name: "kube-system" }),
    "list configmaps": () => core.listConfigMapForAllNamespaces(one),
    "get configmaps openshift-kube-apiserver/config": () =>
      readConfigMap(connection, "config", "openshift-kube-apiserver"),
  };
  return Object.entries(probes) as [Need, () => Promise<unknown>][];
}

async function tryResources(connection: Connection, groups: ApiGroups, resources: readonly string[]): Promise<void> {
  for (const resource of resources) {
    const [group = "", version = "", plural = ""] = resource.split("/");
    const wanted = { group, version, plural };
    if (groups.mayServe(wanted)) await connection.custom.listClusterCustomObject({ ...wanted, ...one });
  }
}
