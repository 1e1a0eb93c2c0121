import type { EvidenceItem, Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { ClusterService } from "../../domain/inventory.ts";
import { formatPort } from "../../domain/port-state.ts";
import { type SeverityByVantage, worseSeverity } from "../../domain/severity.ts";
import type { Subject } from "../../domain/subject.ts";
import { defineCheck } from "../define-check.ts";
import { inventoryItem, portItem } from "../evidence-items.ts";
import { approvalOf, loadBalancerApproval } from "../nodeport/approval.ts";
import { ownerInWords } from "../nodeport/owner-words.ts";
import { clusterSubject, orCluster, serviceAt, servicesMissing } from "../nodeport/service-subjects.ts";
import { reachSeverity } from "../vantage-severity.ts";
import { fail, notApplicable, pass, unknown } from "../verdicts.ts";
import { loadBalancerRemediation } from "./load-balancer-remediation.ts";
import { internalBy, openAmong, placesOf, seenAtBalancer, sourceRanges } from "./load-balancers.ts";

const byVantage: SeverityByVantage = { internet: "high", "other-network": "medium", pod: "info", "node-local": "info" };
const ingressPorts = new Set([80, 443]);

/** One subject a load balancer and port. */
function subjects(evidence: Evidence): Subject[] {
  const { services } = evidence.inventory;
  if (services === null) return [clusterSubject(evidence)];
  const balanced = services.filter(({ type }) => type === "LoadBalancer");
  return orCluster(
    evidence,
    balanced.flatMap(({ uid, name, namespace, ports, loadBalancer }) =>
      ports.map(({ port, protocol }): Subject => {
        const address = loadBalancer?.ingress[0];
        return { kind: "Service", uid, name, namespace, port, protocol, ...(address ? { address } : {}) };
      }),
    ),
  );
}

function judge(subject: Subject, evidence: Evidence): Judgement {
  const { services } = evidence.inventory;
  if (services === null) return unknown(servicesMissing(evidence));
  if (subject.kind === "Cluster") return pass("Services could be listed; each load balancer is judged by itself.", []);
  const service = services.find(({ uid }) => uid === subject.uid);
  if (service?.type !== "LoadBalancer" || !service.ports.some(({ port }) => port === subject.port))
    return pass(`${serviceAt(subject)} is no port of a load balancer any more.`, []);
  if (service.loadBalancer === null)
    return unknown("Its load balancer was not read; scan the cluster through its API.");
  const items = balancerItems(service, subject, evidence);
  const approval = approvalOf(service, evidence.now, loadBalancerApproval);
  if (approval.isValid) return pass(`${approval.says}.`, items);
  const internal = internalBy(service);
  if (internal) return pass(`It is internal: ${internal}.`, items);
  if (service.loadBalancer.ingress.length === 0)
    return notApplicable("The load balancer has no address yet, so that it exposes nothing.", items);
  return judgeExternal(service, subject, evidence, items, approval.says);
}

function judgeExternal(
  service: ClusterService,
  subject: Subject,
  evidence: Evidence,
  items: EvidenceItem[],
  approval: string,
): Judgement {
  const seen = seenAtBalancer(evidence, service, subject);
  const open = openAmong(seen);
  const ranges = sourceRanges(service);
  const isOutside = evidence.vantage.kind === "internet";
  if (ranges.length > 0 && open.length > 0 && isOutside)
    return unknown(
      `It admits ${ranges.join(", ")}, and ${evidence.vantage.name} got through: see whether that scanner stands in those networks, or the load balancer ignores them.`,
      items,
    );
  if (ranges.length > 0) return pass(`It admits ${ranges.join(", ")} only.`, items);
  if (
    isOutside &&
    seen.length > 0 &&
    open.length === 0 &&
    seen.every(({ state }) => state === "closed" || state === "filtered")
  )
    return pass(
      `It is not open to ${evidence.vantage.name}: something in front of it keeps callers out.`,
      items,
      evidence.vantage,
    );
  const wire =
    open.length > 0
      ? `and ${formatPort(subject.port ?? 0, subject.protocol)} is open from ${open[0]?.vantage.name}`
      : "by its configuration: no probe was made of its address";
  const usual = ingressPorts.has(subject.port ?? 0) ? "" : " Only an ingress on 80 and 443 usually faces everyone.";
  const reach = open.length > 0 ? reachSeverity(byVantage, open) : undefined;
  return fail({
    reason: `It admits every source address, ${wire}. ${approval}.${usual}${behind(service, subject, evidence)}`,
    evidence: items,
    severity: worseSeverity("medium", reach?.severity ?? "medium"),
    vantage: reach?.vantage,
    values: { address: service.loadBalancer?.ingress[0] ?? "" },
  });
}

function behind(service: ClusterService, { port = 0, protocol }: Subject, evidence: Evidence): string {
  const owners = placesOf(evidence, service).flatMap((node) => evidence.owners(node, port, protocol));
  const owner = owners.find(({ uid }) => uid === service.uid);
  const words = owner ? ownerInWords(owner, evidence.now) : "";
  return words ? ` ${words}.` : "";
}

function balancerItems(service: ClusterService, subject: Subject, evidence: Evidence): EvidenceItem[] {
  const { at } = evidence.inventory;
  const open = openAmong(seenAtBalancer(evidence, service, subject));
  const ranges = sourceRanges(service);
  const balancer = service.loadBalancer;
  const received = `address ${balancer?.ingress.join(", ") || "none yet"}, source ranges ${ranges.join(", ") || "all"}`;
  const item = inventoryItem(
    `Load balancer of Service ${service.namespace}/${service.name}`,
    received,
    at,
    open.length === 0,
  );
  const annotations = Object.entries(service.annotations).filter(([key]) => /load-balancer|loadbalancer/.test(key));
  const detail = [
    `class ${balancer?.class ?? "of the cluster"}`,
    ...annotations.map(([key, value]) => `${key}: ${value}`),
  ];
  return [...open.slice(0, 3).map((observation) => portItem(observation)), { ...item, detail }];
}

export const loadbalancerOpenToWorld = defineCheck({
  id: "loadbalancer-open-to-world",
  component: "service",
  tier: 1,
  kind: "hybrid",
  title: "Every LoadBalancer is internal, admits listed networks, or is approved",
  headline: (subject) => `The load balancer of Service ${serviceAt(subject)} admits every source address`,
  needs: ["list services"],
  severity: {
    byVantage,
    base: "medium",
    rule: "High where the internet finds it open; medium where its configuration alone says that all may come.",
  },
  rationale:
    "Each load balancer beside the ingress is another front door outside the central TLS, login and filters, and a new one is one line in a manifest.",
  subjects,
  judge,
  ...loadBalancerRemediation,
  tradeoffs: ["Lists of networks need upkeep: callers whose address changes are shut out."],
  failureModes: [
    "A network load balancer that does not preserve client addresses judges the wrong source.",
    "Some implementations ignore loadBalancerSourceRanges: prove it from outside.",
  ],
  references: {
    nsa: "NSA/CISA v1.2: Network separation and hardening > Network policies",
    mitre: ["T1133"],
    ms: ["MS-TA9005 Exposed sensitive interfaces"],
    cwe: ["CWE-668"],
    urls: [
      "https://kubernetes.io/docs/concepts/services-networking/service/",
      "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/",
    ],
    tools: ["kubescape C-0256"],
  },
  severityDiffers:
    "Kubescape C-0256 reports every Service of type LoadBalancer alike; here internal ones, listed networks and approvals pass, and the internet's view decides how severe the rest is.",
});
