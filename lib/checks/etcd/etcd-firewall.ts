import type { RemediationContext, RemediationStep } from "../../domain/remediation.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import { nodeOf } from "../api-server/component-flags.ts";
import { talosSteps } from "../api-server/server-args.ts";
import { providerManaged } from "../api-server/static-pod-remediation.ts";
import { type Fix, type FixFor, remediationBy } from "../remediation-by.ts";

const ports = "2379-2380";
const summary = "Let only control-plane nodes reach etcd's ports 2379 and 2380.";
/** Addresses come from node objects: only what is an IP goes into a rule. */
const isAddress = (text: string) => /^[0-9a-fA-F.:]+$/.test(text);
const isSix = (address: string) => address.includes(":");
const members = ({ controlPlaneAddresses }: RemediationContext) => controlPlaneAddresses.filter(isAddress);

/** Firewall of the etcd ports: a table of its own, so that it cannot disturb the rules of CNI and kube-proxy. */
export const etcdFirewallRemediation = remediationBy({
  own: {
    kubeadm: nftables,
    k3s: firewalld,
    rke2: firewalld,
    openshift: openshiftFirewall,
    talos: talosFirewall,
    ...providerManaged("etcd"),
  },
  generic: nftables,
  verify: (context) => ({
    command: `nc -vz -w 3 ${shellQuote(context.address)} ${context.port}`,
    expect: "timed out or refused, when run from a worker node",
  }),
});

function nftables(context: RemediationContext): Fix {
  const allow = [members(context).filter((address) => !isSix(address)), members(context).filter(isSix)];
  const rules = allow.flatMap((list, index) =>
    list.length > 0 ? [`    ${index === 0 ? "ip" : "ip6"} saddr { ${list.join(", ")} } tcp dport ${ports} accept`] : [],
  );
  const code = [
    "table inet etcd_members {",
    "  chain input {",
    "    type filter hook input priority -10; policy accept;",
    '    iifname "lo" accept',
    ...rules,
    `    tcp dport ${ports} drop`,
    "  }",
    "}",
  ].join("\n");
  return {
    summary,
    steps: [
      {
        text: `On every control-plane node, ${nodeOf(context)} first, save the rules. Keep an SSH session open while you test.`,
        file: "/etc/nftables.d/etcd-members.nft",
        language: "nft",
        code,
      },
      {
        text: "Load them, and include the file from /etc/nftables.conf so that they outlive a restart.",
        language: "bash",
        code: "nft -f /etc/nftables.d/etcd-members.nft",
      },
    ],
    undo: "nft delete table inet etcd_members",
  };
}

function firewalld(context: RemediationContext): Fix {
  const rule = (address: string) =>
    `rule family=${isSix(address) ? "ipv6" : "ipv4"} source address=${address} port port=${ports} protocol=tcp accept`;
  const commands = members(context).map(
    (address) => `firewall-cmd --permanent --add-rich-rule=${shellQuote(rule(address))}`,
  );
  const trusted = context.podCIDRs.map(
    (cidr) => `firewall-cmd --permanent --zone=trusted --add-source=${shellQuote(cidr)}`,
  );
  return {
    summary,
    steps: [
      {
        text: "On every server, allow the other servers and keep the pod ranges trusted (the service range as well, 10.43.0.0/16 by default). The zone must not list 2379-2380 as open to all.",
        language: "bash",
        code: [
          ...commands,
          ...trusted,
          `firewall-cmd --permanent --remove-port=${ports}/tcp`,
          "firewall-cmd --reload",
        ].join("\n"),
      },
    ],
    undo: "Repeat the commands with --remove-rich-rule and reload.",
  };
}

function openshiftFirewall(context: RemediationContext): Fix {
  return {
    summary,
    steps: [
      {
        text: `Close 2379-2380 to everything but ${members(context).join(", ") || "the control plane"}: in the cloud's security group of the control-plane machines, or on bare metal with an IngressNodeFirewall of the Ingress Node Firewall Operator.`,
      },
    ],
    undo: "Open 2379-2380 in the security group again, or delete the IngressNodeFirewall.",
  };
}

function talosFirewall(context: RemediationContext): Fix {
  const subnets = members(context).map((address) => `  - subnet: ${address}/${isSix(address) ? 128 : 32}`);
  const patch = [
    "apiVersion: v1alpha1",
    "kind: NetworkRuleConfig",
    "name: etcd-members",
    "portSelector:",
    "  ports: [2379-2380]",
    "  protocol: tcp",
    "ingress:",
    ...subnets,
  ].join("\n");
  const steps: RemediationStep[] = talosSteps(context, patch);
  const note = {
    text: "The rule only narrows where NetworkDefaultActionConfig has ingress: block; then every other port that must stay open needs a rule too.",
  };
  const undo = "Delete the document etcd-members with talosctl edit mc.";
  return { summary, steps: [...steps, note], undo } satisfies ReturnType<FixFor>;
}
