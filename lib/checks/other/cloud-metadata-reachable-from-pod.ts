import type { Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { Observation } from "../../domain/observation.ts";
import type { Severity, SeverityByVantage } from "../../domain/severity.ts";
import { urlHost } from "../../domain/shell-quote.ts";
import type { Subject } from "../../domain/subject.ts";
import { defineCheck } from "../define-check.ts";
import { exchangeItem, portItem } from "../evidence-items.ts";
import { clusterSubject } from "../nodeport/service-subjects.ts";
import { fail, notApplicable, pass, unknown } from "../verdicts.ts";
import { metadataRemediation } from "./metadata-remediation.ts";

/** From other networks a link-local address cannot be reached at all; those columns stand for what a pod would see. */
const byVantage: SeverityByVantage = { internet: "high", "other-network": "high", pod: "high", "node-local": "info" };
const howToSupply =
  "scan from a pod (vantage kind pod) and name the metadata service: --metadata-endpoint 169.254.169.254:80 of breakwater scan, or BREAKWATER_METADATA_ENDPOINT of a worker";

function judge(subject: Subject, evidence: Evidence): Judgement {
  const { metadataEndpoint: endpoint, vantage } = evidence;
  if (
    evidence.inventory.nodes.length > 0 &&
    evidence.inventory.nodes.every(({ providerID }) => isOnPremises(providerID))
  )
    return notApplicable(`No node of ${subject.name} runs in a cloud that has a metadata service (providerID).`);
  if (endpoint === null) return unknown(`The metadata service is only asked where a scan names it: ${howToSupply}.`);
  if (vantage.kind !== "pod" && vantage.kind !== "node-local")
    return unknown(`${vantage.name} is no pod, so its answer would say nothing of pods: ${howToSupply}.`);
  const seen = evidence.observations.find(
    ({ node, address, port }) => node === null && `${urlHost(address)}:${port}` === endpoint,
  );
  if (!seen || seen.state === null)
    return unknown(`${endpoint} was not asked to the end (${seen?.problem ?? "the scan ended before"}); scan again.`);
  return seen.state === "open" ? judgeAnswer(seen, endpoint) : judgeSilence(seen, endpoint, evidence);
}

function judgeAnswer(seen: Observation, endpoint: string): Judgement {
  const items = (seen.exchanges ?? [])
    .filter(({ status }) => status !== null)
    .map((exchange) => exchangeItem(seen, exchange, exchange.status === 200));
  const { product, vantage } = seen;
  const open = { ...portItem(seen), detail: product?.details ?? [] };
  if (product?.product !== "cloud-metadata")
    return unknown(`Something else than a metadata service answers at ${endpoint}; give the address of your cloud's.`, [
      open,
    ]);
  const credentials = product.details.find((detail) => detail.startsWith("credentials: "));
  const decisive = items.some((item) => item.decisive) ? items : [open, ...items];
  const [provider = "The cloud"] = product.details;
  if (credentials)
    return fail({
      reason: `${provider}'s metadata service answers ${endpoint}; ${credentials.slice("credentials: ".length)}.`,
      evidence: decisive,
      severity: severityOn(vantage.kind === "pod", "high"),
      vantage,
    });
  if (product.answered.length === 0)
    return pass(`${provider} at ${endpoint} turns this caller away.`, [{ ...open, decisive: true }], vantage);
  if (provider === "GKE metadata server")
    return pass(
      `Only the metadata server of workload identity answers ${endpoint}, with the pod's own identity.`,
      decisive,
      vantage,
    );
  return fail({
    reason: `${provider}'s metadata service answers ${endpoint} with ${product.answered.join(", ")}, but names no credentials.`,
    evidence: decisive,
    severity: severityOn(vantage.kind === "pod", "medium"),
    vantage,
  });
}

const severityOn = (isPod: boolean, severity: Severity): Severity => (isPod ? severity : "info");

function judgeSilence(seen: Observation, endpoint: string, { vantage }: Evidence): Judgement {
  if (vantage.kind === "pod") return pass(`${endpoint} is ${seen.state} for a pod.`, [portItem(seen)], vantage);
  return unknown(`${endpoint} is ${seen.state} for the node itself, which says nothing of its pods; scan from a pod.`, [
    portItem(seen),
  ]);
}

const isOnPremises = (providerID: string | null) =>
  providerID !== null && !/^(?:aws|gce|azure|openstack|digitalocean|hcloud|oci|ibm|alicloud):/.test(providerID);

export const cloudMetadataReachableFromPod = defineCheck({
  id: "cloud-metadata-reachable-from-pod",
  component: "other",
  tier: 2,
  kind: "probe",
  title: "Pods cannot read the cloud's instance metadata service",
  headline: ({ name }) => `Pods of ${name} can read the cloud's instance metadata service`,
  severity: {
    byVantage,
    base: "high",
    range: ["high", "info"],
    rule: "High from a pod where a role or the node's own keys are named, medium where only other paths answer, info on the node itself.",
  },
  rationale:
    "Node credentials let a pod act as the machine in the cloud account and, on some platforms, request kubelet certificates.",
  subjects: (evidence) => [clusterSubject(evidence)],
  judge,
  ...metadataRemediation,
  tradeoffs: ["Node agents (CSI, CNI, autoscaler) use hostNetwork and keep access."],
  failureModes: ["Old SDKs without IMDSv2 fail."],
  severityDiffers:
    "kube-hunter KHV003 and KHV053 report Azure and AWS wherever the address answers; here it counts whether a role's credentials are within reach of a pod.",
  references: {
    cis: ["CIS GKE v1.9 §5.4.1"],
    nsa: "NSA/CISA v1.2: Protecting sensitive cloud infrastructure",
    mitre: ["T1552.005"],
    ms: ["MS-TA9033 Instance Metadata API"],
    cwe: ["CWE-918", "CWE-668"],
    urls: ["https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html"],
    tools: ["kube-hunter KHV003", "kube-hunter KHV053", "kubescape C-0052"],
  },
});
