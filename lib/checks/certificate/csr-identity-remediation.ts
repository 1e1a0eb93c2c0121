import type { RemediationContext, RemediationStep } from "../../domain/remediation.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import { undoable } from "../controller-manager/flag-remediation.ts";
import { remediationBy } from "../remediation-by.ts";

const csrName = ({ subject }: RemediationContext) => shellQuote(subject.name);

const read = (context: RemediationContext): RemediationStep => ({
  text: "Read what it asks for, who asked, and who approved it where somebody did.",
  language: "bash",
  code: [
    `kubectl get csr ${csrName(context)} -o jsonpath='{.spec.username}{"\\n"}{.spec.signerName}{"\\n"}{.status.conditions}{"\\n"}'`,
    `kubectl get csr ${csrName(context)} -o jsonpath='{.spec.request}' | base64 -d | openssl req -noout -subject -text | grep -A1 -E 'subject|Alternative'`,
  ].join("\n"),
});

const deny = (context: RemediationContext, tool: string): RemediationStep => ({
  text: "While it waits: deny it, and find out who runs as its requester.",
  language: "bash",
  code: `${tool} certificate deny ${csrName(context)}`,
});

const afterApproval: RemediationStep[] = [
  {
    text: "Once it was approved it cannot be denied any more, and Kubernetes has no revocation. For a user or a node: take away what RBAC grants that name, delete the Node object of a forged node, and rotate the signing CA where the name cannot be given up.",
  },
  {
    text: "For system:masters only a new client CA helps: RBAC is not asked about that group. Rotate the cluster's CA, and keep the CertificateSubjectRestriction admission plugin on, which refuses that group from the signer kube-apiserver-client.",
  },
];

const summary =
  "Deny the request while it waits; where it was approved, take the identity's power away or rotate the CA.";

/** Stopping a certificate request that asks for somebody else's identity. */
export const csrIdentityRemediation = undoable(
  remediationBy({
    own: {
      openshift: (context) => ({ summary, steps: [read(context), deny(context, "oc adm"), ...afterApproval] }),
    },
    generic: (context) => ({ summary, steps: [read(context), deny(context, "kubectl"), ...afterApproval] }),
    verify: (context) => ({
      command: `kubectl get csr ${csrName(context)} -o jsonpath='{.status.conditions[*].type}'`,
      expect: "Denied, or an error that the request is not found",
    }),
  }),
  "A denied request stays denied: delete it with kubectl delete csr, and its requester asks anew. A rotated CA is not rolled back.",
);
