import type { Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { Observation } from "../../domain/observation.ts";
import { type SeverityByVantage, shiftSeverity } from "../../domain/severity.ts";
import type { Subject } from "../../domain/subject.ts";
import { whoStandsAt } from "../../domain/vantage.ts";
import { defineCheck } from "../define-check.ts";
import { isStateOnly, openItems, portItems, portOf, seenAt, silenceOf, stateOfSubject } from "../port-readings.ts";
import { reachSeverity } from "../vantage-severity.ts";
import { fail, pass, unknown } from "../verdicts.ts";
import { etcdFirewallRemediation } from "./etcd-firewall.ts";
import { membersOnly } from "./etcd-intent.ts";
import { etcdOn, etcdSubjects, isOutside, onEtcdPort, requiresCertificate } from "./etcd-port.ts";

const byVantage: SeverityByVantage = {
  internet: "critical",
  "other-network": "high",
  pod: "medium",
  "node-local": "info",
};

function judge(subject: Subject, evidence: Evidence): Judgement {
  const open = seenAt(evidence, subject).filter(({ state }) => state === "open");
  const outside = open.filter(({ vantage }) => isOutside(vantage));
  const reach = reachSeverity(byVantage, outside);
  if (outside.length > 0 && reach.vantage) {
    const isMutual = isProvenMutual(outside) ?? isProvenMutual(open) ?? false;
    const tail = isMutual ? "; it asks for a client certificate, which makes it one step milder" : "";
    return fail({
      reason: `${portOf(subject)} accepts connections from ${whoStandsAt(reach.vantage.kind)} (${reach.vantage.name})${tail}.`,
      evidence: openItems(outside, /^\/version|^\/v3/),
      severity: isMutual ? shiftSeverity(reach.severity, 1) : reach.severity,
      vantage: reach.vantage,
    });
  }
  return judgeUnseen(subject, evidence);
}

/** Whether every place that was asked demands a client certificate; null where none was asked, but found open alone. */
function isProvenMutual(observations: readonly Observation[]): boolean | null {
  const asked = observations.filter((observation) => !isStateOnly(observation));
  return asked.length > 0 ? asked.every(requiresCertificate) : null;
}

/** Nothing outside the control plane got in: right where a scan from outside was made and reached the node. */
function judgeUnseen(subject: Subject, evidence: Evidence): Judgement {
  const items = portItems(evidence, subject);
  const { name, kind } = evidence.vantage;
  if (!isOutside(evidence.vantage))
    return unknown(
      `Etcd has to be reachable from ${name} (${whoStandsAt(kind)}); scan from a worker node, a pod or another network.`,
      items,
    );
  const state = stateOfSubject(evidence, subject);
  if (state === "closed" || (state === "filtered" && evidence.reachable(subject.node ?? null)))
    return pass(
      `${portOf(subject)} is ${state} from ${name}, which reaches other ports of the node.`,
      items,
      evidence.vantage,
    );
  return unknown(silenceOf(evidence, subject), items);
}

export const etcdClientPortReachable = defineCheck({
  id: "etcd-client-port-reachable",
  component: "etcd",
  tier: 1,
  kind: "probe",
  title: "etcd's client port is reachable from the control plane only",
  headline: (subject) => `${etcdOn(subject)} can be reached from outside the control plane`,
  ports: [2379],
  severity: {
    byVantage,
    base: "medium",
    rule: "By the widest vantage that connects; one step milder where mutual TLS is proven.",
  },
  rationale:
    "Only the API server and etcd's peers have business here. Reachability from a worker means that the segmentation is wrong and one leaked certificate is enough.",
  subjects: (evidence) => etcdSubjects(evidence, "client", 2379),
  judge: onEtcdPort(judge),
  ...etcdFirewallRemediation,
  tradeoffs: [
    "Cilium in kvstore mode and Calico in etcd mode need workers to reach etcd; give them a separate etcd.",
    "RKE2 and k3s servers must reach each other on 2379-2381.",
  ],
  failureModes: ["Blocking peers loses quorum: allow control plane to control plane first."],
  closes: ["etcd-client"],
  allow: membersOnly,
  references: {
    nsa: "NSA/CISA v1.2: Control plane hardening > Etcd",
    mitre: ["T1046", "T1552.007"],
    ms: ["MS-TA9031 Network mapping"],
    cwe: ["CWE-668", "CWE-923"],
    urls: [
      "https://kubernetes.io/docs/reference/networking/ports-and-protocols/",
      "https://docs.k3s.io/installation/requirements",
      "https://docs.rke2.io/install/requirements",
    ],
    tools: ["nmap"],
  },
});
