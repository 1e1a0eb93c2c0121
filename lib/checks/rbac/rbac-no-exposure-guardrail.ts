import type { EvidenceItem, Judgement } from "../../domain/check.ts";
import type { Admission } from "../../domain/cluster-policy.ts";
import type { Evidence } from "../../domain/evidence.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import type { Subject } from "../../domain/subject.ts";
import { counted } from "../counted.ts";
import { defineCheck } from "../define-check.ts";
import { inventoryItem } from "../evidence-items.ts";
import { remediationBy } from "../remediation-by.ts";
import { fail, pass, unknown } from "../verdicts.ts";
import { clusterSubject } from "./binding-subjects.ts";

/** Namespaces of the platform, whose own host ports are what it is made of. */
const platform =
  /^(kube-system|kube-public|kube-node-lease|openshift(-.*)?|gke-.*|gmp-.*|calico-.*|tigera-operator|cilium.*|kube-flannel)$/;

/** A bound policy that denies, looks at Services, and speaks of the ways a Service opens a port. */
function guardsServices({ policies }: Admission): string[] {
  return policies
    .filter(
      ({ bound, resources, expressions, actions }) =>
        bound &&
        actions.includes("Deny") &&
        resources.some((resource) => /\bservices\b|\*/.test(resource)) &&
        expressions.some((expression) => /NodePort|nodePort|LoadBalancer|externalIPs/.test(expression)),
    )
    .map(({ name }) => name);
}

function openNamespaces({ inventory }: Evidence): string[] | null {
  if (!inventory.namespaces) return null;
  return inventory.namespaces
    .filter(({ name }) => !platform.test(name))
    .filter(({ labels }) => !["baseline", "restricted"].includes(labels["pod-security.kubernetes.io/enforce"] ?? ""))
    .map(({ name }) => name);
}

/** OpenShift's security context constraints keep ordinary pods off host ports by themselves. */
const sccGuards = "openshift";

function judge(subject: Subject, evidence: Evidence): Judgement {
  const { admission, at, cluster } = evidence.inventory;
  const open = cluster.distribution === sccGuards ? [] : openNamespaces(evidence);
  if (!admission || open === null)
    return unknown(
      'Admission policies or namespaces could not be read: grant "list validatingadmissionpolicies", "list validatingwebhookconfigurations" and "list namespaces".',
    );
  const guards = guardsServices(admission);
  const items: EvidenceItem[] = [
    inventoryItem("Bound ValidatingAdmissionPolicies that refuse exposed Services", guards.join(", ") || "none", at),
    {
      ...inventoryItem("Namespaces without Pod Security baseline or restricted", `${open.length}`, at),
      ...(open.length > 0 ? { detail: open.slice(0, 10) } : {}),
    },
    inventoryItem("Policy engines", admission.engines.join(", ") || "none", at, false),
  ];
  if (guards.length > 0 && open.length === 0)
    return pass(`${guards.join(" and ")} refuse exposed Services, and Pod Security keeps pods off host ports.`, items);
  if (admission.engines.length > 0)
    return unknown(
      `${admission.engines.join(" and ")} may refuse exposed Services by rules that are not read here: try one with kubectl --dry-run=server as a tenant.`,
      items,
    );
  const missing = [
    ...(guards.length === 0 ? ["no admission policy refuses a NodePort, an open load balancer or externalIPs"] : []),
    ...(open.length > 0
      ? [`${counted(open.length, "namespace")} ${open.length === 1 ? "lets" : "let"} pods take host ports`]
      : []),
  ];
  return fail({
    reason: `In ${subject.name} ${missing.join(", and ")}.`,
    evidence: items,
    values: { namespace: open[0] ?? "default" },
  });
}

const policy = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata:
  name: no-exposed-services
spec:
  failurePolicy: Fail
  matchConstraints:
    resourceRules:
      - apiGroups: [""]
        apiVersions: ["v1"]
        operations: ["CREATE", "UPDATE"]
        resources: ["services"]
  validations:
    - expression: 'object.spec.type != "NodePort"'
      message: "NodePorts are opened on every node: ask for the label exposure.allowed=true on the namespace."
    - expression: 'object.spec.type != "LoadBalancer" || (has(object.spec.loadBalancerSourceRanges) && size(object.spec.loadBalancerSourceRanges) > 0)'
      message: "A LoadBalancer needs loadBalancerSourceRanges."
    - expression: '!has(object.spec.externalIPs) || size(object.spec.externalIPs) == 0'
      message: "externalIPs can take traffic that is meant for others."
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata:
  name: no-exposed-services
spec:
  policyName: no-exposed-services
  validationActions: ["Deny"]
  matchResources:
    namespaceSelector:
      matchExpressions:
        - key: exposure.allowed
          operator: NotIn
          values: ["true"]
        - key: kubernetes.io/metadata.name
          operator: NotIn
          values: ["kube-system"]`;

const remediation = remediationBy({
  own: {},
  generic: ({ clusterName, values }) => ({
    summary: `Let ${clusterName} refuse exposed Services and host ports instead of finding them afterwards.`,
    steps: [
      {
        text: "See first what it would refuse: set validationActions to Audit and Warn for a week, then to Deny.",
        file: "no-exposed-services.yaml",
        language: "yaml",
        code: policy,
      },
      { text: `Apply it to ${clusterName}.`, language: "bash", code: "kubectl apply -f no-exposed-services.yaml" },
      {
        text: "Keep pods off host ports, namespace by namespace. The server says which pods would be refused.",
        language: "bash",
        code: `kubectl label --dry-run=server --overwrite namespace ${shellQuote(values.namespace ?? "default")} pod-security.kubernetes.io/enforce=baseline\nkubectl label --overwrite namespace ${shellQuote(values.namespace ?? "default")} pod-security.kubernetes.io/enforce=baseline`,
      },
    ],
    undo: `kubectl delete -f no-exposed-services.yaml; kubectl label namespace ${shellQuote(values.namespace ?? "default")} pod-security.kubernetes.io/enforce-`,
  }),
  verify: ({ values }) => ({
    command: `kubectl -n ${shellQuote(values.namespace ?? "default")} create service nodeport breakwater-try --tcp=80 --dry-run=server`,
    expect: "an error that names no-exposed-services",
  }),
});

export const rbacNoExposureGuardrail = defineCheck({
  id: "rbac-no-exposure-guardrail",
  component: "rbac",
  tier: 2,
  kind: "config",
  title: "Admission refuses Services and pods that open ports nobody approved",
  headline: ({ name }) => `Nothing in ${name} stops anybody from opening new ports`,
  needs: ["list validatingadmissionpolicies", "list validatingwebhookconfigurations", "list namespaces"],
  severity: {
    byVantage: null,
    base: "medium",
    rule: "Medium: it lets tomorrow's forgotten port happen, it is none by itself.",
  },
  rationale:
    "Finding an exposed port afterwards leaves a window. A guardrail turns next month's forgotten debug port into a refused request.",
  subjects: (evidence) => [clusterSubject(evidence)],
  judge,
  ...remediation,
  tradeoffs: ["Teams need a way to ask for an exception: the label on the namespace is one."],
  failureModes: ["A ResourceQuota on services.nodeports also counts load balancers that allocate node ports."],
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §5.2.1", "CIS Kubernetes Benchmark v1.12 and v2.0.1 §5.2.12"],
    nsa: "NSA/CISA v1.2: Network separation and hardening > Network policies",
    mitre: ["T1133"],
    cwe: ["CWE-284"],
    urls: [
      "https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/",
      "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
    ],
    tools: ["kubescape C-0192", "kube-bench 5.2.1"],
  },
});
