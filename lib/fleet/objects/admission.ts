import type { ClusterState } from "../state.ts";
import { type KubeObject, meta } from "./kube-object.ts";

const apiVersion = "admissionregistration.k8s.io/v1";
const guardrailName = "restrict-exposure";

/** The ValidatingAdmissionPolicy that keeps tenants from opening ports. */
export function admissionPolicyObjects(cluster: ClusterState): KubeObject[] {
  if (!cluster.settings.guardrail) return [];
  const rule = (apiGroups: string[], resources: string[]) => ({
    apiGroups,
    apiVersions: ["v1"],
    operations: ["CREATE", "UPDATE"],
    resources,
    scope: "*",
  });
  return [
    {
      apiVersion,
      kind: "ValidatingAdmissionPolicy",
      metadata: meta(cluster, "ValidatingAdmissionPolicy", guardrailName),
      spec: {
        failurePolicy: "Fail",
        matchConstraints: {
          matchPolicy: "Equivalent",
          resourceRules: [
            rule([""], ["services", "pods"]),
            rule(["apps"], ["deployments", "daemonsets", "statefulsets"]),
          ],
        },
        validations: [
          {
            expression:
              "object.kind != 'Service' || object.spec.type != 'NodePort' || has(object.metadata.annotations) && 'breakwater.dev/nodeport-approved' in object.metadata.annotations",
            message: "A NodePort needs an approval on record.",
          },
          {
            expression:
              "object.kind != 'Service' || object.spec.type != 'LoadBalancer' || has(object.spec.loadBalancerSourceRanges)",
            message: "A load balancer needs source ranges.",
          },
          {
            expression: "object.kind != 'Service' || !has(object.spec.externalIPs)",
            message: "externalIPs are not allowed.",
          },
          {
            expression:
              "object.kind != 'Pod' || !object.spec.containers.exists(c, has(c.ports) && c.ports.exists(p, has(p.hostPort))) && !(has(object.spec.hostNetwork) && object.spec.hostNetwork)",
            message: "hostPort and hostNetwork are not allowed.",
          },
        ],
      },
    },
  ];
}

export function admissionBindingObjects(cluster: ClusterState): KubeObject[] {
  if (!cluster.settings.guardrail) return [];
  return [
    {
      apiVersion,
      kind: "ValidatingAdmissionPolicyBinding",
      metadata: meta(cluster, "ValidatingAdmissionPolicyBinding", guardrailName),
      spec: {
        policyName: guardrailName,
        validationActions: ["Deny"],
        matchResources: {
          namespaceSelector: {
            matchExpressions: [
              { key: "kubernetes.io/metadata.name", operator: "NotIn", values: ["kube-system", "kube-public"] },
            ],
          },
        },
      },
    },
  ];
}

/** Webhooks of the platform and of what the administrators installed. */
export function validatingWebhookObjects(cluster: ClusterState): KubeObject[] {
  if (!cluster.settings.ingressWebhook) return [];
  return [
    {
      apiVersion,
      kind: "ValidatingWebhookConfiguration",
      metadata: meta(cluster, "ValidatingWebhookConfiguration", "ingress-nginx-admission", {
        labels: { "app.kubernetes.io/name": "ingress-nginx", "app.kubernetes.io/component": "admission-webhook" },
      }),
      webhooks: [
        {
          name: "validate.nginx.ingress.kubernetes.io",
          admissionReviewVersions: ["v1"],
          clientConfig: {
            service: {
              namespace: "ingress-nginx",
              name: "ingress-nginx-controller-admission",
              path: "/networking/v1/ingresses",
              port: 443,
            },
          },
          failurePolicy: "Fail",
          matchPolicy: "Equivalent",
          rules: [
            {
              apiGroups: ["networking.k8s.io"],
              apiVersions: ["v1"],
              operations: ["CREATE", "UPDATE"],
              resources: ["ingresses"],
              scope: "*",
            },
          ],
          sideEffects: "None",
        },
      ],
    },
  ];
}

/** EKS injects identities of pods this way; elsewhere there is none. */
export function mutatingWebhookObjects(cluster: ClusterState): KubeObject[] {
  if (cluster.distribution !== "eks") return [];
  return [
    {
      apiVersion,
      kind: "MutatingWebhookConfiguration",
      metadata: meta(cluster, "MutatingWebhookConfiguration", "pod-identity-webhook"),
      webhooks: [
        {
          name: "iam-for-pods.amazonaws.com",
          admissionReviewVersions: ["v1beta1"],
          clientConfig: { url: "https://127.0.0.1:23443/mutate" },
          failurePolicy: "Ignore",
          rules: [{ apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["pods"], scope: "*" }],
          sideEffects: "None",
        },
      ],
    },
  ];
}

/** APIs of the API server itself and the aggregated one of metrics-server. */
export function apiServiceObjects(cluster: ClusterState): KubeObject[] {
  const condition = (reason: string, message: string) => ({
    conditions: [{ type: "Available", status: "True", reason, message }],
  });
  const local = (group: string): KubeObject => ({
    apiVersion: "apiregistration.k8s.io/v1",
    kind: "APIService",
    metadata: meta(cluster, "APIService", `v1.${group}`, {
      labels: { "kube-aggregator.kubernetes.io/automanaged": "onstart" },
    }),
    spec: { group, groupPriorityMinimum: 17_000, version: "v1", versionPriority: 15 },
    status: condition("Local", "Local APIServices are always available"),
  });
  const namespace = cluster.distribution === "openshift" ? "openshift-monitoring" : "kube-system";
  return [
    local(""),
    local("apps"),
    local("networking.k8s.io"),
    {
      apiVersion: "apiregistration.k8s.io/v1",
      kind: "APIService",
      metadata: meta(cluster, "APIService", "v1beta1.metrics.k8s.io", { labels: { "k8s-app": "metrics-server" } }),
      spec: {
        group: "metrics.k8s.io",
        groupPriorityMinimum: 100,
        insecureSkipTLSVerify: cluster.settings.insecureMetricsServer,
        service: { namespace, name: "metrics-server", port: 443 },
        version: "v1beta1",
        versionPriority: 100,
      },
      status: condition("Passed", "all checks passed"),
    },
  ];
}
