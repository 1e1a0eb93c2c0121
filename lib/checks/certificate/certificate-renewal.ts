import type { Remediation, RemediationContext } from "../../domain/remediation.ts";
import { shellQuote, urlHost } from "../../domain/shell-quote.ts";
import { nodeOf } from "../api-server/component-flags.ts";
import { undoable } from "../controller-manager/flag-remediation.ts";
import { type FixFor, remediationBy } from "../remediation-by.ts";

const manifests = ["etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler"];

const kubeadm: FixFor = (context) => ({
  summary: "Renew all certificates of the node with kubeadm and restart its control plane.",
  steps: [
    {
      text: `On ${nodeOf(context)}, keep the old files and see what ends when.`,
      language: "bash",
      code: "sudo cp -a /etc/kubernetes /root/kubernetes-before-renewal\nsudo kubeadm certs check-expiration",
    },
    { text: "Renew. Authorities are not renewed by it.", language: "bash", code: "sudo kubeadm certs renew all" },
    {
      text: "Restart the four static pods, one node at a time: without a restart the old certificate stays in memory.",
      language: "bash",
      code: [
        "sudo mkdir -p /root/manifests-aside",
        ...manifests.map((name) => `sudo mv /etc/kubernetes/manifests/${name}.yaml /root/manifests-aside/`),
        "sleep 30",
        "sudo sh -c 'mv /root/manifests-aside/*.yaml /etc/kubernetes/manifests/'",
      ].join("\n"),
    },
    {
      text: "Renew your own copy of the administrator's kubeconfig; an upgrade with kubeadm renews all of it by itself.",
      language: "bash",
      code: 'sudo install -o "$(id -u)" -g "$(id -g)" -m 0600 /etc/kubernetes/admin.conf "$HOME/.kube/config"',
    },
  ],
  undo: "Copy /root/kubernetes-before-renewal back to /etc/kubernetes and restart the static pods; the old files still end when they end.",
});

const rancher =
  (product: "k3s" | "rke2"): FixFor =>
  (context) => {
    const service = product === "k3s" ? "k3s" : "rke2-server";
    return {
      summary: `Rotate the certificates with ${product}; a restart renews those that end within 120 days as well (90 in older versions).`,
      steps: [
        {
          text: `On the server ${nodeOf(context)}, one server at a time.`,
          language: "bash",
          code: `sudo systemctl stop ${service}\nsudo ${product} certificate rotate\nsudo systemctl start ${service}`,
        },
      ],
      undo: `${product} keeps the old files beside the new ones in server/tls-* of its data folder: copy them back while ${service} is stopped.`,
    };
  };

const told =
  (
    summary: string,
    text: (context: RemediationContext) => string,
    code: (context: RemediationContext) => string,
  ): FixFor =>
  (context) => ({ summary, steps: [{ text: text(context), language: "bash", code: code(context) }] });

const cluster = ({ clusterName }: RemediationContext) => shellQuote(clusterName);

/** Renewing the certificates of a control plane. */
export const certificateRenewal = undoable(
  remediationBy({
    own: {
      kubeadm,
      k3s: rancher("k3s"),
      rke2: rancher("rke2"),
      openshift: told(
        "OpenShift renews its certificates itself: one that is about to end means that an operator cannot.",
        ({ address }) => `Look at the operators that own the certificate of ${address}.`,
        () => "oc get clusteroperator kube-apiserver etcd kube-controller-manager kube-scheduler",
      ),
      talos: told(
        "Talos renews the control plane's certificates itself; the administrator's in talosconfig lives one year.",
        (context) => `Look at the health of ${nodeOf(context)}: what keeps it from renewing shows there.`,
        ({ address }) => `talosctl -n ${shellQuote(address)} health`,
      ),
      eks: told(
        "AWS renews the endpoint's certificate itself.",
        ({ address }) =>
          `Read the end of the certificate of ${address} again in a day; open a support case if it stays.`,
        (context) => `aws eks describe-cluster --name ${cluster(context)} --query cluster.status`,
      ),
      gke: told(
        "Google renews the endpoint's certificate; the cluster's CA is renewed by a credential rotation.",
        ({ address }) =>
          `Start the rotation for the cluster at ${address} (put its location for LOCATION), and complete it when all nodes are recreated.`,
        (context) =>
          `gcloud container clusters update ${cluster(context)} --location LOCATION --start-credential-rotation`,
      ),
      aks: told(
        "Azure renews the certificates by a rotation, which recreates the nodes.",
        ({ address }) =>
          `Rotate for the cluster at ${address} (put its resource group for GROUP); plan for half an hour of downtime.`,
        (context) => `az aks rotate-certs -g GROUP -n ${cluster(context)}`,
      ),
      microk8s: told(
        "Renew the certificate that ends with MicroK8s.",
        (context) =>
          `On ${nodeOf(context)}, see what ends, then renew it: server.crt, front-proxy-client.crt or ca.crt.`,
        () => "sudo microk8s refresh-certs --check\nsudo microk8s refresh-certs --cert server.crt",
      ),
    },
    generic: (context) => ({
      summary: "Renew the certificate with whatever issued it, and restart the component that serves it.",
      steps: [
        {
          text: `On ${nodeOf(context)}, find the process that serves it and the file that it reads.`,
          language: "bash",
          code: `sudo ss -H -tlnp 'sport = :${context.port}'`,
        },
        { text: "Renew the file from its CA, with the same names, and restart the process." },
      ],
      undo: "Put the old file back and restart the process.",
    }),
    verify,
  }),
  "A renewed certificate is not taken back; keep a copy of the old files until the component answers again.",
);

const thirtyDays = 30 * 86_400;

function verify(context: RemediationContext): Remediation["verify"] {
  const ending = `-noout -enddate -checkend ${thirtyDays}`;
  const expect = "notAfter= a later date, and: Certificate will not expire";
  if (context.subject.port === undefined)
    return {
      command: `sudo openssl x509 ${ending} -in ${shellQuote(context.values.path ?? "/etc/kubernetes/pki/apiserver.crt")}`,
      expect: `${expect} (on the node)`,
    };
  const place = shellQuote(`${urlHost(context.address)}:${context.port}`);
  return { command: `openssl s_client -connect ${place} </dev/null 2>/dev/null | openssl x509 ${ending}`, expect };
}
