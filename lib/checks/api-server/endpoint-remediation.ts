import { type FixFor, remediationBy } from "../remediation-by.ts";
import { closeEndpoint } from "./provider-owned.ts";
import { talosSteps } from "./server-args.ts";
import { shellUrl } from "./static-pod-remediation.ts";

const summary = "Let only administrators' networks and the nodes reach the API server.";

/** Pod ranges come from node objects: only what is an IPv4 range goes into an ip rule. */
const isIpv4Range = (text: string) => /^[0-9.]+\/\d{1,2}$/.test(text);

/** `extra` names what else has to stay reachable. */
const behindVpn =
  (extra: string): FixFor =>
  (context) => ({
    summary,
    steps: [
      {
        text: `Put ${context.port}/TCP of ${context.nodeName ?? context.address} behind a VPN, a bastion or a load balancer with an allow list, and close it to everything else in the host firewall. ${extra}`,
      },
      {
        text: "A firewall table of its own; put your administrators', node and pod networks for the CIDRs.",
        language: "nft",
        code: [
          "table inet api_server {",
          "  chain input {",
          "    type filter hook input priority -10; policy accept;",
          '    iifname "lo" accept',
          `    ip saddr { ADMIN_CIDR, NODE_CIDR${context.podCIDRs
            .filter(isIpv4Range)
            .map((cidr) => `, ${cidr}`)
            .join("")} } tcp dport ${context.port} accept`,
          `    tcp dport ${context.port} drop`,
          "  }",
          "}",
        ].join("\n"),
      },
    ],
    undo: "nft delete table inet api_server",
  });

const talos: FixFor = (context) => ({
  summary,
  steps: talosSteps(
    context,
    [
      "apiVersion: v1alpha1",
      "kind: NetworkRuleConfig",
      "name: administrators",
      "portSelector:",
      `  ports: [${context.port}, 50000]`,
      "  protocol: tcp",
      "ingress:",
      "  - subnet: ADMIN_CIDR",
      "  - subnet: NODE_CIDR",
    ].join("\n"),
  ),
  undo: "Delete the document with talosctl edit mc.",
});

/** Closing the API server's port to strangers. */
export const endpointRemediation = remediationBy({
  own: {
    kubeadm: behindVpn("Nodes and pods must keep reaching it."),
    k3s: behindVpn("Agents must keep reaching it; set tls-san for the private name."),
    rke2: behindVpn("Agents must keep reaching it and 9345 for joining; set tls-san for the private name."),
    openshift: () => ({
      summary: "Publish the API internally.",
      steps: [
        {
          text: "Set publish: Internal in install-config.yaml at installation, or change the API's load balancer to internal.",
        },
      ],
      undo: "Change the load balancer back to external.",
    }),
    talos,
    ...closeEndpoint,
  },
  generic: behindVpn("Nodes and pods must keep reaching it."),
  verify: (context) => ({
    command: `curl -sk -m 5 ${shellUrl("https", context, "/livez")}; echo rc=$?`,
    expect: "rc=28 (timeout), when run from outside",
  }),
});
