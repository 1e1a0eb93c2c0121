import type { Evidence } from "../../domain/evidence.ts";
import type { Subject } from "../../domain/subject.ts";
import { defineCheck } from "../define-check.ts";
import { notApplicable, unknown } from "../verdicts.ts";
import { apiServerOn } from "./api-server-subjects.ts";
import { parseAuditRules, recordedRequests, unrecorded } from "./audit-policy.ts";
import { auditFlags, auditRemediation } from "./audit-remediation.ts";
import { distributionOf } from "./control-plane-flags.ts";
import { wantedFlags } from "./flag-remediation.ts";
import { type FlagVerdict, judgeFlags } from "./judge-flags.ts";
import { apiServerInstances } from "./managed-control-plane.ts";

const names = ["audit-log-path", "audit-webhook-config-file", "audit-policy-file"] as const;
/** Rules of the policy, each a JSON text, as a node report carries them. */
const rulesSetting = "audit-policy-rules";
const asked = recordedRequests.map(({ name }) => name).join(", ");

function readBackend(value: (flag: string) => string | null, subject: Subject, evidence: Evidence): FlagVerdict {
  const [path, webhook, policy] = names.map((name) => value(name));
  if (!path && !webhook)
    return {
      verdict: "fail",
      says: "Neither --audit-log-path nor --audit-webhook-config-file is set, and there is no default: the API server keeps no audit log",
    };
  if (!policy)
    return {
      verdict: "fail",
      says: "--audit-policy-file is not set: without a policy nothing is recorded, whatever backend there is",
    };
  return readPolicy(policy, subject, evidence);
}

function readPolicy(policy: string, subject: Subject, evidence: Evidence): FlagVerdict {
  const { value } = evidence.setting("kube-apiserver", subject.node ?? null, rulesSetting);
  const rules = Array.isArray(value) ? parseAuditRules(value) : null;
  if (rules === null)
    return {
      verdict: "unknown",
      says: `A backend and --audit-policy-file=${policy} are set, but whether that file records ${asked} only the node can tell; ${whereToLook(subject, evidence)}`,
    };
  const lost = unrecorded(rules);
  if (lost.length > 0) return { verdict: "fail", says: `${policy} keeps no record of ${lost.join(", ")}` };
  return { verdict: "pass", says: `${policy} records ${asked} at Metadata or higher` };
}

function whereToLook(subject: Subject, evidence: Evidence): string {
  const distribution = distributionOf(evidence, subject);
  if (distribution === "openshift") return "see spec.audit.profile of apiserver/cluster, where None records nothing";
  return `upload a node report of ${subject.name} with the policy's rules, or run the verify command`;
}

const inCloud: Record<string, string> = {
  AWS: "aws eks describe-cluster shows it under logging",
  Azure: "az monitor diagnostic-settings list shows it under kube-audit",
};

export const apiserverAuditLoggingMissing = defineCheck({
  id: "apiserver-audit-logging-missing",
  component: "api-server",
  tier: 2,
  kind: "config",
  title: "API audit log is on and records access to nodes, exec and certificate approval",
  headline: (subject) => `${apiServerOn(subject)} keeps no audit record of node and exec access`,
  ports: [6443],
  severity: {
    byVantage: null,
    base: "medium",
    rule: "Medium without a backend, without a policy, or where the policy drops one of these requests.",
  },
  rationale:
    "Abuse of ports through the API leaves a trace only here. Calls made straight to a kubelet's 10250 are in no audit log at all, whatever is set here.",
  subjects: apiServerInstances,
  judge: judgeFlags({
    component: "kube-apiserver",
    flags: names,
    read: readBackend,
    managed(provider) {
      const where = inCloud[provider];
      return where === undefined
        ? notApplicable(`${provider} runs the control plane and always keeps its admin activity log.`)
        : unknown(
            `${provider} runs the control plane; audit logging is yours to switch on, but only the cloud's own API tells whether it is: ${where}.`,
          );
    },
  }),
  ...auditRemediation,
  tradeoffs: ["Disk and log volume; record reads at Metadata only."],
  failureModes: [
    "A static pod without hostPath mounts for the policy and the log does not start: the API server is down until they are there.",
    "A first rule of level None for everything switches the whole log off: the order of rules decides.",
  ],
  rights: [
    { apiGroup: "", resource: "nodes/proxy", verbs: ["get", "create"] },
    { apiGroup: "", resource: "pods/exec", verbs: ["get", "create"] },
    { apiGroup: "certificates.k8s.io", resource: "certificatesigningrequests/approval", verbs: ["update", "patch"] },
  ],
  settings: { component: "kube-apiserver", names },
  wanted: wantedFlags(auditFlags, ["talos"]),
  severityDiffers:
    "kube-bench, Kubescape and Trivy pass any server with --audit-log-path; here a policy that drops exec or node access fails, and one that nobody could read is unknown.",
  references: {
    cis: [
      "CIS Kubernetes Benchmark v1.12 and v2.0.1 §1.2.16",
      "CIS Kubernetes Benchmark v1.12 and v2.0.1 §1.2.17",
      "CIS Kubernetes Benchmark v1.12 and v2.0.1 §1.2.18",
      "CIS Kubernetes Benchmark v1.12 and v2.0.1 §1.2.19",
      "CIS Kubernetes Benchmark v1.12 and v2.0.1 §3.2.1",
      "CIS Kubernetes Benchmark v1.12 and v2.0.1 §3.2.2",
    ],
    nsa: "NSA/CISA v1.2: Audit logging and threat detection",
    mitre: ["T1562.008"],
    cwe: ["CWE-778"],
    urls: ["https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/"],
    tools: [
      "kube-bench 1.2.16",
      "kube-bench 3.2.1",
      "kubescape C-0067",
      "kubescape C-0130",
      "trivy KCV0019",
      "prowler apiserver_audit_log_path_set",
      "kube-bench 3.2.2",
      "kubescape C-0160",
      "kubescape C-0161",
    ],
  },
});
