import type { Judgement } from "../../domain/check.ts";
import type { Distribution } from "../../domain/distribution.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { RemediationContext } from "../../domain/remediation.ts";
import { counted } from "../counted.ts";
import { defineCheck } from "../define-check.ts";
import { inventoryItem } from "../evidence-items.ts";
import { apiServerOn } from "./api-server-subjects.ts";
import { apiServerFlagRemediation, wantedFlags } from "./flag-remediation.ts";
import { type FlagVerdict, judgeFlags } from "./judge-flags.ts";
import { apiServerInstances } from "./managed-control-plane.ts";

const names = ["kubelet-certificate-authority"] as const;
/** The cluster's CA as the API server's process sees it. */
const authorityOf: Partial<Record<Distribution, string>> = {
  talos: "/system/secrets/kubernetes/kube-apiserver/ca.crt",
  microk8s: "/var/snap/microk8s/current/certs/ca.crt",
};
const wanted = ({ distribution }: RemediationContext): [string, string][] => [
  [names[0], authorityOf[distribution] ?? "/etc/kubernetes/pki/ca.crt"],
];

function readAuthority(value: string | null, evidence: Evidence): FlagVerdict {
  if (value !== null) return { verdict: "pass", says: `--kubelet-certificate-authority=${value} is set` };
  const says =
    "--kubelet-certificate-authority is not set, neither by kubeadm nor by default: the API server takes any certificate for a kubelet's";
  const isPublic = evidence.inventory.nodes.some(({ addresses }) =>
    addresses.some(({ type }) => type === "ExternalIP"),
  );
  if (!isPublic) return { verdict: "fail", says };
  return { verdict: "fail", severity: "high", says: `${says}, and nodes have external addresses` };
}

/** How many kubelets show a certificate of the cluster's CA: what has to be all of them before the flag is set. */
function verifiable(evidence: Evidence): string | null {
  const seen = evidence.observations.filter(({ kubelet, tls }) => kubelet?.endpoint === "api" && tls?.certificate);
  const nodes = new Set(seen.map(({ node }) => node));
  if (nodes.size === 0) return null;
  const bad = new Set(seen.filter(({ tls }) => tls?.certificate?.verified !== true).map(({ node }) => node));
  return `${nodes.size - bad.size} of ${counted(nodes.size, "kubelet")} that answered show a certificate of the cluster's CA`;
}

const byFlag = judgeFlags({
  component: "kube-apiserver",
  flags: names,
  read: (value, _subject, evidence) => readAuthority(value(names[0]), evidence),
  builtIn: {
    k3s: "k3s starts the API server with --kubelet-certificate-authority",
    rke2: "RKE2 starts the API server with --kubelet-certificate-authority",
  },
});

function withKubelets(judgement: Judgement, evidence: Evidence): Judgement {
  const told = judgement.verdict === "fail" ? verifiable(evidence) : null;
  if (told === null) return judgement;
  const item = inventoryItem(
    "Serving certificates of the kubelets that were reached",
    told,
    evidence.inventory.at,
    false,
  );
  return { ...judgement, reason: `${judgement.reason} ${told}.`, evidence: [...judgement.evidence, item] };
}

export const apiserverKubeletCaNotVerified = defineCheck({
  id: "apiserver-kubelet-ca-not-verified",
  component: "api-server",
  tier: 1,
  kind: "config",
  title: "API server verifies kubelet serving certificates",
  headline: (subject) => `${apiServerOn(subject)} takes any certificate for a kubelet's`,
  ports: [6443],
  severity: {
    byVantage: null,
    base: "medium",
    range: ["high", "medium"],
    rule: "High where nodes have external addresses, so that the way to a kubelet may lead over networks that are not yours.",
  },
  rationale: "Whoever can answer for a node's address gets exec streams, logs and the API server's client handshake.",
  subjects: apiServerInstances,
  judge: (subject, evidence) => withKubelets(byFlag(subject, evidence), evidence),
  ...apiServerFlagRemediation({
    summary: "Let the API server verify kubelet certificates against the cluster's CA.",
    flags: wanted,
    expect:
      "--kubelet-certificate-authority=/etc/kubernetes/pki/ca.crt, and kubectl logs works for a pod of every node",
    setBy: {
      k3s: "k3s sets the authority itself: remove what overrides it.",
      rke2: "RKE2 sets the authority itself: remove what overrides it.",
    },
    before: [
      {
        text: "First clear kubelet-serving-cert-self-signed on every node: kubectl logs and exec fail for a kubelet whose certificate is not of this CA or lacks its IP address. On Talos that takes rotate-server-certificates and an approver for the requests.",
      },
    ],
  }),
  tradeoffs: ["All kubelets must have certificates of the CA with their IP addresses first."],
  failureModes: [
    "x509: certificate signed by unknown authority on kubectl logs and exec for nodes that are still self-signed.",
  ],
  settings: { component: "kube-apiserver", names },
  wanted: wantedFlags(wanted, ["k3s", "rke2"]),
  severityDiffers:
    "Kubescape C-0117 calls it high always and Trivy low; here it is medium until nodes have external addresses, since the attacker has to sit between API server and node.",
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §1.2.5"],
    nsa: "NSA/CISA v1.2: Encryption",
    mitre: ["T1557"],
    ms: ["MS-TA9036 ARP poisoning and IP spoofing"],
    cwe: ["CWE-295"],
    urls: ["https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/"],
    tools: ["kube-bench 1.2.5", "kubescape C-0117", "trivy KCV0006", "prowler apiserver_kubelet_cert_auth"],
  },
});
