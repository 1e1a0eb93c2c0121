import type { Check, EvidenceItem } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { EffectiveSetting, SettingReading } from "../../domain/setting.ts";
import type { Subject } from "../../domain/subject.ts";
import { widestVantage } from "../../domain/vantage.ts";
import { defineCheck } from "../define-check.ts";
import { inventoryItem } from "../evidence-items.ts";
import { nodeSubject } from "../node-subjects.ts";
import { portItems, portOf, seenAt, silenceOf, stateOfSubject } from "../port-readings.ts";
import { onPresentNode } from "../present-node.ts";
import { fail, notApplicable, pass, unknown } from "../verdicts.ts";
import { contradictionRemediation } from "./contradiction-remediation.ts";
import { claimsOf, doorsAt, ruleAt, rulesOn, wireOf } from "./wire-contradictions.ts";

function subjects(evidence: Evidence): Subject[] {
  return evidence.inventory.nodes.flatMap((node) =>
    rulesOn(node).map((rule) => nodeSubject(node, rule.portOn(node, evidence))),
  );
}

const judge: Check["judge"] = (subject, evidence) => {
  const node = evidence.node(subject.name);
  const rule = node && ruleAt(node, subject.port ?? 0, evidence);
  if (!node || !rule) return notApplicable(`No setting of ${subject.name} is known to govern ${portOf(subject)}.`);
  const settings = rule.names.map((name) => evidence.setting(rule.component, node.name, name));
  const claims = settings.flatMap((setting) => claimItems(evidence, setting));
  const broken = settings.find((setting) => {
    const wire = wireOf(setting);
    return setting.contradiction !== null && wire?.value != null && rule.isOpen(wire.value);
  });
  if (broken) {
    const open = seenAt(evidence, subject).filter(({ state }) => state === "open");
    const source = claimsOf(broken)[0]?.source ?? "";
    return fail({
      reason: broken.contradiction ?? "",
      evidence: [...wireItems(evidence, broken), ...portItems(evidence, subject, false), ...claims],
      severity: rule.severity,
      vantage: widestVantage(open.map(({ vantage }) => vantage)),
      values: { component: rule.component, setting: broken.name, source },
    });
  }
  return judgeAgreement(subject, evidence, settings, claims);
};

function judgeAgreement(subject: Subject, evidence: Evidence, settings: EffectiveSetting[], claims: EvidenceItem[]) {
  const state = stateOfSubject(evidence, subject);
  const ports = portItems(evidence, subject);
  const isShown = settings.some((setting) => wireOf(setting) !== undefined);
  if (claims.length === 0) {
    if (state === "closed")
      return notApplicable(`${portOf(subject)} is closed and nothing that governs it was read.`, ports);
    const names = settings.map(({ name }) => name).join(" and ");
    return unknown(
      `No flag, file or ConfigMap that names ${names} was read, so there is nothing to compare; ${supply(settings, evidence)}.`,
      ports,
    );
  }
  const lenient = settings.find(({ contradiction }) => contradiction !== null);
  if (lenient)
    return pass(`${lenient.contradiction} What answers is stricter than what is declared.`, [...ports, ...claims]);
  if (isShown) return pass(`What answers on ${portOf(subject)} is what is declared.`, [...ports, ...claims]);
  if (state === "closed")
    return pass(`${portOf(subject)} is closed, which no declared setting contradicts.`, [...ports, ...claims]);
  return unknown(silenceOf(evidence, subject), [...ports, ...claims]);
}

function supply([setting]: EffectiveSetting[], evidence: Evidence): string {
  if (setting?.component !== "kubelet") return "upload a node report";
  const answer = setting.node === null ? null : evidence.kubeletConfig(setting.node);
  if (answer?.status === "unknown" && answer.certificate)
    return "the kubelet's certificate does not verify: have it signed by the cluster's CA, or upload a node report";
  return 'grant "get nodes/configz", or upload a node report';
}

function claimItems(evidence: Evidence, setting: EffectiveSetting): EvidenceItem[] {
  return claimsOf(setting).map((claim) => itemOf(evidence, setting, claim, false));
}

function wireItems(evidence: Evidence, setting: EffectiveSetting): EvidenceItem[] {
  const wire = wireOf(setting);
  return wire ? [{ ...itemOf(evidence, setting, wire, true), vantage: evidence.vantage }] : [];
}

function itemOf(
  evidence: Evidence,
  { name, node }: EffectiveSetting,
  reading: SettingReading,
  decisive: boolean,
): EvidenceItem {
  const { source, value, at, note } = reading;
  const text = Array.isArray(value) ? value.join(",") : String(value);
  const received = `${name}: ${text}${note ? ` (${note.replace(/\.$/, "")})` : ""}`;
  return inventoryItem(`${source}, for ${node ?? "the cluster"}`, received, at ?? evidence.inventory.at, decisive);
}

export const settingContradictsWire = defineCheck({
  id: "setting-contradicts-wire",
  component: "other",
  tier: 1,
  kind: "hybrid",
  title: "What answers on a node is what its settings declare",
  headline: ({ name, port }) => `${name} answers on ${port}/TCP in a way that its declared settings rule out`,
  ports: [10248, 10249, 10255, 2379],
  severity: {
    byVantage: null,
    base: "medium",
    range: ["high", "low"],
    rule: "High where a caller without credentials gets to the kubelet or to etcd against what is declared, medium for the read-only port and the API server, low for health and metrics. The open door itself is judged by its own check.",
  },
  rationale:
    "Whoever reads the file believes that the door is shut, and so does every tool that reads files. A contradiction means that the process was never restarted, that something overrides the file, or that another process has the port: until that is found, no repair in the file changes anything.",
  subjects,
  judge: onPresentNode(judge),
  ...contradictionRemediation,
  closes: ["kubelet-anonymous", "kubelet-read-only-port", "kubelet-healthz", "kube-proxy-metrics", "etcd-client"],
  closesFor: ({ port }) => doorsAt(port),
  severityDiffers:
    "Tools that read files or flags alone (kube-bench, Kubescape, Trivy) pass such a node; scanners that look at ports alone do not know that it was meant to be shut.",
  tradeoffs: [
    "Restarting a component to let it read its file interrupts it: the kubelet for seconds, etcd and the API server one control-plane node at a time.",
  ],
  failureModes: [
    "The restart brings a broken file into force that nobody noticed, and the component does not come up: keep a copy, and wait for Ready.",
    "A sidecar, a port-forward or a second instance keeps the port after the restart: look at the owner of the socket first.",
  ],
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §1.2.1, §2.2, §4.2.1, §4.2.4"],
    nsa: "NSA/CISA v1.2: Upgrading and application security practices",
    mitre: ["T1562", "T1133"],
    ms: ["MS-TA9030 Access Kubelet API"],
    cwe: ["CWE-1188", "CWE-693"],
    urls: [
      "https://kubernetes.io/docs/tasks/administer-cluster/kubelet-config-file/",
      "https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/",
    ],
  },
});
