import type { Remediation, RemediationContext, RemediationStep } from "../../domain/remediation.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import { type FixFor, remediationBy } from "../remediation-by.ts";
import { approvalAnnotation, untilAnnotation } from "./approval.ts";

/** "kubectl -n payments get service debug". */
export function kubectlService({ subject }: RemediationContext, verb: string, rest = ""): string {
  const namespace = shellQuote(subject.namespace ?? "default");
  return `kubectl -n ${namespace} ${verb} service ${shellQuote(subject.name)}${rest}`;
}

const close = (context: RemediationContext): RemediationStep[] => [
  {
    text: "Put it behind an ingress or Gateway: as ClusterIP it loses its node ports. What Helm, Argo or Flux deploys is changed there, or it comes back.",
    language: "bash",
    code: kubectlService(context, "patch", ` -p '{"spec":{"type":"ClusterIP"}}'`),
  },
  {
    text: "Or delete it when nobody needs it any more; save it first.",
    language: "bash",
    code: `${kubectlService(context, "get", " -o yaml")} > service.yaml\n${kubectlService(context, "delete")}`,
  },
  {
    text: "A LoadBalancer keeps working without node ports where its implementation routes to pods: set spec.allocateLoadBalancerNodePorts to false and take nodePort out of each port.",
  },
];

const approve = (context: RemediationContext): RemediationStep => ({
  text: "Or record who wants it and why, with a last day; put your own words for OWNER and REASON.",
  language: "bash",
  code: kubectlService(
    context,
    "annotate",
    ` ${approvalAnnotation}='OWNER: REASON' ${untilAnnotation}=2027-06-30 --overwrite`,
  ),
});

const fix =
  (summary: string): FixFor =>
  (context) => ({
    summary,
    steps: [...close(context), approve(context)],
    undo: "kubectl apply -f service.yaml, or set the type back to NodePort with the same nodePort.",
  });

/** Closing a node port, or approving it. */
export function serviceRemediation(summary: string, verify: (context: RemediationContext) => Remediation["verify"]) {
  return remediationBy({ own: {}, generic: fix(summary), verify });
}
