import type { Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { Subject } from "../../domain/subject.ts";
import { defineCheck } from "../define-check.ts";
import { openItems, seenAt } from "../port-readings.ts";
import { apiServerOn } from "./api-server-subjects.ts";
import { apiServerFlagRemediation } from "./flag-remediation.ts";
import { judgeFlags } from "./judge-flags.ts";
import { apiServerInstances } from "./managed-control-plane.ts";

const names = ["token-auth-file", "basic-auth-file"] as const;

const byFlags = judgeFlags({
  component: "kube-apiserver",
  flags: names,
  read(value) {
    const set = names.filter((name) => value(name) !== null).map((name) => `--${name}`);
    if (set.length === 0) return { verdict: "pass", says: "Neither --token-auth-file nor --basic-auth-file is set" };
    return { verdict: "fail", says: `${set.join(" and ")} ${set.length > 1 ? "are" : "is"} set` };
  },
});

/** Credentials that never expire weigh most where anyone may try them. */
function weigh(judgement: Judgement, subject: Subject, evidence: Evidence): Judgement {
  if (judgement.verdict !== "fail") return judgement;
  const open = seenAt(evidence, subject).filter(
    ({ state, vantage }) => state === "open" && vantage.kind === "internet",
  );
  const [first] = open;
  if (!first) return judgement;
  const proof = openItems(open, /^\/(version|livez|api)/).map((item) => ({ ...item, decisive: false }));
  return {
    ...judgement,
    severity: "critical",
    vantage: first.vantage,
    reason: `${judgement.reason} The port answers the internet, where anyone may try them.`,
    evidence: [...judgement.evidence, ...proof],
  };
}

export const apiserverStaticCredentials = defineCheck({
  id: "apiserver-static-credentials",
  component: "api-server",
  tier: 3,
  kind: "config",
  title: "API server takes no token or password from a file",
  headline: (subject) => `${apiServerOn(subject)} takes tokens or passwords from a file`,
  ports: [6443],
  severity: {
    byVantage: null,
    base: "high",
    range: ["critical", "high"],
    rule: "Critical where the internet reaches the API server. The files themselves are never read.",
  },
  rationale:
    "Static secrets never expire and cannot be revoked without a restart, so that one leak is permanent access.",
  subjects: apiServerInstances,
  judge: (subject, evidence) => weigh(byFlags(subject, evidence), subject, evidence),
  ...apiServerFlagRemediation({
    summary: "Take the token or password file away from the API server.",
    flags: () => [
      ["token-auth-file", ""],
      ["basic-auth-file", ""],
    ],
    expect: "no output",
    remove: true,
    before: [
      { text: "First move its users to OIDC, short client certificates or service account tokens that expire." },
    ],
    afterwards: () => [
      { text: "Then delete the file: whoever had a copy of it is locked out only once the API server has restarted." },
    ],
  }),
  tradeoffs: ["Users need new logins."],
  failureModes: [
    "Bootstrap tools that relied on the token lose access; bootstrap tokens of kubeadm are something else and stay.",
    "--basic-auth-file is unknown to kube-apiserver from 1.19 on, which does not start with it.",
  ],
  settings: { component: "kube-apiserver", names },
  severityDiffers:
    "Trivy calls it low and Kubescape C-0114 high always; here it is critical where the internet reaches the port.",
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §1.2.2"],
    nsa: "NSA/CISA v1.2: Authentication and authorization",
    mitre: ["T1078"],
    cwe: ["CWE-798", "CWE-522"],
    urls: ["https://kubernetes.io/docs/reference/access-authn-authz/authentication/"],
    tools: [
      "kube-bench 1.2.2",
      "kubescape C-0114",
      "trivy KCV0002",
      "prowler apiserver_no_token_auth_file",
      "nuclei k8s-apiserver-token-auth-file",
    ],
  },
});
