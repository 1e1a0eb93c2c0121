import type { Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { Observation } from "../../domain/observation.ts";
import type { SeverityByVantage } from "../../domain/severity.ts";
import type { Subject } from "../../domain/subject.ts";
import { type Vantage, whoStandsAt } from "../../domain/vantage.ts";
import { defineCheck } from "../define-check.ts";
import { tlsItem } from "../evidence-items.ts";
import { openItems, portItems, portOf, seenAt, silenceOf, stateOfSubject } from "../port-readings.ts";
import { onPresentNode } from "../present-node.ts";
import { reachSeverity } from "../vantage-severity.ts";
import { fail, pass, unknown } from "../verdicts.ts";
import { apiServerClients, nodeValues } from "./api-server-intent.ts";
import { apiServerOn, apiServerSubjects } from "./api-server-subjects.ts";
import { endpointRemediation } from "./endpoint-remediation.ts";

const byVantage: SeverityByVantage = {
  internet: "high",
  "other-network": "medium",
  pod: "info",
  "node-local": "info",
};

const isOutside = ({ kind }: Vantage) => kind === "internet" || kind === "other-network";

function isKubernetes({ apiServer, service, tls }: Observation): boolean {
  if (apiServer || service?.startsWith("kube-apiserver")) return true;
  return tls?.certificate?.dnsNames.includes("kubernetes.default.svc") ?? false;
}

const letsStrangersIn = ({ apiServer }: Observation) =>
  apiServer !== undefined && (apiServer.anonymous === "open" || apiServer.readable.length > 0);

function judge(subject: Subject, evidence: Evidence): Judgement {
  const outside = seenAt(evidence, subject).filter(({ state, vantage }) => state === "open" && isOutside(vantage));
  const known = outside.filter(isKubernetes);
  if (known.length === 0) return judgeUnseen(subject, evidence, outside.length > 0);
  const reach = reachSeverity(byVantage, known);
  const isOpen = known.some(letsStrangersIn);
  const who = reach.vantage ? `${whoStandsAt(reach.vantage.kind)} (${reach.vantage.name})` : "strangers";
  return fail({
    reason: `${portOf(subject)} answers ${who} as a Kubernetes API${isOpen ? ", and gives them resources without credentials" : ""}.`,
    evidence: [...openItems(known, /^\/(livez|version|api)/), ...certificates(known)],
    severity: isOpen ? "critical" : reach.severity,
    vantage: reach.vantage,
    values: nodeValues(evidence),
  });
}

const certificates = (observations: readonly Observation[]) =>
  observations.filter(({ tls }) => tls?.certificate).map((seen) => tlsItem(seen, "a Kubernetes certificate", false));

function judgeUnseen(subject: Subject, evidence: Evidence, isOpen: boolean): Judgement {
  const items = portItems(evidence, subject);
  const { vantage } = evidence;
  if (!isOutside(vantage))
    return unknown(
      `The API server has to be reachable from ${vantage.name} (${whoStandsAt(vantage.kind)}); scan from an internet or other-network vantage that is not on the allow list.`,
      items,
    );
  const state = stateOfSubject(evidence, subject);
  if (!isOpen && (state === "closed" || state === "filtered"))
    return pass(`${portOf(subject)} is ${state} from ${vantage.name} (${whoStandsAt(vantage.kind)}).`, items, vantage);
  return unknown(silenceOf(evidence, subject), items);
}

export const apiserverExposedInternet = defineCheck({
  id: "apiserver-exposed-internet",
  component: "api-server",
  tier: 1,
  kind: "hybrid",
  title: "API server is out of reach of the internet and of networks without administrators",
  headline: (subject) => `${apiServerOn(subject)} can be reached from outside the cluster's networks`,
  ports: [6443, 443, 16_443, 8443],
  severity: {
    byVantage,
    base: "high",
    range: ["critical", "info"],
    rule: "By the widest vantage that gets an answer; critical when it also gets resources without credentials.",
  },
  rationale:
    "The API server is the front door; public exposure hands out brute force, token replay and zero-day opportunities around the clock.",
  subjects: apiServerSubjects,
  judge: onPresentNode(judge),
  ...endpointRemediation,
  tradeoffs: ["CI runners and remote administrators need a VPN, a bastion or runners of their own."],
  failureModes: [
    "EKS, private only and without VPC DNS: kubectl cannot resolve the endpoint; nodes need endpointPrivateAccess=true before public access goes.",
    "You lock yourself out: widen the list of networks through the provider's API.",
  ],
  allow: apiServerClients,
  severityDiffers:
    "Prowler, Checkov and Kubescape read the cloud's field for public access; here a connection from outside decides, so that an allow list that works passes.",
  references: {
    cis: ["CIS EKS v1.8 §5.4.1 §5.4.2", "CIS GKE v1.9 §5.6.3 §5.6.4", "CIS AKS v1.8 §5.4.1 §5.4.2"],
    nsa: "NSA/CISA v1.2: Network separation and hardening > Control plane hardening",
    mitre: ["T1133", "T1190"],
    ms: ["MS-TA9029 Access the K8S API server"],
    cwe: ["CWE-668"],
    urls: [
      "https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html",
      "https://cloud.google.com/kubernetes-engine/docs/how-to/authorized-networks",
      "https://learn.microsoft.com/azure/aks/api-server-authorized-ip-ranges",
    ],
    tools: [
      "prowler eks_cluster_not_publicly_accessible",
      "checkov CKV_AWS_38",
      "checkov CKV_AWS_39",
      "kubescape C-0227",
      "kubescape C-0228",
      "kubescape C-0247",
      "kubescape C-0252",
    ],
  },
});
