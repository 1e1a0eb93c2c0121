import type { NetworkIntent } from "../../domain/network-intent.ts";
import type { Remediation, RemediationContext, RemediationStep } from "../../domain/remediation.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import type { Door } from "../../domain/workload.ts";
import { cidrsOf } from "../controller-manager/secure-port-remediation.ts";
import { type FixFor, remediationBy } from "../remediation-by.ts";
import { approvalAnnotation, untilAnnotation } from "./approval.ts";

/** "kubectl -n payments get service debug". */
export function kubectlService({ subject }: RemediationContext, verb: string, rest = ""): string {
  const namespace = shellQuote(subject.namespace ?? "default");
  return `kubectl -n ${namespace} ${verb} service ${shellQuote(subject.name)}${rest}`;
}

const withoutNodePorts: RemediationStep = {
  text: "A LoadBalancer keeps working without node ports where its implementation routes to pods: set spec.allocateLoadBalancerNodePorts to false and take nodePort out of each port.",
};

/** Taking its node ports from a Service. */
export const close = (context: RemediationContext): RemediationStep[] => [
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
  ...(context.values.type === "NodePort" ? [] : [withoutNodePorts]),
];

/** Recording who wants it. */
export const approve = (context: RemediationContext): RemediationStep => ({
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
    undo: `kubectl apply -f service.yaml where it was saved; else ${kubectlService(context, "patch", ` -p '{"spec":{"type":"NodePort"}}'`)}, and set nodePort ${context.port} again if clients know it.`,
  });

type Verify = (context: RemediationContext) => Remediation["verify"];

/** Closing a node port, or approving it; whoever is known to use it is listed before. */
export function serviceRemediation(summary: string, verify: Verify) {
  return closingNodePort({ own: {}, generic: fix(summary), verify });
}

/** The remediation of a check whose fix shuts a node port: users of the port, and rules for those who keep it. */
export function closingNodePort(texts: Parameters<typeof remediationBy>[0]) {
  const closes: readonly Door[] = ["service-node-port"];
  return { ...remediationBy(texts), closes, allow: nodePortIntent };
}

/** Nobody reaches a port of a node that nothing declares. */
export function shutNodePort({ subject }: RemediationContext): NetworkIntent | null {
  if (subject.kind !== "Node" || subject.port === undefined) return null;
  return {
    name: `undeclared-${subject.port}`,
    purpose: `Nobody reaches port ${subject.port} of the node until it is known what listens there.`,
    on: "node",
    ports: [{ port: subject.port, protocol: subject.protocol ?? "TCP" }],
    allow: [],
  };
}

/** Only pods of the cluster reach the node port from outside the node; a load balancer is to be added by its owner. */
export function nodePortIntent({ subject, podCIDRs }: RemediationContext): NetworkIntent | null {
  if (subject.kind !== "Service" || subject.port === undefined) return null;
  return {
    name: `nodeport-${subject.port}`,
    purpose: `Only the cluster's own pods reach node port ${subject.port}; add the load balancer or clients that need it.`,
    on: "node",
    ports: [{ port: subject.port, protocol: subject.protocol ?? "TCP" }],
    allow: podCIDRs.length > 0 ? [{ label: "pods", cidrs: cidrsOf(podCIDRs) }] : [],
  };
}
