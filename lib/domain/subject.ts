import type { Protocol } from "./port-state.ts";

/** Kubernetes kinds that a check can be about. */
export const subjectKinds = [
  "Node",
  "Service",
  "Cluster",
  "CertificateSigningRequest",
  "Namespace",
  "Pod",
  "Deployment",
  "DaemonSet",
  "StatefulSet",
  "ConfigMap",
  "ServiceMonitor",
  "PodMonitor",
  "ClusterRole",
  "Role",
  "ClusterRoleBinding",
  "RoleBinding",
  "ValidatingWebhookConfiguration",
] as const;
export type SubjectKind = (typeof subjectKinds)[number];

/** What a check is about. `uid` is the identity; names and addresses can be reused and are only shown. */
export interface Subject {
  kind: SubjectKind;
  /** metadata.uid; for hosts of an inventory file `host:<address>`; for the API endpoint the cluster uid. */
  uid: string;
  name: string;
  namespace?: string;
  /** Name of the node that it lies on, where there is one. */
  node?: string;
  address?: string;
  port?: number;
  protocol?: Protocol;
}
