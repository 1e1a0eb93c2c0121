import type { EvidenceItem, Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { CertificateSigningRequest } from "../../domain/inventory.ts";
import type { Subject } from "../../domain/subject.ts";
import { counted } from "../counted.ts";
import { defineCheck } from "../define-check.ts";
import { inventoryItem } from "../evidence-items.ts";
import { clusterSubject, needMissing } from "../nodeport/service-subjects.ts";
import { fail, pass, unknown } from "../verdicts.ts";
import { judgedSigners, judgeIdentity } from "./csr-identity.ts";
import { csrIdentityRemediation } from "./csr-identity-remediation.ts";
import { approvalRights } from "./csr-remediation.ts";

const need = "list certificatesigningrequests";

/** Requests that could still become a certificate, or have. */
function judged(evidence: Evidence): CertificateSigningRequest[] {
  const requests = evidence.inventory.certificateSigningRequests ?? [];
  return requests.filter(
    ({ signerName, state }) => judgedSigners.includes(signerName) && (state === "Pending" || state === "Approved"),
  );
}

function isRight(request: CertificateSigningRequest, evidence: Evidence): boolean {
  const opinion = judgeIdentity(request, evidence.node);
  return "wrong" in opinion && opinion.wrong.length === 0;
}

/** One subject a request that is not plainly right; the cluster where all are. */
function subjects(evidence: Evidence): Subject[] {
  const doubtful = judged(evidence).filter((request) => !isRight(request, evidence));
  if (doubtful.length === 0) return [clusterSubject(evidence)];
  return doubtful.map(({ uid, name, node }) => ({
    kind: "CertificateSigningRequest",
    uid,
    name,
    ...(node !== null && evidence.node(node) ? { node } : {}),
  }));
}

function judge(subject: Subject, evidence: Evidence): Judgement {
  const requests = evidence.inventory.certificateSigningRequests;
  if (requests === null)
    return unknown(needMissing(evidence, need, "Certificate signing requests could not be listed"));
  if (subject.kind === "Cluster") return judgeCluster(evidence);
  const request = requests.find(({ uid }) => uid === subject.uid);
  if (!request)
    return unknown(
      `csr/${subject.name} is gone: requests are collected an hour after their approval, and what was issued stays valid; look for its approval in the audit log before you accept or resolve this.`,
    );
  if (request.state === "Denied" || request.state === "Failed")
    return pass(`csr/${request.name} is ${request.state.toLowerCase()}, so it gives no certificate.`, [
      requestItem(request, evidence),
    ]);
  const opinion = judgeIdentity(request, evidence.node);
  if ("missing" in opinion)
    return unknown(`${upperFirst(opinion.missing)}; read it with the command of the remediation.`, [
      requestItem(request, evidence),
    ]);
  if (opinion.wrong.length === 0)
    return pass(`csr/${request.name} asks for what ${request.username} may ask for.`, [requestItem(request, evidence)]);
  const approved = request.state === "Approved";
  const state = request.issued ? "was approved and issued" : approved ? "was approved" : "waits for approval";
  return fail({
    reason: `csr/${request.name} ${state}: ${opinion.wrong.join("; ")}.`,
    evidence: [requestItem(request, evidence)],
    severity: approved ? "critical" : "high",
    values: { state: request.state, signer: request.signerName, identity: request.request?.commonName ?? "" },
  });
}

function judgeCluster(evidence: Evidence): Judgement {
  const all = judged(evidence);
  const doubtful = all.filter((request) => !isRight(request, evidence));
  if (doubtful.length > 0)
    return pass(`${counted(doubtful.length, "request")} in doubt; each is judged by itself.`, []);
  const item = inventoryItem(
    "certificatesigningrequests of Kubernetes' own signers",
    all.length === 0
      ? "none is pending or approved"
      : `${counted(all.length, "request")}, each as its requester may ask`,
    evidence.inventory.at,
  );
  return pass("No request asks for another identity than its requester may have; approved ones are seen for an hour.", [
    item,
  ]);
}

function requestItem(request: CertificateSigningRequest, evidence: Evidence): EvidenceItem {
  const asked = request.request;
  const detail = [
    `requested by ${request.username || "nobody"} from ${request.signerName}`,
    ...(asked
      ? [
          `subject O=${asked.organizations.join("+") || "none"}, CN=${asked.commonName ?? "none"}`,
          `names ${[...asked.dnsNames, ...asked.ipAddresses].join(", ") || "none"}`,
        ]
      : []),
    `created ${request.createdAt || "at a time that is not known"}`,
    ...(request.decidedAt ? [`decided ${request.decidedAt}`] : []),
  ];
  return { ...inventoryItem(`csr/${request.name}`, request.state, evidence.inventory.at), detail };
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export const csrIdentityMismatch = defineCheck({
  id: "csr-identity-mismatch",
  component: "certificate",
  tier: 2,
  kind: "config",
  title: "Certificate requests fit who asks and ask for no unusual power",
  headline: ({ name }) => `Certificate request ${name} asks for an identity or power that is not its requester's`,
  needs: [need],
  severity: {
    byVantage: null,
    base: "high",
    range: ["critical", "high"],
    rule: "High while the request waits; critical once it is approved.",
  },
  rationale:
    "A forged serving certificate impersonates a kubelet; a system:masters client certificate is permanent cluster-admin that RBAC cannot revoke.",
  subjects,
  judge,
  ...csrIdentityRemediation,
  tradeoffs: ["A wrong denial makes the requester ask again; nothing else depends on a denied request."],
  failureModes: [
    "A host that was renamed, or got a second address that its Node does not list, looks like a mismatch: correct the Node's addresses first.",
  ],
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §5.1.11", "CIS Kubernetes Benchmark v1.12 and v2.0.1 §3.1.1"],
    nsa: "NSA/CISA v1.2: Authentication and authorization",
    mitre: ["T1649", "T1136"],
    cwe: ["CWE-295", "CWE-290"],
    urls: ["https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/"],
  },
  rights: approvalRights,
});
