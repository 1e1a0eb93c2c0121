import type { Evidence } from "../../domain/evidence.ts";
import type { Subject } from "../../domain/subject.ts";
import { defineCheck } from "../define-check.ts";
import { notApplicable } from "../verdicts.ts";
import { apiServerOn } from "./api-server-subjects.ts";
import { distributionOf } from "./control-plane-flags.ts";
import { apiServerFlagRemediation, wantedFlags } from "./flag-remediation.ts";
import { type FlagVerdict, judgeFlags } from "./judge-flags.ts";
import { apiServerInstances } from "./managed-control-plane.ts";
import { microk8sArgs } from "./microk8s-args.ts";

const files = ["etcd-cafile", "etcd-certfile", "etcd-keyfile"] as const;
const names = ["etcd-servers", ...files] as const;
const pki = "/etc/kubernetes/pki";
const wanted = (): [string, string][] => [
  ["etcd-cafile", `${pki}/etcd/ca.crt`],
  ["etcd-certfile", `${pki}/apiserver-etcd-client.crt`],
  ["etcd-keyfile", `${pki}/apiserver-etcd-client.key`],
];

function readServers(value: (flag: string) => string | null): FlagVerdict {
  const urls = (value("etcd-servers") ?? "").split(",").map((url) => url.trim().replace(/^["']/, ""));
  if (urls.every((url) => url.startsWith("unix:")))
    return {
      verdict: "not-applicable",
      says: "The datastore is reached over a socket on the node, not over a network",
    };
  const plain = urls.filter((url) => url.startsWith("http://"));
  if (plain.length > 0) return { verdict: "fail", says: `--etcd-servers names the clear-text URL ${plain.join(", ")}` };
  const missing = files.filter((name) => value(name) === null).map((name) => `--${name}`);
  if (missing.length > 0) return { verdict: "fail", says: `${missing.join(", ")} not set: TLS to etcd is not mutual` };
  return { verdict: "pass", says: "etcd is reached over https with a CA, a client certificate and its key" };
}

const byFlags = judgeFlags({
  component: "kube-apiserver",
  flags: names,
  read: readServers,
  builtIn: {
    k3s: "k3s reaches its etcd with certificates of its own",
    rke2: "RKE2 reaches its etcd with certificates of its own",
  },
});

/** A k3s server without the etcd role keeps its data in SQLite, or in a database that it reaches through kine. */
function usesKine(evidence: Evidence, subject: Subject): boolean {
  const roles = evidence.node(subject.name)?.roles ?? [];
  return distributionOf(evidence, subject) === "k3s" && !roles.includes("etcd");
}

export const apiserverEtcdTlsMissing = defineCheck({
  id: "apiserver-etcd-tls-missing",
  component: "api-server",
  tier: 2,
  kind: "config",
  title: "API server reaches etcd over mutual TLS",
  headline: (subject) => `${apiServerOn(subject)} reaches etcd without mutual TLS`,
  ports: [6443],
  severity: { byVantage: null, base: "high", rule: "High for a clear-text URL and for each missing certificate flag." },
  rationale: "Secrets travel readable, and etcd cannot demand certificates of its only client.",
  subjects: apiServerInstances,
  judge: (subject, evidence) =>
    subject.kind === "Node" && usesKine(evidence, subject)
      ? notApplicable(`${subject.name} runs no etcd: this k3s server keeps its data in another datastore.`)
      : byFlags(subject, evidence),
  ...apiServerFlagRemediation({
    summary: "Let the API server reach etcd over https with a client certificate.",
    flags: wanted,
    expect: "all three flags, with files that exist",
    setBy: {
      k3s: "k3s sets the certificates itself (files under /var/lib/rancher/k3s/server/tls/etcd): remove what overrides them.",
      rke2: "RKE2 sets the certificates itself (files under /var/lib/rancher/rke2/server/tls/etcd): remove what overrides them.",
      talos: "Talos sets the certificates itself and refuses an override: remove them from extraArgs.",
    },
    own: {
      microk8s: microk8sArgs(
        "kube-apiserver",
        () => [["etcd-servers", "unix:///var/snap/microk8s/current/var/kubernetes/backend/kine.sock:12379"]],
        "MicroK8s keeps its data in dqlite behind a socket: point the API server back to it, or give an etcd of your own all three certificate flags.",
      ),
    },
    afterwards: () => [
      {
        text: "Put https in the place of http in --etcd-servers once etcd listens with TLS (etcd-plaintext-client), one control-plane node at a time.",
      },
    ],
  }),
  tradeoffs: ["Certificates to renew."],
  failureModes: ["An expired apiserver-etcd-client certificate stops the API server."],
  settings: { component: "kube-apiserver", names },
  wanted: wantedFlags(wanted, ["k3s", "rke2", "talos", "microk8s"]),
  severityDiffers: "Trivy calls it low; every Secret of the cluster crosses this connection.",
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §1.2.23", "CIS Kubernetes Benchmark v1.12 and v2.0.1 §1.2.26"],
    nsa: "NSA/CISA v1.2: Encryption",
    mitre: ["T1040"],
    cwe: ["CWE-319"],
    urls: ["https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/"],
    tools: [
      "kube-bench 1.2.23",
      "kube-bench 1.2.26",
      "kubescape C-0137",
      "kubescape C-0140",
      "trivy KCV0026",
      "trivy KCV0029",
      "prowler apiserver_etcd_cafile_set",
      "prowler apiserver_etcd_tls_config",
    ],
  },
});
