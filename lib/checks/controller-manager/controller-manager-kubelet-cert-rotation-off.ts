import type { Judgement } from "../../domain/check.ts";
import { distributionName } from "../../domain/distribution.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { CertificateSigningRequest } from "../../domain/inventory.ts";
import type { Subject } from "../../domain/subject.ts";
import { controlPlaneAt } from "../control-plane-subjects.ts";
import { counted } from "../counted.ts";
import { defineCheck } from "../define-check.ts";
import { inventoryItem } from "../evidence-items.ts";
import { needMissing } from "../nodeport/service-subjects.ts";
import { onPresentNode } from "../present-node.ts";
import { fail, pass, unknown } from "../verdicts.ts";
import { certRotationRemediation } from "./cert-rotation-remediation.ts";
import { providerRuns, providerSubjects } from "./provider-run.ts";
import { knownSetting, settingItem, settingList, settingMissing } from "./setting-reading.ts";

const component = "kube-controller-manager";
const servingSigner = "kubernetes.io/kubelet-serving";
const gate = "RotateKubeletServerCertificate";
/** The signer issues within seconds of an approval. */
const patienceMs = 600_000;
const signingPairs = [
  ["cluster-signing-kubelet-serving-cert-file", "cluster-signing-kubelet-serving-key-file"],
  ["cluster-signing-cert-file", "cluster-signing-key-file"],
] as const;
/** Names of the signing controller, before and since 1.28. */
const signingOff = /^-(csrsigning|certificatesigningrequest-signing-controller)$/;

function judge(subject: Subject, evidence: Evidence): Judgement {
  if (subject.kind === "Cluster") return providerRuns(evidence, component);
  const node = subject.node ?? null;
  const off = switchedOff(evidence, node);
  const { stuck, issued } = servingRequests(evidence);
  if (off) return fail({ reason: `${component} on ${subject.name} ${off.says}.`, evidence: off.evidence });
  const signing = signingFiles(evidence, node);
  if (stuck[0])
    return fail({
      reason: `${counted(stuck.length, "request")} for serving certificates ${stuck.length === 1 ? "was" : "were"} approved and never issued${signing === "none" ? ", and no signing files are set" : ""}.`,
      evidence: stuck.slice(0, 5).map((request) => requestItem(request, "Approved, not issued", evidence)),
    });
  if (Array.isArray(signing)) {
    const files = signing.map((setting) => settingItem(evidence, setting));
    return pass(`${component} on ${subject.name} signs serving certificates, and ${gate} is not turned off.`, files);
  }
  if (issued[0])
    return pass("Approved requests for serving certificates are issued.", [
      requestItem(issued[0], "Approved, issued", evidence),
    ]);
  const distribution = evidence.node(subject.name)?.distribution;
  if (signing === "none" && (distribution === "k3s" || distribution === "rke2"))
    return pass(`${distributionName(distribution)} sets the signing files itself, and no argument says otherwise.`, [
      inventoryItem(
        `arguments of ${component} on ${subject.name}`,
        "no signing file is overridden",
        evidence.inventory.at,
      ),
    ]);
  if (signing === "none")
    return unknown(
      `No signing files are set for ${component} on ${subject.name}: whether another signer issues serving certificates shows only once a request is approved. ${requestsMissing(evidence)}`,
    );
  return unknown(`${settingMissing(evidence, component, node)} ${requestsMissing(evidence)}`);
}

function switchedOff(evidence: Evidence, node: string | null) {
  const gates = knownSetting(evidence, component, node, "feature-gates");
  if (gates && settingList(gates.value).some((entry) => entry.toLowerCase() === `${gate.toLowerCase()}=false`))
    return { says: `turns ${gate} off`, evidence: [settingItem(evidence, gates)] };
  const controllers = knownSetting(evidence, component, node, "controllers");
  if (controllers && settingList(controllers.value).some((entry) => signingOff.test(entry)))
    return { says: "runs without its signing controller", evidence: [settingItem(evidence, controllers)] };
  return null;
}

/** The pair that signs serving certificates; "none" where the command line is known and has neither. */
function signingFiles(evidence: Evidence, node: string | null) {
  for (const pair of signingPairs) {
    const files = pair.flatMap((name) => knownSetting(evidence, component, node, name) ?? []);
    if (files.length === pair.length && files.every(({ value }) => value !== "")) return files;
  }
  const { readings } = evidence.setting(component, node, signingPairs[1][0]);
  return readings.some(({ kind }) => kind !== "default") ? "none" : null;
}

function servingRequests(evidence: Evidence) {
  const requests = evidence.inventory.certificateSigningRequests ?? [];
  const approved = requests.filter(({ signerName, state }) => signerName === servingSigner && state === "Approved");
  const age = ({ decidedAt, createdAt }: CertificateSigningRequest) =>
    evidence.now.getTime() - Date.parse(decidedAt ?? createdAt);
  return {
    stuck: approved.filter((request) => !request.issued && age(request) > patienceMs),
    issued: approved.filter((request) => request.issued),
  };
}

function requestItem({ name, username }: CertificateSigningRequest, received: string, evidence: Evidence) {
  return { ...inventoryItem(`csr/${name}`, received, evidence.inventory.at), detail: [`requested by ${username}`] };
}

function requestsMissing(evidence: Evidence): string {
  return evidence.inventory.certificateSigningRequests === null
    ? needMissing(
        evidence,
        "list certificatesigningrequests",
        "Certificate signing requests could not be listed either",
      )
    : "No approved request for a serving certificate is there to tell by (they are kept for an hour).";
}

export const controllerManagerKubeletCertRotationOff = defineCheck({
  id: "controller-manager-kubelet-cert-rotation-off",
  component: "controller-manager",
  tier: 3,
  kind: "config",
  title: "Controller manager issues the kubelets' serving certificates",
  headline: ({ name }) => `Controller manager on ${name} does not issue kubelets' serving certificates`,
  ports: [10_257],
  needs: ["list certificatesigningrequests"],
  severity: { byVantage: null, base: "medium", rule: "Medium: kubelets lose valid certificates at the next renewal." },
  rationale: "Approved requests are then never fulfilled, and kubelets go on with expired or self-made certificates.",
  subjects: (evidence) => [...controlPlaneAt(evidence, 10_257), ...providerSubjects(evidence, 10_257)],
  judge: onPresentNode(judge),
  ...certRotationRemediation,
  tradeoffs: ["The key of the cluster's CA lies on the control plane."],
  failureModes: ["Clusters with an external CA have no ca.key: they need an external signer instead."],
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §1.3.6"],
    nsa: "NSA/CISA v1.2: Encryption",
    cwe: ["CWE-298"],
    urls: ["https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/"],
    tools: [
      "kube-bench 1.3.6",
      "kubescape C-0149",
      "trivy KCV0038",
      "prowler controllermanager_rotate_kubelet_server_cert",
    ],
  },
  settings: { component, names: ["feature-gates", "controllers", ...signingPairs.flat()] },
  severityDiffers:
    "kube-bench, Trivy (low) and Prowler ask whether RotateKubeletServerCertificate is written out, which has been on by default since 1.12: they fail clusters that work. Ours fails where it is turned off, or where approved requests are not issued.",
});
