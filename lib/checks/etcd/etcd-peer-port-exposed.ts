import type { Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { Observation } from "../../domain/observation.ts";
import type { Remediation, RemediationContext } from "../../domain/remediation.ts";
import type { SeverityByVantage } from "../../domain/severity.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import type { Subject } from "../../domain/subject.ts";
import { whoStandsAt } from "../../domain/vantage.ts";
import { wantedFlags } from "../api-server/flag-remediation.ts";
import { shellUrl } from "../api-server/static-pod-remediation.ts";
import { counted } from "../counted.ts";
import { defineCheck } from "../define-check.ts";
import { decide } from "../hybrid-verdict.ts";
import { portItems, readWire, silenceOf, type WireRule } from "../port-readings.ts";
import { reachSeverity } from "../vantage-severity.ts";
import { peerCertificateFlags } from "./etcd-flags.ts";
import { membersOnly } from "./etcd-intent.ts";
import { etcdAt, etcdOn, etcdSubjects, isOutside, onEtcdPort, refusesWithoutCertificate } from "./etcd-port.ts";
import { embedders, etcdFlagRemediation, peerTlsFlags } from "./etcd-remediation.ts";
import { etcdFlagsUnread } from "./etcd-setting.ts";

const byVantage: SeverityByVantage = {
  internet: "critical",
  "other-network": "high",
  pod: "high",
  "node-local": "low",
};

const rule: WireRule = {
  table: byVantage,
  proof: /^\/members|^\/version/,
  wrong: (observation) => listsMembers(observation) ?? isReachable(observation),
  right: refusesWithoutCertificate,
  reach(wrong) {
    const lists = wrong.filter((observation) => listsMembers(observation) !== null);
    if (lists.length > 0) return { ...reachSeverity(byVantage, lists), severity: "critical" };
    return { ...reachSeverity(byVantage, wrong), severity: "medium" };
  },
};

function listsMembers(observation: Observation): string | null {
  const { etcd } = observation;
  if (etcd?.endpoint !== "peer" || (etcd.access !== "open" && etcd.members === null)) return null;
  const count = etcd.members === null ? "its peers' paths" : `the list of ${counted(etcd.members, "member")}`;
  return `${etcdAt(observation)} gives ${count} to a caller without a peer certificate`;
}

function isReachable(observation: Observation): string | null {
  if (!isOutside(observation.vantage)) return null;
  const who = whoStandsAt(observation.vantage.kind);
  const certificate = refusesWithoutCertificate(observation) ? ", though it asks for a peer certificate" : "";
  return `${etcdAt(observation)} accepts connections from ${who}${certificate}; only etcd's members have business there`;
}

function judge(subject: Subject, evidence: Evidence): Judgement {
  const silence = silenceOf(evidence, subject);
  const wire = readWire(evidence, subject, rule);
  const flags = peerCertificateFlags(evidence, subject, byVantage);
  const seen = evidence.at(subject.node ?? null, subject.port ?? 2380);
  // That peers must show certificates says nothing against a port that others can reach.
  const onlyReachable = wire?.verdict === "fail" && seen.every((observation) => listsMembers(observation) === null);
  const judgement = decide({
    wire,
    config: onlyReachable && flags?.verdict === "pass" ? null : flags,
    missing: `${silence} ${etcdFlagsUnread(evidence, subject)}`,
    silence,
    attempts: portItems(evidence, subject, false),
  });
  return onlyReachable ? { ...judgement, values: { wrong: "reach" } } : judgement;
}

/** A port that asks for certificates already gave no members before the fix: there the reach has to be tested. */
function verifyPeerPort(context: RemediationContext): Remediation["verify"] {
  if (context.values.wrong === "reach")
    return {
      command: `nc -zvw3 ${shellQuote(context.address)} ${context.port}`,
      expect: "timed out or refused, when run from outside the control plane",
    };
  const schemes = ["http", "https"] as const;
  return {
    command: schemes.map((scheme) => `curl -sk -m 5 ${shellUrl(scheme, context, "/members")}; echo rc=$?`).join("; "),
    expect: "no JSON over either, and after https a non-zero rc",
  };
}

export const etcdPeerPortExposed = defineCheck({
  id: "etcd-peer-port-exposed",
  component: "etcd",
  tier: 1,
  kind: "hybrid",
  title: "etcd's peer port answers only members that show a peer certificate",
  headline: (subject) => `${etcdOn(subject)} opens its peer port to machines that are no members`,
  ports: [2380],
  severity: {
    byVantage,
    base: "high",
    rule: "Critical where the member list comes without a certificate; medium where the port is only reachable from outside the control plane; flags alone by the vantage, low in a cluster of one member.",
  },
  rationale:
    "Peers replicate the whole database. An accepted rogue peer receives every Secret and can corrupt the log.",
  subjects: (evidence) => etcdSubjects(evidence, "peer", 2380),
  judge: onEtcdPort(judge),
  ...etcdFlagRemediation({
    summary: "Make etcd require certificates of its peers, and let only control-plane members reach 2380.",
    flags: peerTlsFlags,
    overridden: "The server sets peer certificates itself: remove what overrides them.",
    verify: verifyPeerPort,
    afterwards: {
      text: "Close 2380/TCP in the firewall to everything but the control-plane members; etcd-client-port-reachable has the rules for 2379-2380.",
    },
  }),
  tradeoffs: ["A rolling change, one member at a time."],
  failureModes: ["Peer certificates without the right SANs break quorum."],
  settings: {
    component: "etcd",
    names: ["peer-client-cert-auth", "peer-trusted-ca-file", "peer-cert-file", "peer-key-file"],
  },
  wanted: wantedFlags(peerTlsFlags, embedders),
  allow: membersOnly,
  severityDiffers:
    "kube-bench 2.4 and 2.5 and Trivy (low) read the flags; here a member list that comes without a certificate is critical.",
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §2.4", "CIS Kubernetes Benchmark v1.12 and v2.0.1 §2.5"],
    nsa: "NSA/CISA v1.2: Control plane hardening > Etcd",
    mitre: ["T1565.001"],
    cwe: ["CWE-306"],
    urls: ["https://etcd.io/docs/v3.6/op-guide/security/"],
    tools: [
      "kube-bench 2.4",
      "kube-bench 2.5",
      "trivy KCV0045",
      "trivy KCV0046",
      "prowler etcd_peer_tls_config",
      "prowler etcd_peer_client_cert_auth",
      "kubescape C-0156",
      "kubescape C-0157",
    ],
  },
});
