import type { Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { Observation } from "../../domain/observation.ts";
import type { Subject } from "../../domain/subject.ts";
import { wantedFlags } from "../api-server/flag-remediation.ts";
import { etcdMembers } from "../api-server/managed-control-plane.ts";
import { verifyFlags } from "../api-server/verify-flags.ts";
import { defineCheck } from "../define-check.ts";
import { tlsItem } from "../evidence-items.ts";
import { decide, type Reading } from "../hybrid-verdict.ts";
import { silenceOf } from "../port-readings.ts";
import { etcdOn } from "./etcd-port.ts";
import { onMember } from "./etcd-reach.ts";
import { embedders, etcdFlagRemediation } from "./etcd-remediation.ts";
import { etcdFlagsUnread, readEtcdFlag } from "./etcd-setting.ts";

const names = ["auto-tls", "peer-auto-tls"] as const;
const fileFlags: Record<string, string> = { "auto-tls": "cert-file", "peer-auto-tls": "peer-cert-file" };
const wanted = (): [string, string][] => names.map((name) => [name, "false"]);

/** etcd's own generator writes the organisation "etcd" into a certificate that it signs itself. */
function isSelfMade({ tls }: Observation): boolean {
  const certificate = tls?.certificate;
  return certificate?.selfSigned === true && /(^|, ?|\/)O=etcd(,|\/|$)/.test(certificate.subject);
}

/** What the certificates on the client and the peer port show; peers alone in a cluster of one weigh less. */
function readWire(evidence: Evidence, subject: Subject): Reading | null {
  const seen = [2379, 2380].flatMap((port) =>
    evidence
      .at(subject.node ?? null, port)
      .filter((found) => found.state === "open" && found.tls?.certificate && (found.etcd || isSelfMade(found))),
  );
  const selfMade = seen.filter(isSelfMade);
  if (selfMade.length > 0) {
    const ports = [...new Set(selfMade.map(({ port }) => `${port}/TCP`))].join(" and ");
    return {
      verdict: "fail",
      says: `${ports} of ${subject.name} shows a certificate that etcd made and signed itself`,
      evidence: selfMade.map((observation) => tlsItem(observation, "self-signed, organization etcd")),
      vantage: selfMade[0]?.vantage,
      severity: weight(
        evidence,
        subject,
        selfMade.every(({ port }) => port === 2380),
      ),
    };
  }
  if (![2379, 2380].every((port) => seen.some((observation) => observation.port === port))) return null;
  return {
    verdict: "pass",
    says: `The certificates of 2379 and 2380 of ${subject.name} are not etcd's own`,
    evidence: seen.map((observation) => tlsItem(observation, `issuer ${observation.tls?.certificate?.issuer}`)),
    vantage: seen[0]?.vantage,
  };
}

function weight(evidence: Evidence, subject: Subject, onlyPeers: boolean): "high" | "medium" {
  const members = readEtcdFlag(evidence, subject, "initial-cluster").value;
  const isAlone = members !== null && !members.includes(",");
  return onlyPeers && isAlone ? "medium" : "high";
}

function readFlags(evidence: Evidence, subject: Subject): Reading | null {
  const flags = names.map((name) => readEtcdFlag(evidence, subject, name));
  const items = flags.flatMap((flag) => flag.items);
  if (flags.some(({ isRead }) => !isRead)) return null;
  // Beside certificate files etcd heeds no auto TLS; only a warning in its log says so.
  const hasFile = (name: string) => readEtcdFlag(evidence, subject, fileFlags[name] ?? "").value !== null;
  const isSet = flags.filter(({ value }) => value === "true");
  const on = isSet.filter(({ name }) => !hasFile(name));
  if (on.length === 0 && isSet.length > 0) {
    const says = `${isSet.map(({ name }) => `--${name}=true`).join(" and ")} has no effect beside --${fileFlags[isSet[0]?.name ?? ""]}`;
    return { verdict: "pass", says, evidence: items };
  }
  if (on.length > 0) {
    const says = `${on.map(({ name }) => `--${name}=true`).join(" and ")} is set`;
    const severity = weight(
      evidence,
      subject,
      on.every(({ name }) => name === "peer-auto-tls"),
    );
    return { verdict: "fail", says, evidence: items, severity };
  }
  const product = flags.find(({ embeddedIn }) => embeddedIn)?.embeddedIn;
  const says = product
    ? `${product} gives its etcd certificates of its own CA, and no argument of the server turns auto TLS on`
    : "neither --auto-tls nor --peer-auto-tls is on, as by default";
  return { verdict: "pass", says: says.charAt(0).toUpperCase() + says.slice(1), evidence: items };
}

function judge(subject: Subject, evidence: Evidence): Judgement {
  const silence = silenceOf(evidence, subject);
  return decide({
    wire: readWire(evidence, subject),
    config: readFlags(evidence, subject),
    silence,
    missing: `${silence} ${etcdFlagsUnread(evidence, subject)}`,
  });
}

export const etcdAutoTls = defineCheck({
  id: "etcd-auto-tls",
  component: "etcd",
  tier: 2,
  kind: "config",
  title: "etcd uses certificates of a CA and makes none by itself",
  headline: (subject) => `${etcdOn(subject)} uses certificates that it makes and signs itself`,
  ports: [2379, 2380],
  severity: {
    byVantage: null,
    base: "high",
    range: ["high", "medium"],
    rule: "Medium where only peers use it in a cluster of one member.",
  },
  rationale: "Auto TLS encrypts without proving who is there, so that a machine in the middle is accepted.",
  subjects: etcdMembers,
  judge: onMember(judge),
  ...etcdFlagRemediation({
    summary: "Turn auto TLS off and give etcd certificates of its own CA.",
    flags: wanted,
    overridden: "The server gives etcd certificates of its own CA: remove what turns auto TLS on.",
    verify: verifyFlags({
      component: "etcd",
      names,
      expect: "no line that ends in =true",
      addedOnK3s: false,
    }),
    afterwards: {
      text: "Where --cert-file and --key-file (and their --peer- twins) are not set yet, set them in the same change: etcd-client-cert-not-required and etcd-peer-port-exposed have the values.",
    },
  }),
  tradeoffs: ["It needs a CA, and certificates to renew."],
  failureModes: [
    "Without --cert-file after the change etcd serves clear text where its URLs say http, and does not start where they say https.",
    "Members that still sign for themselves are refused once one asks for a CA: change the peers in one window.",
  ],
  settings: { component: "etcd", names },
  wanted: wantedFlags(wanted, embedders),
  severityDiffers: "Trivy calls both flags low; an encrypted connection to nobody in particular protects no Secret.",
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §2.3", "CIS Kubernetes Benchmark v1.12 and v2.0.1 §2.6"],
    nsa: "NSA/CISA v1.2: Encryption",
    mitre: ["T1557"],
    cwe: ["CWE-295"],
    urls: ["https://etcd.io/docs/v3.6/op-guide/security/"],
    tools: [
      "kube-bench 2.3",
      "kube-bench 2.6",
      "trivy KCV0044",
      "trivy KCV0047",
      "prowler etcd_no_auto_tls",
      "prowler etcd_no_peer_auto_tls",
      "kubescape C-0155",
      "kubescape C-0158",
    ],
  },
});
