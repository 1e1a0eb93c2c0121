import type { Right } from "../../domain/rbac.ts";
import type { RemediationContext, RemediationStep } from "../../domain/remediation.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import { undoable } from "../controller-manager/flag-remediation.ts";
import { countIn } from "../counting-command.ts";
import { type FixFor, remediationBy } from "../remediation-by.ts";

/** Both are needed to approve a request; each alone is a step on the way. */
export const approvalRights: readonly Right[] = [
  { apiGroup: "certificates.k8s.io", resource: "certificatesigningrequests/approval", verbs: ["update", "patch"] },
  { apiGroup: "certificates.k8s.io", resource: "signers", verbs: ["approve"] },
];

const csrName = ({ subject }: RemediationContext) => shellQuote(subject.name);
const nodeName = ({ values, subject, nodeName }: RemediationContext) => values.node ?? nodeName ?? subject.name;

const review = (context: RemediationContext): RemediationStep => ({
  text: "Compare the names and addresses in the request with those of the Node: they must be the same and nothing more.",
  language: "bash",
  code: [
    `kubectl get csr ${csrName(context)} -o jsonpath='{.spec.request}' | base64 -d | openssl req -noout -subject -text | grep -A1 -E 'subject|Alternative'`,
    `kubectl get node ${shellQuote(nodeName(context))} -o wide`,
  ].join("\n"),
});

const approve = (context: RemediationContext, tool = "kubectl certificate approve"): RemediationStep => ({
  text: "Approve it.",
  language: "bash",
  code: `${tool} ${csrName(context)}`,
});

const approver: RemediationStep = {
  text: "For the next ones deploy an approver that checks SANs, for example kubelet-csr-approver with an IP prefix and a host-name pattern.",
};

const summary =
  "Review the request against the Node and approve it; let an approver that checks SANs do it from now on.";

const talos: FixFor = (context) => ({
  summary,
  steps: [
    review(context),
    approve(context),
    { text: "On Talos, kubelet-serving-cert-approver is the usual approver for rotate-server-certificates." },
  ],
});

const openshift: FixFor = (context) => ({
  summary: "Review and approve the request; the machine-approver handles machines that it knows.",
  steps: [
    review(context),
    approve(context, "oc adm certificate approve"),
    {
      text: "Where requests keep waiting, look for Machines without a Node or with other addresses: the machine-approver leaves those alone.",
    },
  ],
});

const eks: FixFor = (context) => ({
  summary: "EKS approves serving certificates itself: one that waits does not match the instance's private DNS name.",
  steps: [
    review(context),
    {
      text: "Give the instance the host name that EKS expects (its private DNS name) and replace the node; approve by hand only what matches.",
    },
  ],
});

/** Getting a kubelet's serving certificate approved. */
export const csrRemediation = undoable(
  remediationBy({
    own: { openshift, talos, eks },
    generic: (context) => ({ summary, steps: [review(context), approve(context), approver] }),
    verify: (context) => ({
      command: `${countIn("kubectl get csr --field-selector spec.signerName=kubernetes.io/kubelet-serving", "Pending")}; kubectl get csr ${csrName(context)}`,
      expect: "0, and the request Approved,Issued (or gone)",
    }),
  }),
  "An approval cannot be taken back: delete kubelet-server-current.pem on the node and restart its kubelet to make it ask anew.",
);
