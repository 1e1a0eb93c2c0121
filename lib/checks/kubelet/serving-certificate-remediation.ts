import type { RemediationContext, RemediationStep } from "../../domain/remediation.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import { type FixFor, remediationBy } from "../remediation-by.ts";
import { recreateGkePool, rollNodeGroup, upgradeAksImage } from "./managed-nodes.ts";
import { endpointWord, isServer, nodeInWords } from "./node-words.ts";

type Step = (context: RemediationContext) => RemediationStep;

const onNode =
  (text: string, code: string | ((context: RemediationContext) => string)): Step =>
  (context) => ({
    text: `On ${nodeInWords(context)}, ${text}`,
    language: "bash",
    code: typeof code === "string" ? code : code(context),
  });

const listRequests: Step = (context) => ({
  text: "If it waits for a signature, read and approve its request.",
  language: "bash",
  code: `kubectl get csr --field-selector=spec.signerName=kubernetes.io/kubelet-serving -o wide | grep -F ${shellQuote(`system:node:${context.nodeName ?? context.address}`)}`,
});

const clock = onNode(
  "see that the clock is right; a wrong one makes good certificates look bad.",
  "timedatectl status",
);

const fix =
  (summary: string, ...steps: Step[]): FixFor =>
  (context) => ({
    summary,
    steps: [clock, ...steps].map((step) => step(context)),
    undo: "Put the pair that was moved aside back and restart the kubelet; a certificate that was renewed needs no way back.",
  });

const unit = (context: RemediationContext, product: "k3s" | "rke2") => {
  if (product === "rke2") return isServer(context) ? "rke2-server" : "rke2-agent";
  return isServer(context) ? "k3s" : "k3s-agent";
};

const rotate = (product: "k3s" | "rke2"): Step =>
  onNode("rotate its certificates with the service stopped.", (context) => {
    const service = unit(context, product);
    return `sudo systemctl stop ${service}\nsudo ${product} certificate rotate\nsudo systemctl start ${service}`;
  });

/** Moved aside, not deleted: putting them back is the way back. */
const renewFiles = onNode(
  "move the kubelet's own serving pair aside and restart it: it makes a new one, or asks for one where serverTLSBootstrap is on.",
  [
    "sudo mkdir -p /var/lib/kubelet/pki/old",
    "sudo sh -c 'mv /var/lib/kubelet/pki/kubelet.crt /var/lib/kubelet/pki/kubelet.key /var/lib/kubelet/pki/kubelet-server-*.pem /var/lib/kubelet/pki/old/'",
    "sudo systemctl restart kubelet",
  ].join("\n"),
);

/** Renews a kubelet's serving certificate; `kubeadm certs renew` does not touch it. */
export const renewServingCertificate = remediationBy({
  own: {
    kubeadm: fix(
      "Renew the kubelet's serving certificate; kubeadm certs renew does not cover it.",
      renewFiles,
      listRequests,
    ),
    k3s: fix("Rotate the node's certificates with k3s.", rotate("k3s")),
    rke2: fix("Rotate the node's certificates with RKE2.", rotate("rke2")),
    eks: fix("Replace the node; EKS signs the request of the new one.", rollNodeGroup),
    gke: fix("Recreate the node pool.", recreateGkePool),
    aks: fix("Upgrade the node image, which renews the certificates.", upgradeAksImage),
    openshift: fix("Approve the node's pending requests.", listRequests, () => ({
      text: "Set csr to the name of the request that you read, and approve it.",
      language: "bash",
      code: 'oc adm certificate approve "$csr"',
    })),
    talos: fix("Restart the kubelet, which renews its certificate.", (context) => ({
      text: `Restart the kubelet of ${nodeInWords(context)}.`,
      language: "bash",
      code: `talosctl service kubelet restart --nodes=${shellQuote(context.address)}`,
    })),
    microk8s: fix(
      "Renew the node's server certificate.",
      onNode("refresh the server certificate.", "sudo microk8s refresh-certs --cert server.crt"),
    ),
  },
  generic: fix("Renew the kubelet's serving certificate and restart it.", renewFiles, listRequests),
  verify: (context) => ({
    command: `openssl s_client -connect ${endpointWord(context)} </dev/null 2>/dev/null | openssl x509 -noout -enddate -checkend 0 -ext subjectAltName`,
    expect: `Certificate will not expire, and ${context.address} among the names`,
  }),
});
