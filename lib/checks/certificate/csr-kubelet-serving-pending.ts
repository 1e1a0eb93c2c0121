import type { Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { CertificateSigningRequest } from "../../domain/inventory.ts";
import type { Observation } from "../../domain/observation.ts";
import type { Subject } from "../../domain/subject.ts";
import { counted } from "../counted.ts";
import { defineCheck } from "../define-check.ts";
import { inventoryItem, tlsItem } from "../evidence-items.ts";
import { clusterSubject, needMissing } from "../nodeport/service-subjects.ts";
import { fail, pass, unknown } from "../verdicts.ts";
import { approvalRights, csrRemediation } from "./csr-remediation.ts";

const servingSigner = "kubernetes.io/kubelet-serving";
const minuteMs = 60_000;
const dayMs = 86_400_000;
const patienceMinutes = 15;
const soonDays = 7;
/** RFC 8446 internal_error: a kubelet without a serving certificate answers every ClientHello so. */
const internalError = 80;

const waiting = ({ signerName, state }: CertificateSigningRequest) =>
  signerName === servingSigner && state === "Pending";

function subjects(evidence: Evidence): Subject[] {
  const pending = (evidence.inventory.certificateSigningRequests ?? []).filter(waiting);
  if (pending.length === 0) return [clusterSubject(evidence)];
  return pending.map(({ uid, name, node }) => ({
    kind: "CertificateSigningRequest",
    uid,
    name,
    ...(node !== null && evidence.node(node) ? { node } : {}),
  }));
}

function judge(subject: Subject, evidence: Evidence): Judgement {
  const requests = evidence.inventory.certificateSigningRequests;
  if (requests === null)
    return unknown(
      needMissing(evidence, "list certificatesigningrequests", "Certificate signing requests could not be listed"),
    );
  if (subject.kind === "Cluster") return judgeCluster(requests, evidence);
  const request = requests.find(({ uid }) => uid === subject.uid);
  const at = evidence.inventory.at;
  if (!request) return pass(`csr/${subject.name} is gone.`, [inventoryItem(`csr/${subject.name}`, "not found", at)]);
  const item = {
    ...inventoryItem(`csr/${request.name}`, request.state, at),
    detail: [`requested by ${request.username}`, `created ${request.createdAt}`],
  };
  if (request.state !== "Pending") return pass(`csr/${request.name} is ${request.state.toLowerCase()}.`, [item]);
  const minutes = Math.floor((evidence.now.getTime() - Date.parse(request.createdAt)) / minuteMs);
  if (Number.isNaN(minutes))
    return unknown(`csr/${request.name} does not say since when it waits; look at it with kubectl get csr.`, [item]);
  if (minutes < patienceMinutes)
    return pass(`csr/${request.name} waits for ${counted(minutes, "minute")}, which is within ${patienceMinutes}.`, [
      item,
    ]);
  const plight = plightOf(request, evidence);
  return fail({
    reason: `csr/${request.name} of ${request.username} waits for approval for ${duration(minutes)}${plight ? `; ${plight.says}` : ""}.`,
    evidence: [item, ...(plight?.evidence ?? [])],
    severity: plight ? "high" : "medium",
    values: { node: request.node ?? request.username },
  });
}

function judgeCluster(requests: CertificateSigningRequest[], evidence: Evidence): Judgement {
  const count = requests.filter(waiting).length;
  if (count > 0) return pass(`${count} requests for serving certificates wait; each is judged by itself.`, []);
  const item = inventoryItem(
    "certificatesigningrequests of kubernetes.io/kubelet-serving",
    "none is pending",
    evidence.inventory.at,
  );
  return pass("No kubelet waits for a serving certificate.", [item]);
}

/** What the node has meanwhile: nothing, or a certificate that is about to end. */
function plightOf(request: CertificateSigningRequest, evidence: Evidence) {
  const node = evidence.node(request.node ?? "");
  const seen: readonly Observation[] = node ? evidence.at(node.name, node.kubeletPort) : [];
  const bare = seen.find(({ tls }) => tls?.alert === internalError);
  if (bare) {
    const says = `${node?.name} has no serving certificate, so every TLS handshake with its kubelet fails`;
    return { says, evidence: [tlsItem(bare, `alert ${internalError} (internal_error)`)] };
  }
  for (const observation of seen) {
    const end = Date.parse(observation.tls?.certificate?.notAfter ?? "");
    const days = Math.floor((end - evidence.now.getTime()) / dayMs);
    if (Number.isNaN(days) || days >= soonDays) continue;
    const says =
      days < 0
        ? `the certificate of ${node?.name} has ended`
        : `the certificate of ${node?.name} ends in ${counted(days, "day")}`;
    return { says, evidence: [tlsItem(observation, says)] };
  }
  return null;
}

function duration(minutes: number): string {
  return minutes < 120 ? `${minutes} minutes` : `${Math.floor(minutes / 60)} hours`;
}

export const csrKubeletServingPending = defineCheck({
  id: "csr-kubelet-serving-pending",
  component: "certificate",
  tier: 1,
  kind: "config",
  title: "No kubelet waits for the approval of its serving certificate",
  headline: ({ name, node }) => `Serving certificate request ${name}${node ? ` of ${node}` : ""} waits for approval`,
  needs: ["list certificatesigningrequests"],
  severity: {
    byVantage: null,
    base: "medium",
    range: ["high", "medium"],
    rule: "Medium after 15 minutes; high when the node has no certificate or its certificate ends within 7 days.",
  },
  rationale:
    "Missed approvals are the direct cause of expired kubelet certificates, and of logs and exec failing on new nodes. Pending requests are collected after 24 hours and made anew.",
  subjects,
  judge,
  ...csrRemediation,
  tradeoffs: ["Automation must validate identity: an approver has to compare SANs with the Node's addresses."],
  failureModes: ["Approving everything lets a node request the SANs of another node or of the API server."],
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §4.2.11"],
    nsa: "NSA/CISA v1.2: Encryption",
    cwe: ["CWE-298"],
    urls: [
      "https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/",
      "https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/",
    ],
  },
  rights: approvalRights,
});
