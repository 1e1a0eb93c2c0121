import type { Distribution } from "../domain/distribution.ts";
import type { NetworkIntent } from "../domain/network-intent.ts";
import type { Remediation, RemediationContext, RemediationStep } from "../domain/remediation.ts";
import { shellQuote } from "../domain/shell-quote.ts";
import { networkRules } from "../remediation/index.ts";
import { nodeOf } from "./api-server/component-flags.ts";
import { type Fix, type FixFor, remediationBy } from "./remediation-by.ts";

type IntentOf = (context: RemediationContext) => NetworkIntent;

interface Texts {
  intent: IntentOf;
  /** One sentence: what is to be done first of all. */
  summary: string;
  /** The product's own settings, before any packet filter; they name the node or the cluster. */
  first?: (context: RemediationContext) => RemediationStep[];
  own?: Partial<Record<Distribution, FixFor>>;
  /** Answer "port unreachable" instead of nothing: over UDP silence cannot be told from a listener. */
  rejects?: boolean;
  verify(context: RemediationContext): Remediation["verify"];
}

const portWords = ({ ports }: NetworkIntent) =>
  ports
    .map(({ port, endPort, protocol }) => `${endPort ? `${port}-${endPort}` : port}/${protocol.toLowerCase()}`)
    .join(", ");
const allowedWords = ({ allow }: NetworkIntent) => allow.flatMap(({ cidrs }) => cidrs).join(", ") || "nobody";

/** The fix of a port that too many can reach: the host's or the cloud's packet filter, by distribution. */
export function nodeFirewall({ intent, summary, first, own = {}, rejects = false, verify }: Texts) {
  const with_ =
    (make: (context: RemediationContext, intent: NetworkIntent) => Omit<Fix, "summary">): FixFor =>
    (context) => {
      const { steps, undo } = make(context, intent(context));
      return { summary, steps: [...(first?.(context) ?? []), ...steps], ...(undo ? { undo } : {}) };
    };
  const host = with_((context, wanted) => byTool("nftables", context, wanted, rejects));
  const zone = with_((context, wanted) => byTool("firewalld", context, wanted, rejects));
  return remediationBy({
    own: {
      kubeadm: host,
      k3s: zone,
      rke2: zone,
      eks: with_(awsGroups),
      gke: with_(googleRules),
      aks: with_(azureRules),
      openshift: with_(openshiftRules),
      talos: with_(talosRules),
      ...own,
    },
    generic: host,
    verify,
  });
}

function byTool(
  tool: "nftables" | "firewalld",
  context: RemediationContext,
  intent: NetworkIntent,
  rejects: boolean,
): Omit<Fix, "summary"> {
  const rule = networkRules(intent, context).find((entry) => entry.tool === tool);
  if (!rule)
    return { steps: [{ text: `On ${nodeOf(context)}, let only ${allowedWords(intent)} reach ${portWords(intent)}.` }] };
  const zones = "Keep the pod and service ranges trusted (10.42.0.0/16 and 10.43.0.0/16 by default).";
  return {
    steps: [
      {
        text: `On ${nodeOf(context)}, and then on every node alike. ${rule.text} Add the addresses of nodes that are not in it first, and keep a session open while you test.${tool === "firewalld" ? ` ${zones}` : ""}`,
        language: rule.language === "nft" ? "nft" : "bash",
        code: rejects ? rejecting(tool, rule.code) : rule.code,
        ...(rule.file ? { file: rule.file } : {}),
      },
      { text: rule.caution ?? "Put it into force.", language: "bash", code: rule.apply },
    ],
    undo: rule.undo,
  };
}

