import type { Distribution } from "../../domain/distribution.ts";
import type { RemediationContext, RemediationStep } from "../../domain/remediation.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import type { Fix, FixFor } from "../remediation-by.ts";
import { nodeInWords, nodeWord } from "./node-words.ts";

/** Only addresses and CIDRs stand in rules; a name would be resolved at load time, or break the file. */
const addressOrCidr = /^(\d{1,3}(\.\d{1,3}){3}|[0-9a-f.]*:[0-9a-f:.]*)(\/\d{1,3})?$/i;

const isAddress = (text: string) => addressOrCidr.test(text);

function accepts(sources: string[], port: number): string[] {
  const ofFamily = (family: "ip" | "ip6", list: string[]) =>
    list.length > 0 ? [`    tcp dport ${port} ${family} saddr { ${list.join(", ")} } accept`] : [];
  const valid = sources.filter(isAddress);
  if (valid.length === 0) return ["    # No address of the control plane is known: accept it here, before the drop."];
  return [
    ...ofFamily(
      "ip",
      valid.filter((source) => !source.includes(":")),
    ),
    ...ofFamily(
      "ip6",
      valid.filter((source) => source.includes(":")),
    ),
  ];
}

/** A table of its own, so that it neither touches nor depends on the rules of kube-proxy and the CNI. */
export function hostFirewall(context: RemediationContext, sources: string[], summary: string): Fix {
  const rules = [
    "table inet kubelet_guard {",
    "  chain input {",
    "    type filter hook input priority -10; policy accept;",
    '    iifname "lo" accept',
    ...accepts(sources, context.port),
    `    tcp dport ${context.port} drop`,
    "  }",
    "}",
  ];
  return {
    summary,
    steps: [
      {
        text: `On ${nodeInWords(context)}, write this file. Add the addresses of scrapers that need the port, such as metrics-server on the host network.`,
        file: "/etc/nftables.d/kubelet-guard.nft",
        language: "nft",
        code: rules.join("\n"),
      },
      {
        text: "Load it with a second session open, and include the file from /etc/nftables.conf so that it outlives a reboot.",
        language: "bash",
        code: "sudo nft -f /etc/nftables.d/kubelet-guard.nft",
      },
      logsStillWork(context),
    ],
    undo: "sudo nft delete table inet kubelet_guard, and take the include out of /etc/nftables.conf.",
  };
}

function logsStillWork(context: RemediationContext): RemediationStep {
  return {
    text: "See that the API server still reaches the kubelet: kubectl logs of any pod on this node has to work.",
    language: "bash",
    code: `kubectl get --raw ${shellQuote(`/api/v1/nodes/${encodeURIComponent(context.nodeName ?? context.address)}/proxy/healthz`)}`,
  };
}

/** Talos has its own ingress firewall in the machine configuration. */
export function talosFirewall(context: RemediationContext, sources: string[]): Fix {
  const subnets = sources.filter(isAddress).map((source) => {
    const isWhole = !source.includes("/");
    return `  - subnet: ${isWhole ? `${source}/${source.includes(":") ? 128 : 32}` : source}`;
  });
  return {
    summary: "Let Talos' ingress firewall admit only the control plane to the kubelet.",
    steps: [
      {
        text: "Write this patch. Default block needs rules of their own for apid (50000), etcd and the CNI: take them from the Talos documentation first.",
        file: "kubelet-guard.yaml",
        language: "yaml",
        code: [
          "apiVersion: v1alpha1",
          "kind: NetworkRuleConfig",
          "name: kubelet-ingress",
          "portSelector:",
          `  ports:\n    - ${context.port}`,
          "  protocol: tcp",
          "ingress:",
          ...subnets,
          "---",
          "apiVersion: v1alpha1\nkind: NetworkDefaultActionConfig\ningress: block",
        ].join("\n"),
      },
      {
        text: "Try it first; it reverts by itself after a minute. Then again without --mode.",
        language: "bash",
        code: `talosctl patch mc --nodes=${shellQuote(context.address)} --mode=try --patch @kubelet-guard.yaml`,
      },
    ],
    undo: "Remove both documents with talosctl edit mc.",
  };
}

const eksGroups: FixFor = (context) => ({
  summary: "Let the node's security groups admit only the cluster's own security group to the kubelet.",
  steps: [
    {
      text: `List the rules of the security groups of ${nodeInWords(context)} that reach its kubelet.`,
      language: "bash",
      code: [
        `groups=$(aws ec2 describe-instances --filters ${shellQuote(`Name=private-ip-address,Values=${context.address}`)} --query 'Reservations[].Instances[].SecurityGroups[].GroupId' --output text)`,
        'for group in $groups; do aws ec2 describe-security-group-rules --filters "Name=group-id,Values=$group" --output table; done',
      ].join("\n"),
    },
    {
      text: "Revoke each rule that admits a CIDR to the port (set rule and group to its ids), and admit the cluster's group instead.",
      language: "bash",
      code: [
        `cluster_group=$(aws eks describe-cluster --name ${shellQuote(context.clusterName)} --query cluster.resourcesVpcConfig.clusterSecurityGroupId --output text)`,
        'aws ec2 revoke-security-group-ingress --group-id "$group" --security-group-rule-ids "$rule"',
        `aws ec2 authorize-security-group-ingress --group-id "$group" --protocol tcp --port ${context.port} --source-group "$cluster_group"`,
      ].join("\n"),
    },
    logsStillWork(context),
  ],
  undo: "Add the rule again with aws ec2 authorize-security-group-ingress; the list that you read first names it.",
});

const gkeRules: FixFor = (context) => ({
  summary: "Narrow or delete the VPC firewall rule that admits other networks to the kubelet.",
  steps: [
    {
      text: `See which network ${nodeInWords(context)} is in and which rules admit wide sources; leave the gke-* rules as they are.`,
      language: "bash",
      code: `gcloud compute firewall-rules list --filter='direction=INGRESS AND NOT name~^gke-' --format='table(name,sourceRanges.list(),allowed[].map().firewall_rule().list())'\nkubectl get ${nodeWord(context)} -o wide`,
    },
    {
      text: "Set rule to the name of the one that reaches the port, and narrow it.",
      language: "bash",
      code: `gcloud compute firewall-rules update "$rule" --source-ranges=${shellQuote(context.controlPlaneAddresses.join(","))}`,
    },
    logsStillWork(context),
  ],
  undo: "gcloud compute firewall-rules update with the source ranges that you read first.",
});

const aksRules: FixFor = (context) => ({
  summary: "Narrow or delete the network security group's rule that admits other networks to the kubelet.",
  steps: [
    {
      text: `List the security groups of the node resource group of ${nodeInWords(context)}.`,
      language: "bash",
      code: `group=$(kubectl get ${nodeWord(context)} -o jsonpath='{.metadata.labels.kubernetes\\.azure\\.com/cluster}')\naz network nsg list -g "$group" -o table`,
    },
    {
      text: "Delete the rule (set nsg and rule to its names) that admits anyone but the virtual network.",
      language: "bash",
      code: 'az network nsg rule delete -g "$group" --nsg-name "$nsg" -n "$rule"',
    },
    logsStillWork(context),
  ],
  undo: "az network nsg rule create with what you read first.",
});

/** Firewalls of the providers, which stand before the host's own. */
export const providerFirewalls: Partial<Record<Distribution, FixFor>> = {
  eks: eksGroups,
  gke: gkeRules,
  aks: aksRules,
};
