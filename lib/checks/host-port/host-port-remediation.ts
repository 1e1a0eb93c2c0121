import type { NetworkIntent } from "../../domain/network-intent.ts";
import type { Remediation, RemediationContext, RemediationStep } from "../../domain/remediation.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import type { Door } from "../../domain/workload.ts";
import { cidrsOf } from "../controller-manager/secure-port-remediation.ts";
import { hostPortApproval } from "../nodeport/approval.ts";
import { remediationBy } from "../remediation-by.ts";

/** "kubectl -n web get daemonset/edge". */
export function kubectlWorkload({ subject }: RemediationContext, verb: string, rest = ""): string {
  const namespace = shellQuote(subject.namespace ?? "default");
  return `kubectl -n ${namespace} ${verb} ${shellQuote(`${subject.kind.toLowerCase()}/${subject.name}`)}${rest}`;
}

export const saveWorkload = (context: RemediationContext): RemediationStep => ({
  text: "Save it. What Helm, Argo or Flux deploys is changed there, or it comes back.",
  language: "bash",
  code: `${kubectlWorkload(context, "get", " -o yaml")} > workload.yaml`,
});

export const editWorkload = (context: RemediationContext, text: string): RemediationStep => ({
  text,
  language: "bash",
  code: kubectlWorkload(context, "edit"),
});

/** Pod Security's baseline refuses host ports and host networking; violations are counted before it is enforced. */
export const enforceBaseline = ({ subject }: RemediationContext): RemediationStep => {
  const namespace = shellQuote(subject.namespace ?? "default");
  const label = `kubectl label --overwrite namespace ${namespace} pod-security.kubernetes.io/enforce=baseline`;
  return {
    text: "Refuse the next one with Pod Security's baseline: the first command only says which pods break it, the second puts it into force.",
    language: "bash",
    code: `${label} --dry-run=server\n${label}`,
  };
};

export const approveWorkload = (context: RemediationContext): RemediationStep => ({
  text: "Or record who wants it and why, with a last day, on the workload; put your own words for OWNER and REASON.",
  language: "bash",
  code: kubectlWorkload(
    context,
    "annotate",
    ` ${hostPortApproval}='OWNER: REASON' ${hostPortApproval}-until=2027-06-30 --overwrite`,
  ),
});

/** Only pods of the cluster and its control plane reach the host port. */
function allow({ subject, podCIDRs, controlPlaneAddresses }: RemediationContext): NetworkIntent | null {
  if (subject.kind === "Cluster" || subject.kind === "Service" || subject.port === undefined) return null;
  const networks = [
    { label: "pods", cidrs: cidrsOf(podCIDRs) },
    { label: "control plane", cidrs: cidrsOf(controlPlaneAddresses) },
  ];
  return {
    name: `host-port-${subject.port}`,
    purpose: `Only pods and the control plane reach port ${subject.port} of the nodes; add the clients that need it.`,
    on: "node",
    ports: [{ port: subject.port, protocol: subject.protocol ?? "TCP" }],
    allow: networks.filter(({ cidrs }) => cidrs.length > 0),
  };
}

interface Texts {
  summary: string;
  steps(context: RemediationContext): RemediationStep[];
  undo: string;
  verify(context: RemediationContext): Remediation["verify"];
}

/** Taking a port of the host from a workload; whoever is known to use it is listed before. */
export function hostPortRemediation({ summary, steps, undo, verify }: Texts) {
  const closes: readonly Door[] = ["host-port"];
  const generic = (context: RemediationContext) => ({ summary, steps: steps(context), undo });
  return { ...remediationBy({ own: {}, generic, verify }), closes, allow };
}
