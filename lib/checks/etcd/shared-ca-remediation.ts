import type { Remediation, RemediationContext } from "../../domain/remediation.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import { nodeOf } from "../api-server/component-flags.ts";
import { openshiftOperators, providerManaged } from "../api-server/static-pod-remediation.ts";
import { type FixFor, remediationBy } from "../remediation-by.ts";

const summary = "Give etcd a CA of its own and issue its certificates from it.";

/** The file that etcd trusts now, as one word for a shell; kubeadm's where no flag was read. */
function trustedCa({ values, current }: RemediationContext): string {
  const read = current?.["trusted-ca-file"]?.value;
  const path = values.trustedCa ?? (typeof read === "string" && read !== "" ? read : "/etc/kubernetes/pki/etcd/ca.crt");
  return shellQuote(path);
}

/** The server keeps a CA for etcd by itself: what is shared was put there by hand. */
const ownCa =
  (product: "k3s" | "rke2"): FixFor =>
  (context) => ({
    summary: "The server makes a CA for etcd alone: take the shared one away again.",
    steps: [
      {
        text: `On ${nodeOf(context)}, see whether the two CAs differ, and which arguments name another.`,
        language: "bash",
        code: `sudo openssl x509 -in /var/lib/rancher/${product}/server/tls/etcd/server-ca.crt -noout -subject -fingerprint -sha256\nsudo openssl x509 -in /var/lib/rancher/${product}/server/tls/server-ca.crt -noout -subject -fingerprint -sha256\nsudo grep -rn trusted-ca-file /etc/rancher/${product}/config.yaml /etc/rancher/${product}/config.yaml.d/`,
      },
      {
        text: `Rotate to a CA made for etcd, with ${product} certificate rotate-ca, one server after the other.`,
      },
    ],
    undo: `Run ${product} certificate rotate-ca with the old CAs again.`,
  });

/** A new CA for etcd, in steps that never leave two members without a common one. */
const newCa: FixFor = (context) => ({
  summary,
  steps: [
    {
      text: "Take a snapshot of etcd before anything else.",
      language: "bash",
      code: `sudo ETCDCTL_API=3 etcdctl --cacert ${trustedCa(context)} --cert /etc/kubernetes/pki/etcd/server.crt --key /etc/kubernetes/pki/etcd/server.key snapshot save /root/etcd-before-ca.db`,
    },
    {
      text: `On ${nodeOf(context)}, make the new CA in a folder of its own; copy it to the other members.`,
      language: "bash",
      code: "sudo mkdir -p /root/new-pki\nsudo cp -a /etc/kubernetes/pki /root/pki-before-ca\nsudo kubeadm init phase certs etcd-ca --cert-dir /root/new-pki",
    },
    {
      text: "Put a bundle of the old and the new CA where --trusted-ca-file and --peer-trusted-ca-file of every member and --etcd-cafile of every API server point to; one member at a time.",
      language: "bash",
      code: `sudo cat ${trustedCa(context)} /root/new-pki/etcd/ca.crt | sudo tee /etc/kubernetes/pki/etcd/ca-bundle.crt`,
    },
    {
      text: "Issue server, peer and healthcheck-client certificates and apiserver-etcd-client from the new CA, put them in place member by member, and wait for each to be healthy.",
      language: "bash",
      code: "for name in etcd-server etcd-peer etcd-healthcheck-client apiserver-etcd-client; do sudo kubeadm init phase certs $name --cert-dir /root/new-pki; done",
    },
    {
      text: "Last, take the old CA out of the bundles. From then on the cluster's certificates no longer open etcd.",
    },
  ],
  undo: "Put the bundle and the certificates of /root/pki-before-ca back, member by member.",
});

/** An etcd CA of its own. */
export const sharedCaRemediation = remediationBy({
  own: {
    kubeadm: newCa,
    k3s: ownCa("k3s"),
    rke2: ownCa("rke2"),
    openshift: openshiftOperators,
    ...providerManaged("etcd"),
  },
  generic: newCa,
  verify,
});

const fingerprint = (path: string) => `sudo openssl x509 -in ${path} -noout -fingerprint -sha256`;
const flagOf = (program: string, flag: string) =>
  `"$(ps -ww -C ${program} -o args= | grep -oP -- '--${flag}=\\K\\S+')"`;

/** Of the files that the running processes name, so that it tells before and after the fix what is in force. */
function verify({ distribution }: RemediationContext): Remediation["verify"] {
  const expect = "two different fingerprints (on the node)";
  if (distribution !== "k3s" && distribution !== "rke2")
    return {
      command: `${fingerprint(flagOf("etcd", "trusted-ca-file"))}; ${fingerprint(flagOf("kube-apiserver", "client-ca-file"))}`,
      expect,
    };
  const server = `/var/lib/rancher/${distribution}/server`;
  const inForce = `"$(sudo awk '/^client-transport-security/{c=1} c && $1=="trusted-ca-file:"{print $2; exit}' ${server}/db/etcd/config)"`;
  return { command: `${fingerprint(inForce)}; ${fingerprint(`${server}/tls/client-ca.crt`)}`, expect };
}
