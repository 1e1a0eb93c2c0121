import type { Check } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { Observation, TlsFacts } from "../../domain/observation.ts";
import { type SeverityByVantage, severityFrom } from "../../domain/severity.ts";
import { shellQuote, urlHost } from "../../domain/shell-quote.ts";
import type { Subject } from "../../domain/subject.ts";
import { defineCheck } from "../define-check.ts";
import { tlsItem } from "../evidence-items.ts";
import { decide, type Reading } from "../hybrid-verdict.ts";
import { portItems, seenAt, silenceOf, stateOfSubject } from "../port-readings.ts";
import { onPresentNode } from "../present-node.ts";
import { reachSeverity } from "../vantage-severity.ts";
import { apiServerOn } from "./api-server-subjects.ts";
import { flagsUnread, readFlag } from "./control-plane-flags.ts";
import { apiServerFlagRemediation, wantedFlags } from "./flag-remediation.ts";
import { apiServerInstances, providerOf } from "./managed-control-plane.ts";
import {
  isEndedElsewhere,
  isExpired,
  isProvenStrong,
  isStrongSuite,
  strongSuites,
  weakCertificate,
  weakProtocol,
} from "./serving-tls.ts";

const byVantage: SeverityByVantage = { internet: "medium", "other-network": "low", pod: "info", "node-local": "info" };
const names = ["tls-min-version", "tls-cipher-suites"] as const;
const wanted = (): [string, string][] => [
  ["tls-min-version", "VersionTLS12"],
  ["tls-cipher-suites", strongSuites.join(",")],
];

type Shaken = { seen: Observation; tls: TlsFacts };

function weaknesses({ tls }: Shaken, now: Date): string[] {
  const { certificate } = tls;
  return [...weakProtocol(tls), ...(certificate ? weakCertificate(certificate, now) : [])];
}

function readWire(evidence: Evidence, subject: Subject): Reading | null {
  const open = seenAt(evidence, subject).filter(({ state, tls }) => state === "open" && tls);
  const shaken = open.flatMap((seen) => (seen.tls ? [{ seen, tls: seen.tls }] : []));
  const weak = shaken.filter((entry) => weaknesses(entry, evidence.now).length > 0);
  if (weak.length > 0) return weakReading(weak, evidence);
  const isProven = shaken.length > 0 && shaken.every(({ tls }) => tls.certificate && isProvenStrong(tls));
  if (!isProven || shaken.some(({ seen }) => isEndedElsewhere(seen))) return null;
  const says =
    "TLS 1.0 and 1.1 are refused, no weak suite is accepted, and the certificate is valid for a month or more";
  const items = shaken.map(({ seen }) => tlsItem(seen, "TLS 1.0 and 1.1 refused, no weak suite"));
  return { verdict: "pass", says, evidence: items, vantage: shaken[0]?.seen.vantage };
}

function weakReading(weak: Shaken[], evidence: Evidence): Reading {
  const reach = reachSeverity(
    byVantage,
    weak.map(({ seen }) => seen),
  );
  const expired = weak.some(({ tls }) => tls.certificate && isExpired(tls.certificate, evidence.now));
  const found = [...new Set(weak.flatMap((entry) => weaknesses(entry, evidence.now)))].join(", ");
  const elsewhere = weak.some(({ seen }) => isEndedElsewhere(seen))
    ? " (the certificate names no Kubernetes service: a load balancer may end TLS here)"
    : "";
  return {
    verdict: "fail",
    says: `${found.charAt(0).toUpperCase()}${found.slice(1)}${elsewhere}`,
    evidence: weak.map((entry) => tlsItem(entry.seen, weaknesses(entry, evidence.now).join(", "))),
    ...reach,
    ...(expired ? { severity: "high" as const } : {}),
  };
}

function readFlags(evidence: Evidence, subject: Subject): Reading | null {
  const flags = names.map((name) => readFlag(evidence, subject, "kube-apiserver", name));
  const [minimum = null, suites = null] = flags.map(({ value }) => value);
  const weak = (suites ?? "").split(",").filter((suite) => suite !== "" && !isStrongSuite(suite.trim()));
  const items = flags.flatMap((flag) => flag.items);
  const reach = { severity: severityFrom(byVantage, evidence.vantage.kind) };
  if (/^VersionTLS1[01]$/.test(minimum ?? ""))
    return { verdict: "fail", says: `--tls-min-version=${minimum} is set`, evidence: items, ...reach };
  if (minimum === "VersionTLS13") return { verdict: "pass", says: "only TLS 1.3 is offered", evidence: items };
  if (weak.length > 0)
    return { verdict: "fail", says: `--tls-cipher-suites names ${weak.join(", ")}`, evidence: items, ...reach };
  // Without a list or a minimum the defaults of that Go release apply: only the wire tells.
  if (minimum !== "VersionTLS12" || suites === null) return null;
  return { verdict: "pass", says: "TLS 1.2 is the least, with strong suites only", evidence: items };
}

