import type { Distribution } from "../../domain/distribution.ts";
import type { NetworkIntent } from "../../domain/network-intent.ts";
import type { RemediationContext, RemediationStep } from "../../domain/remediation.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import { cidrsOf } from "../controller-manager/secure-port-remediation.ts";
import { loadBalancerApproval } from "../nodeport/approval.ts";
import { kubectlService } from "../nodeport/service-remediation.ts";
import { type FixFor, remediationBy } from "../remediation-by.ts";

const annotations: Partial<Record<Distribution, [annotation: string, note: string]>> = {
  eks: [
    "service.beta.kubernetes.io/aws-load-balancer-scheme=internal",
    "A scheme is not changed in place: AWS makes a new load balancer with a new name, so change DNS with it.",
  ],
  gke: [
    "networking.gke.io/load-balancer-type=Internal",
    "Google makes a new forwarding rule with another address, so change DNS with it.",
  ],
  aks: [
    "service.beta.kubernetes.io/azure-load-balancer-internal=true",
    "Azure moves it to an address of the virtual network, so change DNS with it.",
  ],
};

function admitListed(context: RemediationContext): RemediationStep {
  return {
    text: "Admit the networks of its callers only; put your own for CIDR.",
    language: "bash",
    code: kubectlService(context, "patch", ` -p '{"spec":{"loadBalancerSourceRanges":["CIDR"]}}'`),
  };
}

function makeInternal(context: RemediationContext): RemediationStep {
  const own = annotations[context.distribution];
  if (!own)
    return {
      text: "Or make it internal with the annotation of your cloud or load balancer, or give its pool a private address range (MetalLB IPAddressPool, CiliumLoadBalancerIPPool).",
    };
  return {
    text: `Or make it internal. ${own[1]}`,
    language: "bash",
    code: kubectlService(context, "annotate", ` ${own[0]} --overwrite`),
  };
}

const throughIngress = (context: RemediationContext): RemediationStep => ({
  text: "Or route it through the ingress or Gateway, and take its own load balancer away.",
  language: "bash",
  code: kubectlService(context, "patch", ` -p '{"spec":{"type":"ClusterIP"}}'`),
});

const approve = (context: RemediationContext): RemediationStep => ({
  text: "Or record who wants it open to everyone and why, with a last day; put your own words for OWNER and REASON.",
  language: "bash",
  code: kubectlService(
    context,
    "annotate",
    ` ${loadBalancerApproval}='OWNER: REASON' ${loadBalancerApproval}-until=2027-06-30 --overwrite`,
  ),
});

const fix: FixFor = (context) => ({
  summary: "Say which networks may use it, make it internal, or route it through the ingress.",
  steps: [
    {
      text: "Save the Service. What Helm, Argo or Flux deploys is changed there, or it comes back.",
      language: "bash",
      code: `${kubectlService(context, "get", " -o yaml")} > service.yaml`,
    },
    admitListed(context),
    makeInternal(context),
    throughIngress(context),
    approve(context),
  ],
  undo: `${kubectlService(context, "patch", ` -p '{"spec":{"loadBalancerSourceRanges":null}}'`)}, or apply the saved service.yaml.`,
});

/** Nodes refuse it as well until the load balancer itself filters. */
function allow({ subject, podCIDRs }: RemediationContext): NetworkIntent | null {
  if (subject.kind !== "Service" || subject.port === undefined) return null;
  return {
    name: `loadbalancer-${subject.port}`,
    purpose: `Only the cluster's own pods reach port ${subject.port} of the load balancer; add the networks of its callers.`,
    on: "node",
    ports: [{ port: subject.port, protocol: subject.protocol ?? "TCP" }],
    allow: podCIDRs.length > 0 ? [{ label: "pods", cidrs: cidrsOf(podCIDRs) }] : [],
  };
}

export const loadBalancerRemediation = {
  ...remediationBy({
    own: { eks: fix, gke: fix, aks: fix },
    generic: fix,
    verify: (context) => ({
      command: `nc -vz -w 3 ${shellQuote(context.values.address || context.address)} ${context.port}`,
      expect: "from a network that is not listed: timed out",
    }),
  }),
  closes: ["service-node-port"] as const,
  allow,
};
