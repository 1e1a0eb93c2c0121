import type { RemediationContext, RemediationStep } from "../../domain/remediation.ts";
import { undoable } from "../controller-manager/flag-remediation.ts";
import { type FixFor, remediationBy } from "../remediation-by.ts";

const summary = "Run an approver that compares each request with its Node before it approves it.";

const look = ({ clusterName }: RemediationContext): RemediationStep => ({
  text: `See which requests of ${clusterName} wait, and who may approve them today.`,
  language: "bash",
  code: "kubectl get csr --field-selector spec.signerName=kubernetes.io/kubelet-serving -o wide",
});

const watch: RemediationStep = {
  text: "Watch the check csr-kubelet-serving-pending from then on: it says when the approver leaves a request alone.",
};

const deploy: FixFor = (context) => ({
  summary,
  steps: [
    look(context),
    {
      text: "Install kubelet-csr-approver with the pattern of your nodes' names and the networks that they have addresses in; it approves nothing else.",
      language: "bash",
      code: [
        "helm repo add kubelet-csr-approver https://postfinance.github.io/kubelet-csr-approver",
        `helm install kubelet-csr-approver kubelet-csr-approver/kubelet-csr-approver -n kube-system --set providerRegex='^NODE-NAME-PATTERN$' --set providerIpPrefixes='NODE_CIDR'`,
      ].join("\n"),
    },
    watch,
  ],
  undo: "helm uninstall kubelet-csr-approver -n kube-system",
});

const talos: FixFor = (context) => ({
  summary,
  steps: [
    look(context),
    {
      text: "Talos' documentation installs kubelet-serving-cert-approver for rotate-server-certificates: add its manifest to cluster.extraManifests of the control-plane nodes.",
    },
    watch,
  ],
  undo: "Take the manifest out of cluster.extraManifests again and delete the namespace that it made.",
});

/** Letting a controller approve what people approve by hand. */
export const approverRemediation = undoable(
  remediationBy({
    own: { talos },
    generic: deploy,
    verify: () => ({
      command:
        "kubectl get csr --field-selector spec.signerName=kubernetes.io/kubelet-serving --sort-by=.metadata.creationTimestamp | tail -1",
      expect:
        "Approved,Issued within a minute of removing /var/lib/kubelet/pki/kubelet-server-current.pem on a test node and restarting its kubelet",
    }),
  }),
  "Uninstall the approver again; what it approved stays valid until it ends.",
);
