import type { Evidence } from "../../domain/evidence.ts";
import type { RemediationContext } from "../../domain/remediation.ts";
import { defineCheck } from "../define-check.ts";
import { apiServerOn } from "./api-server-subjects.ts";
import { apiServerFlagRemediation, wantedFlags } from "./flag-remediation.ts";
import { type FlagVerdict, judgeFlags } from "./judge-flags.ts";
import { apiServerInstances } from "./managed-control-plane.ts";

const names = ["kubelet-client-certificate", "kubelet-client-key"] as const;
/** MicroK8s uses the API server's own certificate for it. */
function wanted({ distribution }: RemediationContext): [string, string][] {
  const base =
    distribution === "microk8s"
      ? "/var/snap/microk8s/current/certs/server"
      : "/etc/kubernetes/pki/apiserver-kubelet-client";
  return [
    ["kubelet-client-certificate", `${base}.crt`],
    ["kubelet-client-key", `${base}.key`],
  ];
}

/** Names of nodes whose kubelet lets strangers in: the usual way out where the API server has no certificate. */
function openKubelets(evidence: Evidence): string[] {
  return evidence.inventory.nodes.flatMap(({ name }) => {
    const answers = evidence
      .ofNode(name)
      .some(({ kubelet }) => kubelet?.endpoint === "api" && kubelet.access === "open");
    const read = evidence.kubeletConfig(name);
    const isOn = read.status === "read" && read.config.authentication?.anonymous?.enabled === true;
    return answers || isOn ? [name] : [];
  });
}

function readCertificate(value: (flag: string) => string | null, evidence: Evidence): FlagVerdict {
  const missing = names.filter((name) => value(name) === null);
  if (missing.length === 0)
    return { verdict: "pass", says: "--kubelet-client-certificate and --kubelet-client-key are set" };
  const list = missing.map((name) => `--${name}`).join(" and ");
  const says = `${list} ${missing.length > 1 ? "are" : "is"} not set and there is no default: the API server calls kubelets without credentials`;
  const open = openKubelets(evidence);
  if (open.length === 0) return { verdict: "fail", says };
  return {
    verdict: "fail",
    severity: "high",
    says: `${says}, and the kubelet of ${open.join(", ")} lets strangers in`,
  };
}

export const apiserverKubeletClientCertMissing = defineCheck({
  id: "apiserver-kubelet-client-cert-missing",
  component: "api-server",
  tier: 1,
  kind: "config",
  title: "API server has a client certificate for talking to kubelets",
  headline: (subject) => `${apiServerOn(subject)} talks to kubelets without a client certificate`,
  ports: [6443],
  severity: {
    byVantage: null,
    base: "medium",
    range: ["high", "medium"],
    rule: "High where a kubelet lets strangers in, since that is what such an API server needs.",
  },
  rationale:
    "The API server then calls kubelets as anonymous, so that locking kubelets breaks logs and exec, and teams leave them open.",
  subjects: apiServerInstances,
  judge: judgeFlags({
    component: "kube-apiserver",
    flags: names,
    read: (value, _subject, evidence) => readCertificate(value, evidence),
    builtIn: {
      k3s: "k3s gives the API server a client certificate for kubelets",
      rke2: "RKE2 gives the API server a client certificate for kubelets",
    },
  }),
  ...apiServerFlagRemediation({
    summary: "Give the API server a client certificate for kubelets.",
    flags: wanted,
    expect: "both flags, with files that exist",
    setBy: {
      k3s: "k3s sets the certificate itself (files under /var/lib/rancher/k3s/server/tls): remove what overrides it.",
      rke2: "RKE2 sets the certificate itself (files under /var/lib/rancher/rke2/server/tls): remove what overrides it.",
      talos: "Talos sets the certificate itself and refuses an override: remove it from extraArgs.",
    },
  }),
  tradeoffs: ["A certificate to renew every year (kubeadm certs renew apiserver-kubelet-client)."],
  failureModes: [
    "Its subject must be allowed to use the kubelet API: kubeadm issues it for O=kubeadm:cluster-admins from 1.29 on and for O=system:masters before; another one needs a binding to system:kubelet-api-admin.",
  ],
  settings: { component: "kube-apiserver", names },
  wanted: wantedFlags(wanted, ["k3s", "rke2", "talos"]),
  severityDiffers:
    "Kubescape C-0116 calls it high always and Trivy low; here it is high only where a kubelet was seen to let strangers in.",
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §1.2.4"],
    nsa: "NSA/CISA v1.2: Authentication and authorization",
    mitre: ["T1557"],
    cwe: ["CWE-287"],
    urls: ["https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/"],
    tools: ["kube-bench 1.2.4", "kubescape C-0116", "trivy KCV0005", "prowler apiserver_kubelet_tls_auth"],
  },
});
