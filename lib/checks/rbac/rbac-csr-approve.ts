import type { Evidence } from "../../domain/evidence.ts";
import type { RbacRole, Right, RightHolder } from "../../domain/rbac.ts";
import { defineCheck } from "../define-check.ts";
import { bindingSubjects, judgeBinding, rbacNeeds } from "./binding-subjects.ts";
import { asHolder, bindingWords, rbacRemediation, roleWords } from "./rbac-remediation.ts";

const group = "certificates.k8s.io";
const rights: Right[] = [
  { apiGroup: group, resource: "certificatesigningrequests/approval", verbs: ["update", "patch"] },
  { apiGroup: group, resource: "signers", verbs: ["approve", "sign"] },
];

/** An approver that may approve kubelet-serving requests alone is what CSR approval in the cluster is for. */
const scoped = "kubernetes.io/kubelet-serving";

function signersOf(role: RbacRole | undefined): string[] | null {
  const rules = (role?.rules ?? []).filter(
    ({ apiGroups, resources }) =>
      (apiGroups.includes(group) || apiGroups.includes("*")) &&
      (resources.includes("signers") || resources.includes("*")),
  );
  if (rules.length === 0) return [];
  const isWide = rules.some(
    ({ resourceNames }) => resourceNames.length === 0 || resourceNames.some((name) => name.includes("*")),
  );
  return isWide ? null : rules.flatMap(({ resourceNames }) => resourceNames);
}

/** Approving takes both rights: the approval subresource, and approve on the signer by name. */
function isWrongIn(evidence: Evidence) {
  return (holder: RightHolder): boolean => {
    if (holder.expected) return false;
    const binding = evidence.inventory.rbac?.bindings.find(({ uid }) => uid === holder.bindingUid);
    const role = evidence.inventory.rbac?.roles.find(
      ({ kind, name }) => kind === binding?.roleRef.kind && name === binding?.roleRef.name,
    );
    const signers = signersOf(role);
    if (signers === null) return true;
    return signers.some((name) => name !== scoped);
  };
}

const questionOf = (evidence: Evidence) => ({ rights, isWrong: isWrongIn(evidence) });

const remediation = rbacRemediation({
  summary: "Limit the approver to the signer of kubelet serving certificates, and take the right from everybody else.",
  steps: (context) => [
    {
      text: `Where ${context.values.holder ?? "the holder"} approves kubelets' serving certificates, let it do only that: these are the rules it needs.`,
      file: "serving-certificate-approver.yaml",
      language: "yaml",
      code: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: serving-certificate-approver
rules:
  - apiGroups: ["certificates.k8s.io"]
    resources: ["certificatesigningrequests"]
    verbs: ["get", "list", "watch"]
  - apiGroups: ["certificates.k8s.io"]
    resources: ["certificatesigningrequests/approval"]
    verbs: ["update"]
  - apiGroups: ["certificates.k8s.io"]
    resources: ["signers"]
    resourceNames: ["kubernetes.io/kubelet-serving"]
    verbs: ["approve"]`,
    },
    {
      text: `Take the wider rules out of the role; where nobody needs it, delete ${context.subject.name}.`,
      language: "bash",
      code: `kubectl apply -f serving-certificate-approver.yaml\nkubectl edit ${roleWords(context)}`,
    },
    {
      text: "See which other bindings name the role before it changes.",
      language: "bash",
      code:
        context.subject.kind === "Cluster"
          ? `kubectl get ${bindingWords(context)}`
          : `kubectl describe ${bindingWords(context)}`,
    },
  ],
  verify: (context) => ({
    command: mayApprove(asHolder(context)),
    expect: "false, twice",
  }),
  undo: () => "kubectl apply -f rbac-before.yaml brings the binding back; put the rules back into the role.",
});

/**
 * `kubectl auth can-i` knows no signers, which are no resource of the API, and says "no" to all of them: asked directly.
 * The right to a whole domain of signers has a name of its own.
 */
const mayApprove = (holder: string) =>
  [
    "for name in kubernetes.io/kube-apiserver-client 'kubernetes.io/*'; do",
    `kubectl create ${holder} -o jsonpath='{.status.allowed}{"\\n"}' -f - <<EOF`,
    "apiVersion: authorization.k8s.io/v1",
    "kind: SelfSubjectAccessReview",
    "spec:",
    "  resourceAttributes:",
    "    group: certificates.k8s.io",
    "    resource: signers",
    '    name: "$name"',
    "    verb: approve",
    "EOF",
    "done",
  ].join("\n");

export const rbacCsrApprove = defineCheck({
  id: "rbac-csr-approve",
  component: "rbac",
  tier: 2,
  kind: "config",
  title: "Only the platform and a scoped approver may approve certificates",
  headline: ({ name }) => `${name} lets somebody approve or sign certificates of any identity`,
  needs: rbacNeeds,
  severity: { byVantage: null, base: "high", rule: "High: an approved client certificate is an identity of choice." },
  rationale:
    "Approving a client certificate makes an identity of choice; approving a serving certificate lets somebody pose as a node on 10250.",
  subjects: (evidence) => bindingSubjects(evidence, questionOf(evidence)),
  judge: (subject, evidence) =>
    judgeBinding(subject, evidence, {
      ...questionOf(evidence),
      can: "may approve or sign certificate requests",
      severity: () => "high",
    }),
  ...remediation,
  tradeoffs: ["Approving by hand then needs an administrator."],
  failureModes: ["An approver that lost the right leaves kubelets' requests pending: see csr-kubelet-serving-pending."],
  rights,
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §5.1.11"],
    nsa: "NSA/CISA v1.2: Authentication and authorization",
    mitre: ["T1649", "T1098"],
    cwe: ["CWE-269"],
    urls: [
      "https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/",
      "https://kubernetes.io/docs/concepts/security/rbac-good-practices/",
    ],
    tools: [
      "kube-bench 5.1.11",
      "kubescape C-0280",
      "prowler rbac_minimize_csr_approval_access",
      "checkov RbacApproveCertificateSigningRequests",
    ],
  },
});
