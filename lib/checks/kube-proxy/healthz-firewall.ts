import type { NetworkIntent } from "../../domain/network-intent.ts";
import type { RemediationContext } from "../../domain/remediation.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import { nodeOf } from "../api-server/component-flags.ts";
import { talosSteps } from "../api-server/server-args.ts";
import { cidrsOf } from "../controller-manager/secure-port-remediation.ts";
import { type Fix, type FixFor, remediationBy } from "../remediation-by.ts";

/** Where Google's load balancers ask from. */
const googleHealthChecks = ["35.191.0.0/16", "130.211.0.0/22"];
const summary = "Let only load balancers and the cluster's own networks reach kube-proxy's health port 10256.";
const addBalancers = "Add the networks that your load balancers' health checks come from before you load it.";

/** Who may ask: the cluster itself, and Google's load balancers on GKE; others are for a person to add. */
export function healthAllow({ distribution, controlPlaneAddresses, podCIDRs }: RemediationContext) {
  return [
    { label: "control plane", cidrs: cidrsOf(controlPlaneAddresses) },
    { label: "pods", cidrs: cidrsOf(podCIDRs) },
    ...(distribution === "gke" ? [{ label: "Google's health checks", cidrs: googleHealthChecks }] : []),
  ].filter(({ cidrs }) => cidrs.length > 0);
}

export function healthzFirewall(context: RemediationContext): NetworkIntent {
  const others = context.distribution === "gke" ? "" : "; add the networks of your load balancers before you apply it";
  return {
    name: "kube-proxy-healthz",
    purpose: `Load balancers ask for a node's health here, nobody else from outside the cluster${others}.`,
    on: "node",
    ports: [{ port: 10_256, protocol: "TCP" }],
    allow: healthAllow(context),
  };
}

function nftables(context: RemediationContext): Fix {
  const cidrs = healthAllow(context).flatMap((entry) => entry.cidrs);
  const rules = (["ip", "ip6"] as const).flatMap((family) => {
    const list = cidrs.filter((cidr) => cidr.includes(":") === (family === "ip6"));
    return list.length > 0 ? [`    tcp dport 10256 ${family} saddr { ${list.join(", ")} } accept`] : [];
  });
  const code = [
    "table inet kube_proxy_health {",
    "  chain input {",
    "    type filter hook input priority -10; policy accept;",
    '    iifname "lo" accept',
    ...rules,
    "    # The networks of your load balancers are accepted here, before the drop.",
    "    tcp dport 10256 drop",
    "  }",
    "}",
  ].join("\n");
  return {
    summary,
    steps: [
      {
        text: `On ${nodeOf(context)} and every other node, write this file. ${addBalancers}`,
        file: "/etc/nftables.d/kube-proxy-health.nft",
        language: "nft",
        code,
      },
      {
        text: "Load it with a second session open, and include the file from /etc/nftables.conf so that it outlives a reboot.",
        language: "bash",
        code: "nft -f /etc/nftables.d/kube-proxy-health.nft",
      },
    ],
    undo: "nft delete table inet kube_proxy_health, and take the include out of /etc/nftables.conf.",
  };
}

function firewalld(context: RemediationContext): Fix {
  const rule = (cidr: string) =>
    `rule family=${cidr.includes(":") ? "ipv6" : "ipv4"} source address=${cidr} port port=10256 protocol=tcp accept`;
  const commands = healthAllow(context)
    .flatMap(({ cidrs }) => cidrs)
    .map((cidr) => `firewall-cmd --permanent --add-rich-rule=${shellQuote(rule(cidr))}`);
  return {
    summary,
    steps: [
      {
        text: `On ${nodeOf(context)} and every other node; the zone must not list 10256 as open to all, and pod and service ranges stay trusted. ${addBalancers}`,
        language: "bash",
        code: [...commands, "firewall-cmd --permanent --remove-port=10256/tcp", "firewall-cmd --reload"].join("\n"),
      },
    ],
    undo: "Repeat the commands with --remove-rich-rule and reload.",
  };
}

function talosFirewall(context: RemediationContext): Fix {
  const subnets = healthAllow(context).flatMap(({ cidrs }) => cidrs.map((cidr) => `  - subnet: ${cidr}`));
  const patch = [
    "apiVersion: v1alpha1",
    "kind: NetworkRuleConfig",
    "name: kube-proxy-health",
    "portSelector:",
    "  ports:\n    - 10256",
    "  protocol: tcp",
    "ingress:",
    ...(subnets.length > 0 ? subnets : [`  - subnet: ${JSON.stringify(`${context.address}/32`)}`]),
    "---",
    "apiVersion: v1alpha1\nkind: NetworkDefaultActionConfig\ningress: block",
  ].join("\n");
  return {
    summary,
    steps: [
      {
        text: `Default block needs rules of their own for apid, the kubelet, etcd and the CNI: take them from Talos' documentation first. ${addBalancers}`,
      },
      ...talosSteps(context, patch),
    ],
    undo: "Remove both documents with talosctl edit mc.",
  };
}

const inTheCloud =
  (where: string, list: (context: RemediationContext) => string): FixFor =>
  (context) => ({
    summary,
    steps: [
      {
        text: `${where} Find the rule that reaches ${nodeOf(context)}.`,
        language: "bash",
        code: list(context),
      },
      { text: "Narrow its sources to the load balancers' networks, or delete it where another one admits those." },
    ],
    undo: "Put the old sources back into the rule.",
  });

/** Keeping strangers from kube-proxy's health port; the load balancers' own networks have to stay. */
export const healthzRemediation = remediationBy({
  own: {
    kubeadm: nftables,
    k3s: firewalld,
    rke2: firewalld,
    eks: inTheCloud(
      "Health checks of NLB and CLB come from the subnets of the load balancer in the VPC: only those belong in the nodes' security group.",
      ({ address }) =>
        `aws ec2 describe-instances --filters ${shellQuote(`Name=private-ip-address,Values=${address}`)} --query 'Reservations[].Instances[].SecurityGroups[]' --output table`,
    ),
    gke: inTheCloud(
      `Health checks come from ${googleHealthChecks.join(" and ")}: only those belong in the VPC firewall's rule.`,
      () =>
        "gcloud compute firewall-rules list --filter='direction=INGRESS' --format='table(name,sourceRanges.list(),allowed[].map().firewall_rule().list())'",
    ),
    aks: inTheCloud(
      "Health checks come from the service tag AzureLoadBalancer: only that belongs in the network security group's rule.",
      () => "az network nsg list --query '[].{name:name,group:resourceGroup}' -o table",
    ),
    openshift: inTheCloud(
      "Use the security group of the machine set, or an IngressNodeFirewall on bare metal.",
      () => "oc get ingressnodefirewalls,machinesets -A",
    ),
    talos: talosFirewall,
  },
  generic: nftables,
  verify: ({ address }) => ({
    command: `nc -vz -w 3 ${shellQuote(address)} 10256`,
    expect: "timed out, when run from outside the cluster's networks",
  }),
});
