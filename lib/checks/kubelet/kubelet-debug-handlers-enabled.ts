import type { Evidence } from "../../domain/evidence.ts";
import type { Observation } from "../../domain/observation.ts";
import type { Subject } from "../../domain/subject.ts";
import { defineCheck } from "../define-check.ts";
import { nodeSubjects } from "../node-subjects.ts";
import { proofItems } from "../port-readings.ts";
import { onPresentNode } from "../present-node.ts";
import { reachSeverity } from "../vantage-severity.ts";
import { fail } from "../verdicts.ts";
import { debugHandlersRemediation } from "./debug-handlers-remediation.ts";
import { judgeSettings } from "./judge-settings.ts";
import { isSystemLogQueryFlawed } from "./kubelet-cves.ts";
import { kubeletsAt } from "./kubelet-endpoint.ts";
import { nodesProxy } from "./kubelet-intents.ts";

const profiling = "enableProfilingHandler";
const debugFlags = "enableDebugFlagsHandler";
const logQuery = "enableSystemLogQuery";
const names = [profiling, debugFlags, logQuery];
const debugPaths = /^\/(debug|logs)\b/;

/** Profiling data or node logs for a caller without credentials. */
function givesAway({ kubelet, exchanges = [] }: Observation): boolean {
  const isAnswered = exchanges.some(
    ({ url, status }) => status === 200 && debugPaths.test(URL.parse(url)?.pathname ?? ""),
  );
  return kubelet?.pprof === true || kubelet?.openPaths.some((path) => debugPaths.test(path)) === true || isAnswered;
}

function judgeWire(subject: Subject, evidence: Evidence) {
  const open = kubeletsAt(evidence, subject).filter(givesAway);
  if (open.length === 0) return null;
  const reason = "Profiling data or node logs are handed to callers without credentials.";
  const { vantage } = reachSeverity(everywhereHigh, open);
  return fail({ reason, evidence: proofItems(open, debugPaths), severity: "high", vantage });
}

const everywhereHigh = { internet: "high", "other-network": "high", pod: "high", "node-local": "high" } as const;

const judgeConfig = judgeSettings(names, (value, subject, evidence) => {
  const node = evidence.node(subject.name);
  const isWindows = /windows/i.test(node?.osImage ?? "");
  if (value(logQuery) === true && isWindows && isSystemLogQueryFlawed(node?.kubeletVersion ?? null))
    return {
      verdict: "fail",
      reason: `enableSystemLogQuery is on, and ${node?.kubeletVersion} on Windows runs commands through it (CVE-2024-9042).`,
      severity: "medium",
    };
  const on = [profiling, debugFlags].filter((name) => value(name) === true);
  if (on.length > 0) return { verdict: "fail", reason: `${on.join(" and ")} ${on.length > 1 ? "are" : "is"} on.` };
  if (value(profiling) === null || value(debugFlags) === null) return null;
  return { verdict: "pass", reason: "The profiling and debug-flag handlers are off." };
});

export const kubeletDebugHandlersEnabled = defineCheck({
  id: "kubelet-debug-handlers-enabled",
  component: "kubelet",
  tier: 3,
  kind: "config",
  title: "Kubelet's profiling and debug-flag handlers are off",
  headline: ({ name }) => `Kubelet on ${name} has its profiling or debug-flag handlers on`,
  severity: {
    byVantage: null,
    base: "low",
    range: ["high", "low"],
    rule: "High where a request without credentials gets profiling data or node logs; medium where CVE-2024-9042 is usable (Windows, log query on).",
  },
  rationale:
    "Each handler widens what a holder of node permissions can do: read the kubelet's command line, dump memory profiles, change log verbosity or browse /var/log.",
  subjects: (evidence) => nodeSubjects(evidence, "kubelet"),
  judge: onPresentNode((subject, evidence) => judgeWire(subject, evidence) ?? judgeConfig(subject, evidence)),
  ...debugHandlersRemediation,
  settings: { component: "kubelet", names },
  closes: ["kubelet-debug-handlers"],
  rights: [nodesProxy],
  severityDiffers:
    "kube-hunter says medium wherever a handler answers; for callers with node permissions it is a convenience that widens a theft (low), for callers without any it is an open door (high).",
  tradeoffs: [
    "enableDebuggingHandlers has to stay on: without it kubectl logs, exec, attach and port-forward stop as well.",
    "Profiles of a slow kubelet need the handler back on for as long as they are taken.",
  ],
  failureModes: ["Support bundles that read pprof or change log levels through the API fail with 404 or 405."],
  references: {
    nsa: "NSA/CISA v1.2: Network separation and hardening > Control plane hardening",
    mitre: ["T1613"],
    ms: ["MS-TA9030 Access Kubelet API"],
    cwe: ["CWE-489", "CWE-200"],
    cve: ["CVE-2024-9042"],
    urls: [
      "https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/",
      "https://github.com/kubernetes/kubernetes/issues/129654",
    ],
    tools: ["kube-hunter KHV045", "kube-hunter KHV046"],
  },
});
