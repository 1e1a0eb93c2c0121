import type { PolicyPlan } from "./policy-plan.ts";

/** A policy of the administrator that denies the ports of kubelets and etcd on every node to some namespaces. */
export function egressNodesPolicy({ namespaces }: PolicyPlan) {
  const port = (number: number) => ({ portNumber: { protocol: "TCP", port: number } });
  return {
    apiVersion: "policy.networking.k8s.io/v1alpha1",
    kind: "AdminNetworkPolicy",
    metadata: { name: "breakwater-deny-kubelet-and-etcd" },
    spec: {
      priority: 20,
      subject: {
        namespaces: {
          matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "In", values: [...namespaces] }],
        },
      },
      egress: [
        {
          name: "no-kubelet-or-etcd",
          action: "Deny",
          to: [{ nodes: {} }],
          ports: [10250, 10255, 2379, 2380].map(port),
        },
      ],
    },
  };
}
