import type { Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { NetworkIntent } from "../../domain/network-intent.ts";
import type { Observation } from "../../domain/observation.ts";
import type { RemediationContext } from "../../domain/remediation.ts";
import type { Severity, SeverityByVantage } from "../../domain/severity.ts";
import type { Subject } from "../../domain/subject.ts";
import type { Workload } from "../../domain/workload.ts";
import { defineCheck } from "../define-check.ts";
import { exchangeItem, inventoryItem, portItem } from "../evidence-items.ts";
import { controlPlaneAllowed } from "../node-network.ts";
import { clusterSubject, needMissing } from "../nodeport/service-subjects.ts";
import { placeOf, portSubject } from "../product-subjects.ts";
import { reachSeverity } from "../vantage-severity.ts";
import { fail, notApplicable, pass, unknown } from "../verdicts.ts";
import { type ControllerBuild, controllerBuild, isVulnerable, webhooksOf } from "./ingress-controllers.ts";
import { ingressRemediation } from "./ingress-remediation.ts";

const byVantage: SeverityByVantage = {
  internet: "critical",
  "other-network": "high",
  pod: "high",
  "node-local": "low",
};

const answering = (evidence: Evidence): readonly Observation[] => evidence.speaking("ingress-nginx-admission");

function subjects(evidence: Evidence): Subject[] {
  const { workloads } = evidence.inventory;
  const controllers = (workloads ?? []).filter((workload) => controllerBuild(workload) !== null);
  const seen = answering(evidence).flatMap((observation) => portSubject(evidence, observation) ?? []);
  const listed: Subject[] = controllers.map(({ kind, uid, namespace, name }) => ({ kind, uid, namespace, name }));
  // A port that answers belongs to one of the controllers, where those are known.
  const all = listed.length > 0 ? listed : seen;
  return all.length > 0
    ? [...new Map(all.map((subject) => [subject.uid, subject])).values()]
    : [clusterSubject(evidence)];
}

function judge(subject: Subject, evidence: Evidence): Judgement {
  const { workloads, cluster } = evidence.inventory;
  const wire = answering(evidence);
  if (workloads === null && wire.length === 0)
    return unknown(
      needMissing(
        evidence,
        "list deployments",
        "Workloads could not be listed, so that an ingress controller would not be seen",
      ),
    );
  const workload = workloads?.find(({ uid }) => uid === subject.uid);
  const build = workload && controllerBuild(workload);
  if (workload && build) return judgeController(workload, build, evidence, wire);
  if (wire.length > 0)
    return fail({
      reason: `An ingress-nginx admission webhook reviews whatever reaches it at ${wire[0]?.address}:${wire[0]?.port}; its build is not known.`,
      evidence: wireItems(wire),
      ...reachSeverity(byVantage, wire),
    });
  return notApplicable(
    `No ingress-nginx controller runs in ${cluster.name}${subject.kind === "Cluster" ? "" : ` as ${subject.name} any more`}.`,
  );
}

function judgeController(
  workload: Workload,
  build: ControllerBuild,
  evidence: Evidence,
  wire: readonly Observation[],
): Judgement {
  const where = `${workload.kind} ${workload.namespace}/${workload.name}`;
  const { at } = evidence.inventory;
  const hooks = webhooksOf(evidence, workload);
  const items = [
    ...wireItems(wire),
    inventoryItem(where, `image ${build.image}`, at),
    ...(hooks
      ? [
          inventoryItem(
            "ValidatingWebhookConfigurations",
            hooks.join(", ") || "none of its namespace",
            at,
            hooks.length === 0,
          ),
        ]
      : []),
  ];
  if (hooks?.length === 0 && wire.length === 0)
    return pass(`${where} runs ingress-nginx without its admission webhook.`, items);
  if (!build.release)
    return unknown(
      `${build.image} carries no release number; compare its digest with the fixed releases 1.11.5 and 1.12.1.`,
      items,
    );
  const release = build.release.join(".");
  if (!build.isCommunity && isVulnerable(build.release))
    return unknown(
      `${build.image} is a vendor's build: ${release} of the project is vulnerable, but the vendor may have carried the fix back. Ask its release notes for CVE-2025-1974.`,
      items,
    );
  const reach = reachSeverity(byVantage, wire);
  const proven = wire.length > 0 ? { severity: reach.severity, vantage: reach.vantage } : { severity: byVantage.pod };
  if (isVulnerable(build.release)) {
    const how = wire.length > 0 ? "answers" : "is open to the pod network unless a policy is in its way";
    return fail({
      reason: `${where} runs ${release}, in which whoever reaches the webhook runs code (CVE-2025-1974), and the webhook ${how}.`,
      evidence: items,
      ...proven,
    });
  }
  if (!build.isCommunity)
    return pass(`${where} runs a vendor's build of ${release}, which has the fix of CVE-2025-1974.`, items);
  const retired: Severity = proven.severity === "low" ? "low" : "medium";
  return fail({
    reason: `${where} runs ${release} of ingress-nginx, which has the fix of CVE-2025-1974, but the project ended in March 2026 and fixes nothing any more.`,
    evidence: items,
    severity: retired,
    ...(reach.vantage ? { vantage: reach.vantage } : {}),
  });
}

function wireItems(wire: readonly Observation[]) {
  return wire.flatMap((seen) => {
    const asked = (seen.exchanges ?? []).filter(({ method, status }) => method === "POST" && status !== null);
    return asked.length > 0 ? asked.map((exchange) => exchangeItem(seen, exchange)) : [portItem(seen)];
  });
}

function allow(context: RemediationContext): NetworkIntent {
  const { subject } = context;
  return {
    name: "ingress-admission",
    purpose: "Only the API server calls the webhook.",
    on: "pod",
    ports: [{ port: 8443, protocol: "TCP" }],
    allow: controlPlaneAllowed(context),
    podSelector: {
      namespace: subject.namespace ?? "ingress-nginx",
      labels: { "app.kubernetes.io/name": "ingress-nginx" },
    },
  };
}

export const ingressAdmissionWebhookExposed = defineCheck({
  id: "ingress-admission-webhook-exposed",
  component: "service",
  tier: 2,
  kind: "hybrid",
  title: "Pods cannot reach an ingress-nginx admission webhook of a vulnerable or retired build",
  headline: (subject) =>
    `The ingress-nginx admission webhook of ${placeOf(subject)} is within reach, on a vulnerable or retired build`,
  ports: [8443],
  needs: ["list deployments", "list daemonsets", "list statefulsets", "list validatingwebhookconfigurations"],
  severity: {
    byVantage,
    base: "high",
    rule: "By the widest vantage that the webhook answers, as from a pod where it was not asked; medium for a build that is fixed but retired.",
  },
  rationale:
    "On affected builds anything on the pod network can run code in the controller, which by default can read every Secret.",
  subjects,
  judge,
  ...ingressRemediation,
  allow,
  tradeoffs: ["Without the webhook bad Ingress objects are no longer rejected at creation."],
  failureModes: [
    "The API server calls the webhook from node addresses; a policy that omits them blocks all Ingress writes (failurePolicy Fail).",
  ],
  severityDiffers:
    "Kubescape C-0292 and Trivy report the image alone; whether the webhook is switched on and reached decides here.",
  references: {
    nsa: "NSA/CISA v1.2: Network separation and hardening > Network policies",
    mitre: ["T1190", "T1552.007"],
    ms: ["MS-TA9015 Malicious admission controller", "MS-TA9034 Cluster internal networking"],
    cwe: ["CWE-653", "CWE-306"],
    cve: ["CVE-2025-1974", "CVE-2025-1097", "CVE-2025-1098", "CVE-2025-24514"],
    urls: ["https://kubernetes.io/blog/2025/03/24/ingress-nginx-cve-2025-1974/"],
    tools: ["nuclei CVE-2025-1974-k8s", "kubescape C-0292", "trivy KCV0093"],
  },
});
