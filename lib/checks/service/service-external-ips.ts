import type { Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { Subject } from "../../domain/subject.ts";
import { defineCheck } from "../define-check.ts";
import { inventoryItem } from "../evidence-items.ts";
import { clusterSubject, serviceName, servicesMissing } from "../nodeport/service-subjects.ts";
import { fail, notApplicable, pass, unknown } from "../verdicts.ts";
import { externalIPGuard } from "./external-ip-guard.ts";
import { externalIPRemediation } from "./external-ip-remediation.ts";

const managed = new Set(["eks", "gke", "aks"]);

/** Each Service that claims an address, and the cluster for what would refuse the next one. */
function subjects(evidence: Evidence): Subject[] {
  const claiming = (evidence.inventory.services ?? []).filter(
    ({ declaredExternalIPs }) => declaredExternalIPs.length > 0,
  );
  return [
    ...claiming.map(({ uid, name, namespace }) => ({ kind: "Service" as const, uid, name, namespace })),
    clusterSubject(evidence),
  ];
}

function judge(subject: Subject, evidence: Evidence): Judgement {
  if (evidence.inventory.services === null) return unknown(servicesMissing(evidence));
  return subject.kind === "Service" ? judgeService(subject, evidence) : judgeGuard(evidence);
}

function judgeService(subject: Subject, evidence: Evidence): Judgement {
  const { services, at } = evidence.inventory;
  const service = services?.find(({ uid }) => uid === subject.uid);
  const claimed = service?.declaredExternalIPs ?? [];
  if (!service || claimed.length === 0)
    return pass(`Service ${serviceName(subject)} claims no external IP any more.`, []);
  const writer = service.managers.at(-1);
  const item = inventoryItem(`spec.externalIPs of Service ${serviceName(subject)}`, claimed.join(", "), at);
  const by = writer ? `, last written by ${writer.name}${writer.at ? ` on ${writer.at.slice(0, 10)}` : ""}` : "";
  return fail({
    reason: `It claims ${claimed.join(", ")}${by}: every node sends what is bound there to its pods, whoever the address belongs to.`,
    evidence: [
      { ...item, detail: service.managers.map(({ name, at: when }) => `${name} at ${when ?? "an unknown time"}`) },
    ],
    severity: "high",
  });
}

function judgeGuard(evidence: Evidence): Judgement {
  const { cluster } = evidence.inventory;
  const guard = externalIPGuard(evidence);
  if (guard.kind === "unknown") {
    const hasEngine = (evidence.inventory.admission?.engines ?? []).length > 0;
    return managed.has(cluster.distribution) && !hasEngine
      ? notApplicable(`${guard.why} Services that claim an address are judged one by one.`, guard.evidence)
      : unknown(guard.why, guard.evidence);
  }
  if (guard.kind === "guarded") return pass(`${guard.says}.`, guard.evidence);
  return fail({
    reason: `${guard.says}, so that anyone who may write Services can claim any address.`,
    evidence: guard.evidence,
    severity: "low",
  });
}

export const serviceExternalIps = defineCheck({
  id: "service-external-ips",
  component: "service",
  tier: 2,
  kind: "config",
  title: "No Service claims external IPs, and new claims are refused",
  headline: (subject) =>
    subject.kind === "Service"
      ? `Service ${serviceName(subject)} claims addresses by spec.externalIPs`
      : `Nothing in ${subject.name} refuses Services that claim external IPs`,
  needs: ["list services", "list pods", "list validatingadmissionpolicies", "list validatingwebhookconfigurations"],
  severity: {
    byVantage: null,
    base: "high",
    range: ["high", "low"],
    rule: "High where a Service claims an address; low where only nothing would refuse the claim.",
  },
  rationale:
    "A tenant can claim any address, another Service's or an outside host's, and read what pods send there (CVE-2020-8554). The field is deprecated since Kubernetes 1.36.",
  subjects,
  judge,
  ...externalIPRemediation,
  tradeoffs: ["Clusters on bare metal that route by externalIPs move to MetalLB, Cilium LB-IPAM or kube-vip first."],
  failureModes: ["Existing Services keep their addresses; they can be removed and not added to."],
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 §1.2.3", "CIS Kubernetes Benchmark v2.0.1 §1.2.3"],
    nsa: "NSA/CISA v1.2: Network separation and hardening > Network policies",
    mitre: ["T1557"],
    ms: ["MS-TA9036 ARP poisoning and IP spoofing"],
    cwe: ["CWE-441", "CWE-923"],
    cve: ["CVE-2020-8554"],
    urls: [
      "https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/",
      "https://github.com/kubernetes/enhancements/issues/5707",
    ],
    tools: ["kube-bench 1.2.3", "kubescape C-0283", "trivy KSV0108", "prowler apiserver_deny_service_external_ips"],
  },
  severityDiffers:
    "Trivy KCV0003 and Kubescape C-0115 follow older benchmarks and report the plugin where it is on; CIS 1.2.3, Kubescape C-0283 and Prowler (high) want it on, as here. Without a Service that claims an address, the missing guard alone is low; Trivy KSV0108 rates the claim high, as here.",
  settings: { component: "kube-apiserver", names: ["enable-admission-plugins"] },
});
