import type { Remediation, RemediationContext, RemediationStep } from "../../domain/remediation.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import { nodeOf } from "../api-server/component-flags.ts";
import { type FixFor, remediationBy } from "../remediation-by.ts";

const onNode = (context: RemediationContext, text: string, code: string): RemediationStep => ({
  text: `On ${nodeOf(context)}, ${text}`,
  language: "bash",
  code,
});

const isUdp = ({ subject }: RemediationContext) => subject.protocol === "UDP";

function find(context: RemediationContext): RemediationStep[] {
  const { port } = context;
  return [
    onNode(
      context,
      "see whether a process listens there; if one does, stop it or declare it.",
      `sudo ss -l${isUdp(context) ? "u" : "t"}np 'sport = :${port}'`,
    ),
    onNode(
      context,
      "else look for the rule that outlived its Service, in whichever mode kube-proxy runs.",
      [
        `sudo iptables-save -t nat | grep -w ${port}`,
        `sudo nft list table ip kube-proxy | grep -w ${port}`,
        `sudo ipvsadm -Ln | grep ':${port} '`,
      ].join("\n"),
    ),
  ];
}

const conntrack = (context: RemediationContext): RemediationStep =>
  onNode(
    context,
    "drop the connections that are still tracked through it.",
    `sudo conntrack -D -p ${isUdp(context) ? "udp" : "tcp"} --orig-port-dst ${context.port}`,
  );

const fixWith =
  (restart: (context: RemediationContext) => RemediationStep): FixFor =>
  (context) => ({
    summary: "Find what holds the port, have kube-proxy write its rules anew, and drop stale connections.",
    steps: [...find(context), restart(context), conntrack(context)],
    undo: "Restarting takes nothing away for good; a process that was needed is started again and declared.",
  });

const restartService =
  (unit: string, text: string) =>
  (context: RemediationContext): RemediationStep =>
    onNode(context, text, `sudo systemctl restart ${unit}`);

const restartPod = (context: RemediationContext): RemediationStep => ({
  text: `Restart kube-proxy on ${nodeOf(context)}; with Cilium restart its agent there instead (k8s-app=cilium).`,
  language: "bash",
  code: `kubectl -n kube-system delete pod -l k8s-app=kube-proxy --field-selector ${shellQuote(`spec.nodeName=${nodeOf(context)}`)}`,
});

const restartOvn = (context: RemediationContext): RemediationStep => ({
  text: `Restart OVN-Kubernetes on ${nodeOf(context)}, which holds the rules of node ports here.`,
  language: "bash",
  code: `oc -n openshift-ovn-kubernetes delete pod -l app=ovnkube-node --field-selector ${shellQuote(`spec.nodeName=${nodeOf(context)}`)}`,
});

/** Closing a node port whose Service is gone. */
export function goneRemediation(verify: (context: RemediationContext) => Remediation["verify"]) {
  return remediationBy({
    own: {
      k3s: fixWith(
        restartService("k3s", "restart k3s (k3s-agent on an agent), which runs kube-proxy inside of itself."),
      ),
      rke2: fixWith(restartPodOf("kube-proxy")),
      openshift: fixWith(restartOvn),
    },
    generic: fixWith(restartPod),
    verify,
  });
}

/** RKE2 runs kube-proxy as a static pod: its container is stopped, and the kubelet starts it again. */
function restartPodOf(name: string) {
  return (context: RemediationContext): RemediationStep =>
    onNode(
      context,
      `stop the container of the static pod ${name}; the kubelet starts it again.`,
      `/var/lib/rancher/rke2/bin/crictl --config /var/lib/rancher/rke2/agent/etc/crictl.yaml stop $(/var/lib/rancher/rke2/bin/crictl --config /var/lib/rancher/rke2/agent/etc/crictl.yaml ps -q --name ${name})`,
    );
}
