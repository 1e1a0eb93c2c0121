import type { Check } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { Observation, TlsFacts } from "../../domain/observation.ts";
import type { SettingValue } from "../../domain/setting.ts";
import type { SeverityByVantage } from "../../domain/severity.ts";
import type { Subject } from "../../domain/subject.ts";
import { defineCheck } from "../define-check.ts";
import { tlsItem } from "../evidence-items.ts";
import { decide, type Reading } from "../hybrid-verdict.ts";
import { nodeSubjects } from "../node-subjects.ts";
import { portItems } from "../port-readings.ts";
import { onPresentNode } from "../present-node.ts";
import { reachSeverity } from "../vantage-severity.ts";
import { configReach, openAt, wireSilence } from "./kubelet-endpoint.ts";
import { kubeletSetting } from "./kubelet-remediation.ts";
import { configSilence, readSettings } from "./kubelet-settings.ts";
import { endpointWord } from "./node-words.ts";
import { isStrongSuite } from "./tls-suites.ts";

const byVantage: SeverityByVantage = { internet: "medium", "other-network": "low", pod: "low", "node-local": "info" };

const names = ["tlsMinVersion", "tlsCipherSuites"];

const strongSuites = [
  "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
  "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
  "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
  "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
];

const remediation = kubeletSetting({
  summary: "Offer TLS 1.2 and later only, with suites that have forward secrecy and AEAD.",
  config: () => ({ tlsMinVersion: "VersionTLS12", tlsCipherSuites: strongSuites }),
  flags: () => ({ "tls-min-version": "VersionTLS12", "tls-cipher-suites": strongSuites.join(",") }),
  verify: (context) => ({
    command: `openssl s_client -connect ${endpointWord(context)} -tls1_1 -cipher DEFAULT@SECLEVEL=0 </dev/null 2>&1 | grep -c 'alert protocol version'`,
    expect: "1; and nmap --script ssl-enum-ciphers lists only ECDHE suites with GCM or CHACHA20",
  }),
});

function weaknesses({ versions, weakCiphers }: TlsFacts): string[] {
  const old = (["TLSv1", "TLSv1.1"] as const).filter((version) => versions[version] === "accepted");
  return [...old.map((version) => `${version} is accepted`), ...weakCiphers.map((cipher) => `${cipher} is accepted`)];
}

/** Old versions were offered and refused, and the suites of TLS 1.2 were tried where it is spoken. */
function isProvenStrong({ versions, handshake }: TlsFacts): boolean {
  const isOldRefused = versions.TLSv1 === "refused" && versions["TLSv1.1"] === "refused";
  return handshake === "complete" && isOldRefused && (versions["TLSv1.2"] ?? "unknown") !== "unknown";
}

function readWire(evidence: Evidence, subject: Subject): Reading | null {
  const shaken = openAt(evidence, subject).flatMap((seen) => (seen.tls ? [{ seen, tls: seen.tls }] : []));
  const weak = shaken.filter(({ tls }) => weaknesses(tls).length > 0);
  const items = (list: { seen: Observation; tls: TlsFacts }[]) =>
    list.map(({ seen, tls }) => tlsItem(seen, weaknesses(tls).join(", ") || "TLS 1.0 and 1.1 refused, no weak suite"));
  if (weak.length > 0) {
    const reach = reachSeverity(
      byVantage,
      weak.map(({ seen }) => seen),
    );
    const says = [...new Set(weak.flatMap(({ tls }) => weaknesses(tls)))].join(", ");
    return { verdict: "fail", says, evidence: items(weak), ...reach };
  }
  if (shaken.length === 0 || !shaken.every(({ tls }) => isProvenStrong(tls))) return null;
  const says = "TLS 1.0 and 1.1 are refused, and no suite without forward secrecy or AEAD is accepted";
  return { verdict: "pass", says, evidence: items(shaken), vantage: shaken[0]?.seen.vantage };
}

function readFields(value: (name: string) => SettingValue | null) {
  const tlsMinVersion = String(value("tlsMinVersion") ?? "");
  const listed = value("tlsCipherSuites");
  const tlsCipherSuites = Array.isArray(listed) ? listed : [];
  const weak = tlsCipherSuites.filter((suite) => !isStrongSuite(suite));
  if (/^VersionTLS1[01]$/.test(tlsMinVersion))
    return { verdict: "fail", says: `tlsMinVersion is ${tlsMinVersion}` } as const;
  if (tlsMinVersion === "VersionTLS13") return { verdict: "pass", says: "Only TLS 1.3 is offered" } as const;
  if (weak.length > 0) return { verdict: "fail", says: `tlsCipherSuites names ${weak.join(", ")}` } as const;
  // Without a list, or without a minimum, the defaults of that Go release apply: only the wire tells.
  if (tlsMinVersion !== "VersionTLS12" || tlsCipherSuites.length === 0) return null;
  return { verdict: "pass", says: "TLS 1.2 is the least, with strong suites only" } as const;
}

const judge: Check["judge"] = (subject, evidence) => {
  const isHalfTried = openAt(evidence, subject).some(({ tls }) => tls?.handshake === "complete");
  const silence = isHalfTried
    ? "The scanner could not offer every TLS version, so what was not tried is not known; scan again, or ask by hand with the verify command."
    : wireSilence(evidence, subject);
  return decide({
    wire: readWire(evidence, subject),
    config: readSettings(evidence, subject, names, (value) => {
      const told = readFields(value);
      return told?.verdict === "fail" ? { ...told, ...configReach(byVantage, evidence, subject) } : told;
    }),
    silence,
    missing: `${silence} ${configSilence(evidence, subject, "tlsMinVersion")}`,
    attempts: portItems(evidence, subject, false),
  });
};

export const kubeletTlsWeak = defineCheck({
  id: "kubelet-tls-weak",
  component: "kubelet",
  tier: 1,
  kind: "hybrid",
  title: "Kubelet speaks TLS 1.2 or later with strong ciphers only",
  headline: ({ name }) => `Kubelet on ${name} accepts old TLS versions or weak ciphers`,
  severity: {
    byVantage,
    base: "low",
    rule: "Medium from the internet; the connection carries tokens and exec streams.",
  },
  rationale:
    "Tokens and exec streams cross this connection. Obsolete versions make interception and downgrade cheaper, and fail compliance scans.",
  subjects: (evidence) => nodeSubjects(evidence, "kubelet"),
  judge: onPresentNode(judge),
  ...remediation,
  settings: { component: "kubelet", names },
  severityDiffers:
    "Trivy says critical where no list of suites is set; Go's own defaults are strong, so only what the kubelet was seen to accept counts, and it takes somebody on the path to use it.",
  tradeoffs: ["Very old agents fail the handshake."],
  failureModes: ["A misspelt suite keeps the kubelet from starting."],
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §4.2.12"],
    nsa: "NSA/CISA v1.2: Encryption",
    mitre: ["T1557"],
    cwe: ["CWE-326", "CWE-327"],
    urls: ["https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/"],
    tools: ["kube-bench 4.2.12", "kubescape C-0184", "trivy KCV0092", "prowler kubelet_strong_ciphers_only"],
  },
});
