import type { Check } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { SettingValue } from "../../domain/setting.ts";
import { type SeverityByVantage, worseSeverity } from "../../domain/severity.ts";
import type { Subject } from "../../domain/subject.ts";
import { defineCheck } from "../define-check.ts";
import { decide, type Reading } from "../hybrid-verdict.ts";
import { nodeSubjects } from "../node-subjects.ts";
import { openItems, portItems, readClosed, silenceOf } from "../port-readings.ts";
import { onPresentNode } from "../present-node.ts";
import { isLoopback } from "../static-pods.ts";
import { reachSeverity } from "../vantage-severity.ts";
import { configReach, openAt } from "./kubelet-endpoint.ts";
import { nodeOnlyIntent } from "./kubelet-intents.ts";
import { kubeletSetting } from "./kubelet-remediation.ts";
import { configSilence, readSettings } from "./kubelet-settings.ts";
import { urlWord } from "./node-words.ts";

const byVantage: SeverityByVantage = { internet: "low", "other-network": "low", pod: "low", "node-local": "info" };

const names = ["healthzBindAddress", "healthzPort"];

const remediation = kubeletSetting({
  summary: "Bind the kubelet's health port to loopback.",
  config: () => ({ healthzBindAddress: "127.0.0.1", healthzPort: 10248 }),
  flags: () => ({ "healthz-bind-address": "127.0.0.1" }),
  verify: (context) => ({
    command: `curl -s -m 3 ${urlWord("http", context, 10248, "/healthz")}; echo rc=$?`,
    expect: "rc=7 (connection refused) from any other machine",
  }),
});

function readWire(evidence: Evidence, subject: Subject): Reading | null {
  const open = openAt(evidence, subject);
  if (open.length === 0) return evidence.vantage.kind === "node-local" ? null : readClosed(evidence, subject);
  // From the node itself the port is meant to answer; that says nothing of other places.
  const away = open.filter(({ kubelet, vantage }) => kubelet?.endpoint === "healthz" && vantage.kind !== "node-local");
  if (away.length === 0) return null;
  const reach = reachSeverity(byVantage, away);
  const hasPprof = away.some(({ kubelet }) => kubelet?.pprof === true);
  return {
    verdict: "fail",
    says: `10248/TCP answers from ${reach.vantage?.name}${hasPprof ? ", and /debug/pprof/ with it (CVE-2019-11248)" : ""}`,
    evidence: openItems(away, /^\/(healthz|debug)/),
    ...reach,
    severity: hasPprof ? worseSeverity(reach.severity, "high") : reach.severity,
  };
}

function readBind(value: (name: string) => SettingValue | null) {
  if (value("healthzPort") === 0) return { verdict: "pass", says: "The health port is off" } as const;
  const address = value("healthzBindAddress");
  if (!address) return null;
  const verdict = isLoopback(String(address)) ? ("pass" as const) : ("fail" as const);
  return { verdict, says: `The health port is bound to ${address}` };
}

const judge: Check["judge"] = (subject, evidence) => {
  const silence =
    evidence.vantage.kind === "node-local"
      ? "The scan was made on the node itself, where the health port is meant to answer; scan from another machine."
      : silenceOf(evidence, subject);
  return decide({
    wire: readWire(evidence, subject),
    config: readSettings(evidence, subject, names, (value) => {
      const bound = readBind(value);
      return bound?.verdict === "fail" ? { ...bound, ...configReach(byVantage, evidence, subject) } : bound;
    }),
    silence,
    missing: `${silence} ${configSilence(evidence, subject, "healthzBindAddress")}`,
    attempts: portItems(evidence, subject, false),
  });
};

export const kubeletHealthzNonlocal = defineCheck({
  id: "kubelet-healthz-nonlocal",
  component: "kubelet",
  tier: 1,
  kind: "hybrid",
  title: "Kubelet's health port answers on loopback only",
  headline: ({ name }) => `Kubelet's health port 10248/TCP on ${name} answers beyond the node`,
  ports: [10248],
  severity: {
    byVantage,
    base: "low",
    range: ["high", "info"],
    rule: "High where /debug/pprof/ answers: memory contents and denial of service (CVE-2019-11248).",
  },
  rationale:
    "The endpoint is meant for the node's own supervisor. On kubelets older than 1.15.0, 1.14.4, 1.13.8 and 1.12.10 the same listener gives profiling data away without a login.",
  subjects: (evidence) => nodeSubjects(evidence, 10248),
  judge: onPresentNode(judge),
  ...remediation,
  settings: { component: "kubelet", names },
  closes: ["kubelet-healthz"],
  allow: nodeOnlyIntent("kubelet-healthz", 10248, "Only the node's own supervisor asks the kubelet for its health."),
  severityDiffers:
    "Nuclei says info; where /debug/pprof/ answers on the same listener it hands out memory contents (high).",
  tradeoffs: ["Outside checks of this port have to read the node's Ready condition instead."],
  failureModes: ["kubeadm init and join wait on localhost:10248: with port 0 they time out."],
  references: {
    nsa: "NSA/CISA v1.2: Network separation and hardening > Control plane hardening",
    mitre: ["T1046", "T1499"],
    ms: ["MS-TA9030 Access Kubelet API"],
    cwe: ["CWE-1327", "CWE-200"],
    cve: ["CVE-2019-11248"],
    urls: ["https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/"],
    tools: ["nuclei kubelet-healthz"],
  },
});