function whyFlagsAreSilent(evidence: Evidence, subject: Subject): string {
  const provider = providerOf(evidence, subject);
  if (provider !== null) return `${provider} runs the API server, so its flags cannot be read.`;
  if (!readFlag(evidence, subject, "kube-apiserver", names[0]).isRead)
    return flagsUnread(evidence, subject, "kube-apiserver");
  return "--tls-min-version or --tls-cipher-suites is not set, so that the defaults of its Go release decide, which only the wire tells.";
}

function wireSilence(evidence: Evidence, subject: Subject): string {
  const open = seenAt(evidence, subject).filter(({ state }) => state === "open");
  if (open.some(isEndedElsewhere))
    return "The certificate names no Kubernetes service: a load balancer ends TLS here, so that the API server's own TLS was not seen; scan a control-plane node directly.";
  if (stateOfSubject(evidence, subject) === "open" && open.some(({ tls }) => tls?.handshake === "complete"))
    return "The scanner could not offer every TLS version, so what was not tried is not known; scan again, or ask by hand with the verify command.";
  return silenceOf(evidence, subject);
}

const judge: Check["judge"] = (subject, evidence) => {
  const silence = wireSilence(evidence, subject);
  return decide({
    wire: readWire(evidence, subject),
    config: subject.kind === "Node" ? readFlags(evidence, subject) : null,
    silence,
    missing: `${silence} ${whyFlagsAreSilent(evidence, subject)}`,
    attempts: portItems(evidence, subject, false),
  });
};

const remediation = apiServerFlagRemediation({
  summary: "Offer TLS 1.2 and later only, with suites that have forward secrecy and AEAD, and a current certificate.",
  flags: wanted,
  expect: "both flags",
  setBy: {
    talos:
      "Talos offers TLS 1.2 with strong suites by itself and adds what extraArgs name: remove the weak suites there.",
  },
  own: {
    openshift: () => ({
      summary: "Set the TLS profile of the API servers; the operators roll it out.",
      steps: [
        {
          text: "Intermediate offers TLS 1.2 and later, Modern TLS 1.3 only.",
          language: "bash",
          code: `oc patch apiserver cluster --type=merge -p '{"spec":{"tlsSecurityProfile":{"type":"Intermediate","intermediate":{}}}}'`,
        },
      ],
      undo: `oc patch apiserver cluster --type=merge -p '{"spec":{"tlsSecurityProfile":null}}'`,
    }),
  },
  afterwards: () => [
    {
      text: "Where the certificate is the finding, renew it: kubeadm certs renew apiserver on kubeadm, a restart of the server on k3s and RKE2 within 120 days of its end; kube-apiserver reads a new file by itself.",
    },
  ],
});

export const apiserverTlsWeak = defineCheck({
  id: "apiserver-tls-weak",
  component: "api-server",
  tier: 2,
  kind: "hybrid",
  title: "API server speaks TLS 1.2 or later with strong suites and a valid certificate",
  headline: (subject) => `${apiServerOn(subject)} accepts old TLS or weak ciphers, or its certificate is weak`,
  ports: [6443, 443, 8443, 16_443],
  severity: {
    byVantage,
    base: "low",
    range: ["high", "info"],
    rule: "By the widest vantage that gets a handshake; high where the certificate has expired.",
  },
  rationale: "Administrators' tokens cross this connection, and compliance scans fail on it first.",
  subjects: apiServerInstances,
  judge: onPresentNode(judge),
  distributions: remediation.distributions,
  remediate(context) {
    const target = shellQuote(`${urlHost(context.address)}:${context.port}`);
    return {
      ...remediation.remediate(context),
      verify: {
        command: `openssl s_client -connect ${target} -tls1_1 -cipher DEFAULT@SECLEVEL=0 </dev/null 2>&1 | grep -c 'alert protocol version'`,
        expect: "1; and nmap --script ssl-enum-ciphers lists only ECDHE suites with GCM or CHACHA20",
      },
    };
  },
  tradeoffs: ["Very old clients fail the handshake."],
  failureModes: ["A misspelt suite keeps the API server from starting."],
  settings: { component: "kube-apiserver", names },
  wanted: wantedFlags(wanted, ["talos"]),
  severityDiffers:
    "kube-bench and Trivy fail every API server without a list of suites; here what is offered on the wire decides, so that Go's own defaults pass.",
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §1.2.24", "CIS Kubernetes Benchmark v1.12 and v2.0.1 §1.2.29"],
    nsa: "NSA/CISA v1.2: Encryption",
    mitre: ["T1557"],
    cwe: ["CWE-326", "CWE-298"],
    urls: ["https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/"],
    tools: [
      "kube-bench 1.2.24",
      "kube-bench 1.2.29",
      "kubescape C-0143",
      "kubescape C-0277",
      "prowler apiserver_strong_ciphers_only",
      "prowler apiserver_tls_config",
      "kubescape C-0138",
      "trivy KCV0027",
    ],
  },
});
