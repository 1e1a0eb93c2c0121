import type { RecordedObject } from "./api-server.ts";

const pod = (suffix: string, ip: string): RecordedObject => ({
  kind: "Pod",
  metadata: {
    name: `web-7d9f-${suffix}`,
    namespace: "store",
    uid: `pod-${suffix}`,
    labels: { app: "web", "pod-template-hash": "7d9f" },
    ownerReferences: [{ apiVersion: "apps/v1", kind: "ReplicaSet", name: "web-7d9f", uid: "rs", controller: true }],
  },
  spec: {
    nodeName: "node-between",
    containers: [{ name: "web", image: "web:1", env: [{ name: "P", value: "s3cret" }] }],
  },
  status: { phase: "Running", podIPs: [{ ip }] },
});

/** One of each kind that the recorded cluster has none of, in the API's own words. */
export const clusterObjects: RecordedObject[] = [
  pod("a", "10.244.0.5"),
  pod("b", "10.244.0.6"),
  { ...pod("done", "10.244.0.7"), status: { phase: "Succeeded" } },
  {
    kind: "Deployment",
    metadata: { name: "metrics-server", namespace: "kube-system", uid: "ms" },
    spec: {
      selector: {},
      template: {
        spec: {
          containers: [{ name: "metrics-server", image: "x/metrics-server:1", args: ["--kubelet-insecure-tls"] }],
        },
      },
    },
  },
  {
    kind: "ConfigMap",
    metadata: { name: "prometheus", namespace: "monitoring", uid: "cm" },
    data: { "prometheus.yml": "password: s3cret\ntargets: ['10.0.0.1:10255']\n" },
  },
  {
    kind: "EndpointSlice",
    metadata: { name: "by-hand-1", namespace: "store", labels: { "kubernetes.io/service-name": "by-hand" } },
    addressType: "IPv4",
    endpoints: [{ addresses: ["10.0.0.9"] }],
    ports: [{ name: "", port: 2379 }],
  },
  {
    kind: "ClusterRole",
    metadata: { name: "node-proxy", uid: "cr" },
    rules: [{ apiGroups: [""], resources: ["nodes/proxy"], verbs: ["get"] }],
  },
  {
    kind: "NetworkPolicy",
    metadata: { name: "default", namespace: "store", uid: "np" },
    spec: { podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] },
  },
  {
    kind: "ValidatingAdmissionPolicy",
    metadata: { name: "no-nodeports", uid: "vap" },
    spec: {
      matchConstraints: { resourceRules: [{ apiGroups: [""], apiVersions: ["v1"], resources: ["services"] }] },
      validations: [{ expression: "x".repeat(900) }],
    },
  },
  {
    kind: "ValidatingAdmissionPolicyBinding",
    metadata: { name: "b" },
    spec: { policyName: "no-nodeports", validationActions: ["Deny", "Audit"] },
  },
  {
    kind: "ValidatingWebhookConfiguration",
    metadata: { name: "kyverno-resource-validating-webhook-cfg", uid: "vwc" },
    webhooks: [
      {
        name: "validate.kyverno.svc",
        clientConfig: { caBundle: "s3cret", service: { namespace: "kyverno", name: "kyverno-svc", path: "/validate" } },
        rules: [
          { apiGroups: [""], apiVersions: ["v1"], resources: ["services"], operations: ["CREATE"] },
          { apiGroups: ["apps"], apiVersions: ["v1"], resources: ["deployments"], operations: ["CREATE"] },
        ],
        failurePolicy: "Fail",
      },
    ],
  },
  { kind: "APIService", metadata: { name: "v1.", uid: "as1" }, spec: { groupPriorityMinimum: 1, versionPriority: 1 } },
  {
    kind: "APIService",
    metadata: { name: "v1beta1.metrics.k8s.io", uid: "as2" },
    spec: { service: { namespace: "kube-system", name: "metrics-server" }, insecureSkipTLSVerify: true },
    status: { conditions: [{ type: "Available", status: "False" }] },
  },
];
