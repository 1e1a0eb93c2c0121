import type { CisRule } from "./cis-rules.ts";

interface ProviderRules {
  /** Number here → the rule of the Kubernetes benchmark that says the same. */
  same: Record<string, string>;
  own: Record<string, CisRule>;
}

const kubeletOfProviders = {
  "3.2.1": "4.2.1",
  "3.2.2": "4.2.2",
  "3.2.3": "4.2.3",
  "3.2.4": "4.2.4",
  "3.2.5": "4.2.5",
  "3.2.8": "4.2.10",
  "3.2.9": "4.2.11",
};

const endpoint = {
  "5.4.1": { title: "Restrict Access to the Control Plane Endpoint", manual: true },
  "5.4.2": {
    title: "Ensure clusters are created with Private Endpoint Enabled and Public Access Disabled",
    manual: true,
  },
  "5.4.4": { title: "Ensure Network Policy is Enabled and set as appropriate", manual: true },
  "5.4.5": { title: "Encrypt traffic to HTTPS load balancers with TLS certificates", manual: true },
};

/** kube-bench cfg/eks-1.8.0. */
export const eksRules: ProviderRules = {
  same: {
    ...kubeletOfProviders,
    "4.1.1": "5.1.1",
    "4.1.4": "5.1.4",
    "4.1.10": "5.1.10",
    "4.2.4": "5.2.5",
    "4.3.1": "5.3.1",
    "4.3.2": "5.3.2",
  },
  own: endpoint,
};

/** kube-bench cfg/aks-1.8.0. */
export const aksRules: ProviderRules = {
  same: {
    ...kubeletOfProviders,
    "4.1.1": "5.1.1",
    "4.1.4": "5.1.4",
    "4.1.9": "5.1.10",
    "4.1.10": "5.1.11",
    "4.2.4": "5.2.5",
    "4.4.2": "5.3.2",
  },
  own: endpoint,
};

/** kube-bench cfg/gke-1.9.0; its kubelet rules are gone since Google sets them. */
export const gkeRules: ProviderRules = {
  same: { "4.1.1": "5.1.1", "4.3.2": "5.3.2" },
  own: {
    "4.1.8": { title: "Avoid bindings to system:anonymous", manual: false },
    "4.1.9": { title: "Avoid non-default bindings to system:unauthenticated", manual: false },
    "4.1.10": { title: "Avoid non-default bindings to system:authenticated", manual: false },
    "5.4.1": { title: "Ensure the GKE Metadata Server is Enabled", manual: true },
    "5.6.3": { title: "Ensure Control Plane Authorized Networks is Enabled", manual: true },
    "5.6.4": {
      title: "Ensure clusters are created with Private Endpoint Enabled and Public Access Disabled",
      manual: true,
    },
  },
};

/** kube-bench cfg/rh-1.8. */
export const openshiftRules: ProviderRules = {
  same: {
    "1.2.3": "1.2.4",
    "1.2.4": "1.2.5",
    "1.2.5": "1.2.6",
    "1.2.6": "1.2.8",
    "1.2.13": "1.2.14",
    "1.2.18": "1.2.16",
    "4.2.2": "4.2.1",
    "4.2.3": "4.2.2",
    "4.2.4": "4.2.3",
    "4.2.5": "4.2.4",
    "4.2.6": "4.2.5",
    "4.2.10": "4.2.10",
    "4.2.11": "4.2.11",
    "4.2.12": "4.2.12",
  },
  own: {
    "1.2.14": { title: "Ensure that the --insecure-bind-address argument is not set", manual: true },
    "1.2.15": { title: "Ensure that the --insecure-port argument is set to 0", manual: true },
  },
};
