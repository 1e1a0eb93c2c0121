import type { EvidenceItem, Judgement } from "../../domain/check.ts";
import { type Distribution, distributionName } from "../../domain/distribution.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { Subject } from "../../domain/subject.ts";
import { knownSetting, settingItem } from "../controller-manager/setting-reading.ts";
import { counted } from "../counted.ts";
import { defineCheck } from "../define-check.ts";
import { inventoryItem } from "../evidence-items.ts";
import { clusterSubject, needMissing } from "../nodeport/service-subjects.ts";
import { fail, notApplicable, pass, unknown } from "../verdicts.ts";
import { approverRemediation } from "./approver-remediation.ts";
import { type Approvals, approversOf, holdersOf, readApprovals } from "./csr-approvers.ts";
import { approvalRights } from "./csr-remediation.ts";

/** Distributions whose own controller approves kubelets' serving certificates. */
const builtIn: readonly Distribution[] = ["eks", "gke", "aks", "openshift"];

function judge(_subject: Subject, evidence: Evidence): Judgement {
  const { distribution } = evidence.inventory.cluster;
  if (builtIn.includes(distribution))
    return notApplicable(`${distributionName(distribution)} brings an approver of its own and runs it.`);
  const bootstrap = bootstrapOf(evidence);
  if (bootstrap.on.length === 0) {
    if (bootstrap.missing > 0)
      return unknown(
        `Whether ${counted(bootstrap.missing, "kubelet")} of ${evidence.inventory.nodes.length} asks the API for its serving certificate is not known: grant "get nodes/configz" or upload node reports.`,
      );
    return notApplicable("No kubelet asks the API for its serving certificate (serverTLSBootstrap is off everywhere).");
  }
  const approvers = approversOf(evidence.inventory.workloads);
  if (approvers?.[0])
    return pass(`${approvers.map(({ text }) => text).join(", ")} approves serving certificates.`, [
      ...approvers.map(({ text, why }) => inventoryItem(text, why, evidence.inventory.at)),
      ...bootstrap.items.map((item) => ({ ...item, decisive: false })),
    ]);
  return judgeByHistory(evidence, bootstrap, readApprovals(evidence));
}

/** No approver is known by name: what was approved lately, and how fast, tells whether a person does it. */
function judgeByHistory(evidence: Evidence, { on, items }: Bootstrap, approvals: Approvals | null): Judgement {
  const nodes = `serverTLSBootstrap is on for ${counted(on.length, "node")}`;
  if (approvals?.medianSeconds != null && approvals.medianSeconds < 300)
    return pass(
      `${nodes}, and requests are approved within ${counted(approvals.medianSeconds, "second")}: something approves them that is not known by name.`,
      approvals.items,
    );
  const waits = approvals?.medianSeconds != null || (approvals?.waiting ?? 0) > 0;
  if (evidence.inventory.workloads === null && !waits)
    return unknown(
      `${nodes}. ${needMissing(evidence, "list deployments", "Workloads could not be listed, so an approver would not be seen")}`,
      items,
    );
  const holders = holdersOf(evidence);
  if (!waits && holders === null)
    return unknown(
      `${nodes}, no approver is known by name and no request was approved lately. ${needMissing(evidence, "list clusterroles", "Who may approve could not be read")}`,
      items,
    );
  if (!waits && holders?.[0])
    return unknown(
      `${nodes}, and ${holders.join(", ")} may approve, but no request was approved lately to tell by; scan again within an hour of a node's joining.`,
      items,
    );
  return fail({
    reason: `${nodes}, but no approver is running${said(approvals)}.`,
    evidence: [...(approvals?.items ?? []), ...items],
  });
}

function said(approvals: Approvals | null): string {
  if (approvals?.medianSeconds != null)
    return `: requests wait ${counted(Math.round(approvals.medianSeconds / 60), "minute")} for somebody to approve them`;
  if ((approvals?.waiting ?? 0) > 0) return `, and ${counted(approvals?.waiting ?? 0, "request")} has waited for long`;
  return " and nothing but Kubernetes itself holds the right to approve";
}

interface Bootstrap {
  on: string[];
  missing: number;
  items: EvidenceItem[];
}

function bootstrapOf(evidence: Evidence): Bootstrap {
  const found: Bootstrap = { on: [], missing: 0, items: [] };
  for (const { name } of evidence.inventory.nodes) {
    const setting = knownSetting(evidence, "kubelet", name, "serverTLSBootstrap");
    if (!setting) found.missing += 1;
    else if (setting.value === true || setting.value === "true") {
      found.on.push(name);
      if (found.items.length < 5) found.items.push(settingItem(evidence, setting));
    }
  }
  return found;
}

export const csrApproverMissing = defineCheck({
  id: "csr-approver-missing",
  component: "certificate",
  tier: 2,
  kind: "config",
  title: "Something approves the kubelets' requests for serving certificates",
  headline: ({ name }) => `Kubelets of ${name} ask for serving certificates and nothing approves them`,
  needs: [
    "list certificatesigningrequests",
    "list deployments",
    "list daemonsets",
    "list statefulsets",
    "get nodes/configz",
  ],
  severity: { byVantage: null, base: "medium", rule: "Medium: it works until the first certificate ends unseen." },
  rationale: "Approval by hand works until the first expiry at a weekend or the first node that an autoscaler adds.",
  subjects: (evidence) => [clusterSubject(evidence)],
  judge,
  ...approverRemediation,
  tradeoffs: ["One more controller that may approve certificates: give it only the signer kubelet-serving."],
  failureModes: ["With too narrow a pattern or address range its requests stay pending after nodes were renamed."],
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §4.2.11"],
    nsa: "NSA/CISA v1.2: Encryption",
    cwe: ["CWE-298"],
    urls: ["https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/"],
  },
  settings: { component: "kubelet", names: ["serverTLSBootstrap"] },
  rights: approvalRights,
});
