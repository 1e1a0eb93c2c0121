import type { ClusterPolicies, ClusterPolicy, PolicyKind } from "../domain/cluster-policy.ts";
import type { ApiGroups, AskGroups } from "./api-groups.ts";
import type { Connection } from "./connect.ts";
import { type Fields, fieldsOf, itemsOf } from "./json-fields.ts";
import { type ApiResource, identityOf, listObjects } from "./list-objects.ts";
import type { ListReader } from "./list-reader.ts";
import type { Need } from "./needs.ts";

interface Source {
  kind: Exclude<PolicyKind, "NetworkPolicy">;
  need: Need;
  /** The first that is served and readable is read: Calico serves the same objects under two groups. */
  resources: ApiResource[];
}

function calico(kind: Source["kind"], plural: string): Source {
  const resources = [
    { group: "projectcalico.org", version: "v3", plural },
    { group: "crd.projectcalico.org", version: "v1", plural },
  ];
  return { kind, need: "list calico networkpolicies", resources };
}

function one(kind: Source["kind"], need: Need, resource: string): Source {
  const [group = "", version = "", plural = ""] = resource.split("/");
  return { kind, need, resources: [{ group, version, plural }] };
}

const cilium = "list ciliumnetworkpolicies";
const admin = "list adminnetworkpolicies";
const sources: Source[] = [
  one("CiliumNetworkPolicy", cilium, "cilium.io/v2/ciliumnetworkpolicies"),
  one("CiliumClusterwideNetworkPolicy", cilium, "cilium.io/v2/ciliumclusterwidenetworkpolicies"),
  calico("CalicoNetworkPolicy", "networkpolicies"),
  calico("CalicoGlobalNetworkPolicy", "globalnetworkpolicies"),
  calico("CalicoHostEndpoint", "hostendpoints"),
  one("AdminNetworkPolicy", admin, "policy.networking.k8s.io/v1alpha1/adminnetworkpolicies"),
  one("BaselineAdminNetworkPolicy", admin, "policy.networking.k8s.io/v1alpha1/baselineadminnetworkpolicies"),
  one("ClusterNetworkPolicy", admin, "policy.networking.k8s.io/v1alpha2/clusternetworkpolicies"),
];

const kubernetes: ApiResource = { group: "networking.k8s.io", version: "v1", plural: "networkpolicies" };

/** Policies of every kind there is; null when Kubernetes' own could not be read, the other kinds are named as unread. */
export async function readNetworkPolicies(
  connection: Connection,
  reader: ListReader,
  groups: AskGroups,
): Promise<ClusterPolicies | null> {
  if (!reader.wants("list networkpolicies", ...sources.map(({ need }) => need))) return null;
  const served = await groups();
  const [own, ...others] = await Promise.all([
    reader.read("list networkpolicies", () =>
      listObjects(connection, kubernetes, (object) => toPolicies("NetworkPolicy", object)),
    ),
    ...sources.map(async (source) => ({ source, policies: await readSource(source, connection, reader, served) })),
  ]);
  if (reader.lost.some(({ need }) => need === "list networkpolicies")) return null;
  return {
    policies: [...(own ?? []), ...others.flatMap(({ policies }) => policies ?? [])],
    unread: others
      .filter(({ policies }) => policies === null)
      .map(({ source }) => ({
        kind: source.kind,
        why: reader.lost.find(({ need }) => need === source.need)?.why ?? "It could not be read.",
      })),
  };
}

function readSource(
  { kind, need, resources }: Source,
  connection: Connection,
  reader: ListReader,
  groups: ApiGroups,
): Promise<ClusterPolicy[] | null> {
  const served = resources.filter((resource) => groups.mayServe(resource));
  if (served.length === 0) return Promise.resolve([]);
  return reader.read(need, async () => {
    let failure: unknown;
    for (const resource of served) {
      try {
        const policies = await listObjects(connection, resource, (object) => toPolicies(kind, object));
        if (policies) return policies;
      } catch (error) {
        connection.signal.throwIfAborted();
        failure ??= error;
      }
    }
    if (failure !== undefined) throw failure;
    return [];
  });
}

/** One entry a spec: a CiliumNetworkPolicy may carry several. */
export function toPolicies(kind: PolicyKind, object: Fields): ClusterPolicy[] {
  const specs = [...(object.spec === undefined ? [] : [object.spec]), ...itemsOf(object.specs)];
  return specs.map((spec) => ({ kind, ...identityOf(object), spec: fieldsOf(spec) }));
}
