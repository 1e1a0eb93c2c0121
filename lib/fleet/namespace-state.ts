/** What a namespace lets in and out. */
export interface NamespaceSettings {
  /** A policy selects every pod for ingress. */
  isolatesIngress: boolean;
  /** A policy selects every pod for egress; "to-nodes" allows the whole node network on every port. */
  egress: "open" | "closed" | "to-nodes";
  /** pod-security.kubernetes.io/enforce. */
  podSecurity: "privileged" | "baseline" | "restricted" | null;
  /** Its pods call the API server and kubelets. */
  needsApi: boolean;
}

/** A namespace of a tenant. Those of the platform follow from the distribution. */
export interface NamespaceState {
  name: string;
  initial: Readonly<NamespaceSettings>;
  settings: NamespaceSettings;
}

export const closedNamespace: NamespaceSettings = {
  isolatesIngress: true,
  egress: "closed",
  podSecurity: "restricted",
  needsApi: false,
};

export const openNamespace: NamespaceSettings = {
  isolatesIngress: false,
  egress: "open",
  podSecurity: null,
  needsApi: false,
};
