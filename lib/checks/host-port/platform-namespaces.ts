/** Namespaces that hold parts of Kubernetes, its network, its storage and its distribution, not tenants' programs. */
const platform =
  /^(kube-[\w-]+|openshift(-[\w-]+)?|calico-[\w-]+|tigera-[\w-]+|cilium(-[\w-]+)?|metallb-system|longhorn-system|rook-ceph|gke-[\w-]+|gmp-[\w-]+|aks-[\w-]+)$/;

export const isPlatform = (namespace: string | null | undefined) => platform.test(namespace ?? "");
