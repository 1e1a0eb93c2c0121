import type { Evidence } from "../../domain/evidence.ts";
import type { Observation } from "../../domain/observation.ts";
import { formatPort } from "../../domain/port-state.ts";
import type { SeverityByVantage } from "../../domain/severity.ts";
import { urlHost } from "../../domain/shell-quote.ts";
import type { Subject } from "../../domain/subject.ts";
import { controlPlaneSubjects } from "../control-plane-subjects.ts";
import { defineCheck } from "../define-check.ts";
import { decide, type Reading } from "../hybrid-verdict.ts";
import { portItems, readWire, silenceOf, type WireRule } from "../port-readings.ts";
import { onPresentNode } from "../present-node.ts";
import { flagReading, flagsMissing, kubernetesMinor, staticPodOf } from "../static-pods.ts";
import { nobodyOutside } from "./api-server-intent.ts";
import { legacyPortRemediation } from "./legacy-port-remediation.ts";
import { shellUrl } from "./static-pod-remediation.ts";

const byVantage: SeverityByVantage = {
  internet: "critical",
  "other-network": "critical",
  pod: "critical",
  "node-local": "high",
};

const rule: WireRule = {
  table: byVantage,
  proof: /^\/api|^\/version/,
  wrong(observation) {
    if (!servesPlainApi(observation)) return null;
    const { apiServer, address, port } = observation;
    const lists = apiServer?.readable.length ? `listed ${apiServer.readable.join(", ")}` : "answered /api";
    return `http://${urlHost(address)}:${port} ${lists} without credentials (version ${apiServer?.version ?? "not told"})`;
  },
  right({ apiServer, tls, service, http }) {
    if (apiServer?.transport === "https" || tls?.handshake === "complete") return "The port speaks TLS, not plain HTTP";
    if (apiServer?.anonymous === "disabled" || apiServer?.anonymous === "authenticated")
      return "What answers there refuses the API to callers without credentials";
    const other = service ?? (http ? "an HTTP service" : null);
    return apiServer || other === null ? null : `An unrelated service (${other}) answers there, not the API server`;
  },
};

function servesPlainApi({ apiServer }: Observation): boolean {
  if (apiServer?.transport !== "http") return false;
  return apiServer.readable.length > 0 || apiServer.anonymous === "open";
}

function readFlags(evidence: Evidence, subject: Subject): Reading | null {
  const pod = staticPodOf(evidence, subject, "kube-apiserver");
  const minor = kubernetesMinor(evidence.inventory.cluster.version);
  if (!pod || subject.port !== 8080) return null;
  const flag = pod.flags["--insecure-port"];
  // 1.20 took the port away from kube-apiserver, 1.24 the flag.
  const says =
    minor !== null && minor >= 20 ? `kube-apiserver 1.${minor} has no insecure port` : "--insecure-port=0 is set";
  if (flag === "0" || (minor !== null && minor >= 20))
    return flagReading(evidence, pod, ["--insecure-port"], { verdict: "pass", says });
  if (flag === undefined) return null;
  return flagReading(evidence, pod, ["--insecure-port", "--insecure-bind-address"], {
    verdict: "fail",
    says: `--insecure-port=${flag} is set`,
    severity: byVantage["node-local"],
  });
}

function judge(subject: Subject, evidence: Evidence) {
  const silence = silenceOf(evidence, subject);
  return decide({
    wire: readWire(evidence, subject, rule),
    config: readFlags(evidence, subject),
    missing: `${silence} ${flagsMissing(evidence, "kube-apiserver")}`,
    silence,
    attempts: portItems(evidence, subject, false),
  });
}

export const apiserverInsecurePort = defineCheck({
  id: "apiserver-insecure-port",
  component: "api-server",
  tier: 1,
  kind: "probe",
  title: "No port serves the Kubernetes API over plain HTTP",
  headline: ({ name, port }) =>
    `${name} serves the Kubernetes API over plain HTTP to anyone (${formatPort(port ?? 8080)})`,
  ports: [8080, 8001, 8443, 6443],
  severity: { byVantage, base: "critical", rule: "By the widest vantage that gets an answer." },
  rationale:
    "This path skips authentication, authorization and admission: it is cluster-admin for anyone who can connect.",
  subjects: (evidence) => controlPlaneSubjects(evidence, () => 8080, servesPlainApi),
  judge: onPresentNode(judge),
  ...legacyPortRemediation("kube-apiserver", "insecure-port", (context) => ({
    command: `curl -s -m 3 ${shellUrl("http", context, "/version")}; echo rc=$?`,
    expect: "rc=7",
  })),
  tradeoffs: ["Local scripts that use localhost:8080 need a kubeconfig."],
  failureModes: ["Controllers or probes that are set to 8080 fail once it is gone."],
  settings: { component: "kube-apiserver", names: ["insecure-port", "insecure-bind-address"] },
  // From 1.20 on there is no such port, from 1.24 on no such flag: nothing is to be set there.
  wanted: ({ kubernetesVersion }): Record<string, number> =>
    (kubernetesMinor(kubernetesVersion) ?? 24) < 20 ? { "insecure-port": 0 } : {},
  closes: ["api-server-insecure-port"],
  allow: nobodyOutside("api-server-insecure", "Nobody reaches the API in clear text and without credentials."),
  severityDiffers:
    "Kubescape C-0005 and the benchmarks read the flag alone; here what answers on any port decides, so that a kubectl proxy or a forwarder counts as well.",
  references: {
    cis: ["CIS OpenShift v1.8 §1.2.14 §1.2.15"],
    nsa: "NSA/CISA v1.2: Network separation and hardening > Control plane hardening",
    mitre: ["T1190", "T1552.007", "T1609"],
    ms: ["MS-TA9029 Access the K8S API server"],
    cwe: ["CWE-306", "CWE-319"],
    cve: ["CVE-2020-8558"],
    urls: ["https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/"],
    tools: [
      "kube-hunter KHV005",
      "kube-hunter KHV006",
      "nuclei kube-api-*",
      "kubescape C-0005",
      "checkov ApiServerInsecurePort",
    ],
  },
});
