export const policyKinds = [
  "NetworkPolicy",
  "CiliumNetworkPolicy",
  "CiliumClusterwideNetworkPolicy",
  "CalicoNetworkPolicy",
  "CalicoGlobalNetworkPolicy",
  "CalicoHostEndpoint",
  "AdminNetworkPolicy",
  "BaselineAdminNetworkPolicy",
  "ClusterNetworkPolicy",
] as const;
export type PolicyKind = (typeof policyKinds)[number];

/** A network policy of any kind, its spec as the API gives it. */
export interface ClusterPolicy {
  kind: PolicyKind;
  uid: string;
  namespace: string | null;
  name: string;
  /** JSON of .spec; of CiliumNetworkPolicy with `specs`, one entry a spec. */
  spec: Record<string, unknown>;
  createdAt: string | null;
}

export interface ClusterPolicies {
  policies: ClusterPolicy[];
  /** Kinds whose resource exists in the cluster and could not be read, with the reason. */
  unread: { kind: PolicyKind; why: string }[];
}

/** What stands between a request and the cluster that could refuse an exposed Service. */
export interface Admission {
  policies: {
    name: string;
    uid: string;
    /** "apps/v1 deployments", "v1 services". */
    resources: string[];
    /** CEL expressions, cut at 500 characters each. */
    expressions: string[];
    bound: boolean;
    actions: string[];
  }[];
  webhooks: {
    configuration: string;
    uid: string;
    name: string;
    mutating: boolean;
    service: { namespace: string; name: string; port: number; path: string | null } | null;
    resources: string[];
    failurePolicy: string | null;
  }[];
  /** Policy engines seen by their custom resources or workloads: "kyverno", "gatekeeper", "kubewarden". */
  engines: string[];
}
