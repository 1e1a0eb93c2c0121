import type { RemediationContext, RemediationStep } from "../../domain/remediation.ts";
import { nodeOf } from "../api-server/component-flags.ts";
import { proxyFieldRemediation } from "./kube-proxy-fields.ts";

const rule = "INPUT --dst 127.0.0.0/8 ! --src 127.0.0.0/8 -m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT -j DROP";

const first = (context: RemediationContext): RemediationStep => ({
  text: `Upgrade kubelet and kube-proxy of ${nodeOf(context)} where they are older than 1.18.4, 1.17.7 or 1.16.11. Until then drop such packets on the node.`,
  language: "bash",
  code: `iptables -I ${rule}`,
});

const byField = proxyFieldRemediation({
  summary: "Upgrade; or keep kube-proxy from routing 127.0.0.1: no NodePorts on localhost, or mode nftables.",
  fields: "iptables:\n  localhostNodePorts: false",
  flags: [["iptables-localhost-nodeports", "false"]],
  otherwise: "Upgrade the node's image: a supported one has the fix.",
  verify: () => ({
    command: "sysctl net.ipv4.conf.all.route_localnet; iptables -S KUBE-FIREWALL | grep 127.0.0.0/8",
    expect: "0; or 1 with a DROP rule for 127.0.0.0/8, when run on the node",
  }),
});

/** Keeping packets from elsewhere away from 127.0.0.1. */
export const localnetRemediation: typeof byField = {
  ...byField,
  remediate(context) {
    const given = byField.remediate(context);
    return {
      ...given,
      steps: [first(context), ...given.steps],
      undo: `iptables -D ${rule}; ${given.undo ?? ""}`.trim(),
    };
  },
};
