import type { RemediationContext, RemediationStep } from "../../domain/remediation.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import { nodeInWords } from "./node-words.ts";

/** Distributions that approve serving requests by themselves. */
const approving = ["eks", "gke", "aks", "openshift"];

/** What has to follow when a kubelet starts to ask for its serving certificate. */
export function approveServingRequest(context: RemediationContext): RemediationStep[] {
  return approving.includes(context.distribution) ? [] : [approve(context)];
}

const approve = (context: RemediationContext): RemediationStep => ({
  text: `Approve the serving CSR of ${nodeInWords(context)} after reading its names and addresses, or run an approver that checks both; kubeadm approves none of them.`,
  language: "bash",
  code: [
    `requester=${shellQuote(`system:node:${context.nodeName ?? context.address}`)}`,
    `csr=$(kubectl get csr -o jsonpath='{range .items[?(@.spec.signerName=="kubernetes.io/kubelet-serving")]}{.spec.username}{" "}{.metadata.name}{"\\n"}{end}' | awk -v who="$requester" '$1 == who { print $2 }' | tail -n 1)`,
    'kubectl describe csr "$csr"',
    'kubectl certificate approve "$csr"',
  ].join("\n"),
});