function rejecting(tool: "nftables" | "firewalld", code: string): string {
  const refusal = tool === "nftables" ? "reject with icmpx port-unreachable" : "reject";
  return code.replaceAll(/\bdrop(?=;|'?$)/gm, refusal);
}

function awsGroups(context: RemediationContext, intent: NetworkIntent): Omit<Fix, "summary"> {
  const find = `Name=private-ip-address,Values=${context.address}`;
  const authorize = intent.ports.map(
    ({ port, endPort = port, protocol }) =>
      `aws ec2 authorize-security-group-ingress --group-id "$group" --protocol ${protocol.toLowerCase()} --port ${port === endPort ? port : `${port}-${endPort}`} --source-group "$cluster_group"`,
  );
  const amongNodes: RemediationStep = {
    text: "Where nodes need it among themselves, let the cluster's own group in.",
    language: "bash",
    code: [
      `cluster_group=$(aws eks describe-cluster --name ${shellQuote(context.clusterName)} --query cluster.resourcesVpcConfig.clusterSecurityGroupId --output text)`,
      ...authorize,
    ].join("\n"),
  };
  return {
    steps: [
      {
        text: `List the rules of the security groups of ${nodeOf(context)} and revoke each that opens ${portWords(intent)} to a CIDR (set group and rule to its ids).`,
        language: "bash",
        code: [
          `groups=$(aws ec2 describe-instances --filters ${shellQuote(find)} --query 'Reservations[].Instances[].SecurityGroups[].GroupId' --output text)`,
          'for group in $groups; do aws ec2 describe-security-group-rules --filters "Name=group-id,Values=$group" --output table; done',
          'aws ec2 revoke-security-group-ingress --group-id "$group" --security-group-rule-ids "$rule"',
        ].join("\n"),
      },
      ...(intent.allow.length > 0 ? [amongNodes] : []),
    ],
    undo: "Authorise the rule again that was revoked.",
  };
}

function googleRules(context: RemediationContext, intent: NetworkIntent): Omit<Fix, "summary"> {
  const sources = intent.allow.flatMap(({ cidrs }) => cidrs);
  return {
    steps: [
      {
        text: `Find the VPC rule that opens ${portWords(intent)} on ${nodeOf(context)}; leave the gke-* rules alone.`,
        language: "bash",
        code: "gcloud compute firewall-rules list --filter='direction=INGRESS AND NOT name~^gke-' --format='table(name,sourceRanges.list(),allowed[].map().firewall_rule().list())'",
      },
      {
        text: "Set rule to its name and narrow it, or delete it where nobody is to come in. For wider sources that another rule lets in, add a denying one of higher priority.",
        language: "bash",
        code:
          sources.length > 0
            ? `gcloud compute firewall-rules update "$rule" --source-ranges=${shellQuote(sources.join(","))}`
            : 'gcloud compute firewall-rules delete "$rule"',
      },
    ],
    undo: "Set the former --source-ranges again, or create the rule anew.",
  };
}

function azureRules(context: RemediationContext, intent: NetworkIntent): Omit<Fix, "summary"> {
  const sources = intent.allow.flatMap(({ cidrs }) => cidrs);
  return {
    steps: [
      {
        text: `In the node resource group of ${nodeOf(context)}, find the security rule that opens ${portWords(intent)} (set group and nsg to its names).`,
        language: "bash",
        code: 'az network nsg list -g "$group" -o table\naz network nsg rule list -g "$group" --nsg-name "$nsg" -o table',
      },
      {
        text: "Narrow it, or delete it where nobody is to come in.",
        language: "bash",
        code:
          sources.length > 0
            ? `az network nsg rule update -g "$group" --nsg-name "$nsg" -n "$rule" --source-address-prefixes ${sources.join(" ")}`
            : 'az network nsg rule delete -g "$group" --nsg-name "$nsg" -n "$rule"',
      },
    ],
    undo: "Set the former --source-address-prefixes again, or create the rule anew.",
  };
}

function openshiftRules(context: RemediationContext, intent: NetworkIntent): Omit<Fix, "summary"> {
  return {
    steps: [
      {
        text: `Close ${portWords(intent)} of ${nodeOf(context)} to everything but ${allowedWords(intent)}: in the security group of the machine set, or on bare metal with an IngressNodeFirewall of the Ingress Node Firewall Operator.`,
      },
    ],
    undo: "Put the former rule of the security group back, or delete the IngressNodeFirewall.",
  };
}

function talosRules(context: RemediationContext, intent: NetworkIntent): Omit<Fix, "summary"> {
  const prefix = (cidr: string) => (cidr.includes("/") ? cidr : `${cidr}/${cidr.includes(":") ? 128 : 32}`);
  const subnets = intent.allow.flatMap(({ cidrs }) => cidrs).map((cidr) => `  - subnet: ${prefix(cidr)}`);
  const protocol = intent.ports[0]?.protocol.toLowerCase() ?? "tcp";
  const ports = intent.ports.map(({ port, endPort }) => `    - ${endPort ? `${port}-${endPort}` : port}`);
  const document = [
    "apiVersion: v1alpha1",
    "kind: NetworkRuleConfig",
    `name: ${intent.name}`,
    "portSelector:",
    "  ports:",
    ...ports,
    `  protocol: ${protocol}`,
  ];
  return {
    steps: [
      {
        text: "Write the patch. It narrows only where NetworkDefaultActionConfig has ingress: block; then every port that must stay open needs a rule too.",
        file: `${intent.name}.yaml`,
        language: "yaml",
        code: [...document, subnets.length > 0 ? "ingress:" : "ingress: []", ...subnets].join("\n"),
      },
      {
        text: "Try it first; it reverts by itself after a minute. Then again without --mode.",
        language: "bash",
        code: `talosctl patch mc --nodes=${shellQuote(context.address)} --mode=try --patch @${intent.name}.yaml`,
      },
    ],
    undo: `Remove NetworkRuleConfig ${intent.name} with talosctl edit mc.`,
  };
}

/** Rules of one name for these ports of a node. */
export function intentOn(
  on: NetworkIntent["on"],
  name: string,
  purpose: string,
  ports: readonly number[],
  allow: (context: RemediationContext) => NetworkIntent["allow"],
  protocol: "TCP" | "UDP" = "TCP",
): IntentOf {
  return (context) => ({ name, purpose, on, ports: ports.map((port) => ({ port, protocol })), allow: allow(context) });
}
