import type { Inventory } from "../domain/inventory.ts";
import { readAdmission } from "./admission.ts";
import { type ApiGroups, type AskGroups, readApiGroups } from "./api-groups.ts";
import { readApiServices } from "./api-services.ts";
import type { Connection } from "./connect.ts";
import { gatherConsumers, readConfiguredConsumers } from "./consumers/index.ts";
import { readCertificateSigningRequests } from "./csrs.ts";
import { countReady, readEndpointSlices } from "./endpoint-slices.ts";
import { readConfigMap, readKubeProxy } from "./kube-proxy-config.ts";
import { readKubeletConfigMap } from "./kubelet-config-map.ts";
import type { ListReader } from "./list-reader.ts";
import { readNamespaces } from "./namespaces.ts";
import type { Need } from "./needs.ts";
import { readNetworkPolicies } from "./network-policies.ts";
import { readNodes } from "./nodes.ts";
import { readPods } from "./pods.ts";
import { readClusterBindings, readNamespacedBindings } from "./rbac.ts";
import { readClusterRoles, readRoles } from "./roles.ts";
import { readServices, withEndpoints } from "./services.ts";
import { readWorkloads } from "./workloads.ts";

export type Lists = Awaited<ReturnType<typeof readLists>>;

/** Reads every list that is asked for, side by side; each is null where it was not read. */
export async function readLists(connection: Connection, reader: ListReader, version: string | null) {
  let asked: Promise<ApiGroups> | undefined;
  const groups: AskGroups = () => {
    asked ??= readApiGroups(connection);
    return asked;
  };
  const get = <T>(need: Need, reading: () => Promise<T>, absent?: T) =>
    reader.wants(need) ? reader.read(need, reading, absent) : null;
  const [
    nodes,
    uid,
    kubeadm,
    pods,
    services,
    slices,
    workloads,
    requests,
    namespaces,
    kubeProxy,
    kubeletConfig,
    apiServices,
    access,
    networkPolicies,
    admission,
    configured,
  ] = await Promise.all([
    reader.read("list nodes", () => readNodes(connection)),
    reader.read("get namespaces kube-system", () => readUid(connection)),
    // A hint at the distribution and its networks: no check depends on it, so nothing is lost without it.
    readConfigMap(connection, "kubeadm-config").catch(() => null),
    get("list pods", () => readPods(connection)),
    get("list services", () => readServices(connection)),
    get("list endpointslices", () => readEndpointSlices(connection)),
    readWorkloads(connection, reader),
    get("list certificatesigningrequests", () => readCertificateSigningRequests(connection)),
    get("list namespaces", () => readNamespaces(connection)),
    get("get configmaps kube-system/kube-proxy", () => readKubeProxy(connection)),
    get("get configmaps kube-system/kubelet-config", () => readKubeletConfigMap(connection, version)),
    get("list apiservices", () => readApiServices(connection), []),
    readAccess(connection, reader),
    readNetworkPolicies(connection, reader, groups),
    readAdmission(connection, reader, groups),
    readConfiguredConsumers(connection, reader, groups),
  ]);
  connection.signal.throwIfAborted();
  return {
    nodes,
    uid,
    kubeadm,
    pods,
    services: services && withEndpoints(services, slices && countReady(slices)),
    endpoints: slices?.flatMap((slice) => slice.endpoints) ?? null,
    // Two of the three kinds would pass for all of them.
    workloads: workloads.some((facts) => facts === null) ? null : workloads.flatMap((facts) => facts ?? []),
    requests,
    namespaces,
    kubeProxy,
    kubeletConfig,
    apiServices: apiServices?.map(({ uid: _, ...service }) => service) ?? null,
    ...access,
    networkPolicies,
    admission,
    consumers: gatherConsumers({ configured, workloads, pods, apiServices }),
  };
}

async function readUid({ core }: Connection): Promise<string | null> {
  const { metadata } = await core.readNamespace({ name: "kube-system" });
  return metadata?.uid ?? null;
}

const bindingNeeds = ["list clusterrolebindings", "list rolebindings"] as const;
const roleNeeds = ["list clusterroles", "list roles"] as const;

/** Roles mean nothing without bindings: whoever asks for roles gets both, whoever asks for bindings only those. */
async function readAccess(
  connection: Connection,
  reader: ListReader,
): Promise<Pick<Inventory, "rbac" | "anonymousBindings">> {
  const wantsRoles = reader.wants(...roleNeeds);
  const wantsBindings = wantsRoles || reader.wants(...bindingNeeds);
  const [clusterBindings, bindings, clusterRoles, roles] = await Promise.all([
    wantsBindings ? reader.read("list clusterrolebindings", () => readClusterBindings(connection)) : null,
    wantsBindings ? reader.read("list rolebindings", () => readNamespacedBindings(connection)) : null,
    wantsRoles ? reader.read("list clusterroles", () => readClusterRoles(connection)) : null,
    wantsRoles ? reader.read("list roles", () => readRoles(connection)) : null,
  ]);
  // Half of the bindings would pass for all of them.
  const bound = clusterBindings && bindings && [...clusterBindings, ...bindings];
  return {
    anonymousBindings: bound?.flatMap(({ anonymous }) => anonymous) ?? null,
    rbac:
      bound && clusterRoles && roles
        ? { roles: [...clusterRoles, ...roles], bindings: bound.map(({ binding }) => binding) }
        : null,
  };
}
