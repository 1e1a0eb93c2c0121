import type { Evidence } from "../../domain/evidence.ts";
import type { ComponentFacts, Observation } from "../../domain/observation.ts";
import type { SeverityByVantage } from "../../domain/severity.ts";
import { urlHost } from "../../domain/shell-quote.ts";
import type { Subject } from "../../domain/subject.ts";
import { legacyPortRemediation } from "../api-server/legacy-port-remediation.ts";
import { shellUrl } from "../api-server/static-pod-remediation.ts";
import { controlPlaneSubjects } from "../control-plane-subjects.ts";
import type { CheckInput } from "../define-check.ts";
import { decide, type Reading } from "../hybrid-verdict.ts";
import { portItems, readWire, silenceOf, type WireRule } from "../port-readings.ts";
import { onPresentNode } from "../present-node.ts";
import { flagReading, flagsMissing, kubernetesMinor, staticPodOf } from "../static-pods.ts";
import { reachSeverity } from "../vantage-severity.ts";
import { undoable } from "./flag-remediation.ts";
import { secureAccess, secureFirewall } from "./secure-port-remediation.ts";

type LegacyComponent = Exclude<ComponentFacts["component"], "kube-proxy">;
type Shared = Omit<CheckInput, "id" | "component" | "title" | "headline" | "failureModes">;

const byVantage: SeverityByVantage = {
  internet: "high",
  "other-network": "medium",
  pod: "medium",
  "node-local": "low",
};
const telling = ["/metrics", "/configz", "/debug/pprof/"];

/** What controller manager and scheduler have in common at their HTTP port of old; both lost it in 1.24. */
export function legacyHttpPort(component: LegacyComponent, port: number): Shared {
  const answers = ({ component: facts, tls }: Observation) =>
    tls === undefined && facts?.component === component && facts.openPaths.some((path) => telling.includes(path));
  const rule: WireRule = {
    table: byVantage,
    proof: /^\/(healthz|metrics|configz|debug\/pprof)/,
    wrong: (observation) =>
      answers(observation)
        ? `http://${urlHost(observation.address)}:${observation.port} answers ${observation.component?.openPaths.join(", ")} without credentials`
        : null,
    right: (observation) => whyRight(observation, component),
    reach(wrong) {
      const reach = reachSeverity(byVantage, wrong);
      return wrong.some((observation) => observation.component?.pprof) ? { ...reach, severity: "high" } : reach;
    },
  };
  return {
    tier: 1,
    kind: "probe",
    ports: [port],
    needs: [],
    severity: {
      byVantage,
      base: "medium",
      rule: "By the widest vantage that gets an answer; high everywhere when pprof answers.",
    },
    rationale:
      "It marks a control plane several years out of support and leaks cluster activity and profiling data without a login.",
    subjects: (evidence) =>
      controlPlaneSubjects(
        evidence,
        () => port,
        (observation) => observation.port === port && answers(observation),
      ),
    judge: onPresentNode((subject, evidence) => {
      const silence = silenceOf(evidence, subject);
      return decide({
        wire: readWire(evidence, subject, rule),
        config: readFlags(evidence, subject, component),
        missing: `${silence} ${flagsMissing(evidence, component)}`,
        silence,
        attempts: portItems(evidence, subject, false),
      });
    }),
    ...undoable(
      legacyPortRemediation(component, "port", (context) => ({
        command: `curl -s -m 3 ${shellUrl("http", context, "/healthz")}; echo rc=$?`,
        expect: "rc=7",
      })),
      "Put the flag or the process back as it was; on a supported version there is nothing to put back.",
    ),
    tradeoffs: ["kubectl get componentstatuses and old dashboards rely on it."],
    settings: { component, names: ["port", "address"] },
    // From 1.24 on the flag is unknown, and a component that is given it does not start.
    wanted: ({ kubernetesVersion }) => ((kubernetesMinor(kubernetesVersion) ?? 24) < 24 ? { port: 0 } : {}),
    closes: [secureAccess[component]],
    allow: (context) => secureFirewall(component, port, context),
    references: {
      cis: [],
      nsa: "NSA/CISA v1.2: Network separation and hardening > Control plane hardening",
      mitre: ["T1613", "T1046"],
      ms: ["MS-TA9005 Exposed sensitive interfaces"],
      cwe: ["CWE-306", "CWE-319"],
      cve: [],
      urls: ["https://kubernetes.io/docs/reference/networking/ports-and-protocols/"],
      tools: ["nmap"],
    },
  };
}

function whyRight({ component: facts, tls, service, http }: Observation, component: LegacyComponent): string | null {
  if (tls?.handshake === "complete") return "The port speaks TLS, not plain HTTP";
  if (facts?.component === component) return `${component} refuses its metrics there`;
  const other = service ?? (http ? "an HTTP service" : null);
  return other === null ? null : `An unrelated service (${other}) answers there, not ${component}`;
}

function readFlags(evidence: Evidence, subject: Subject, component: LegacyComponent): Reading | null {
  const pod = staticPodOf(evidence, subject, component);
  const minor = kubernetesMinor(evidence.inventory.cluster.version);
  if (!pod) return null;
  const value = pod.flags["--port"];
  if (minor !== null && minor >= 23)
    return flagReading(evidence, pod, ["--port"], {
      verdict: "pass",
      says: `${component} 1.${minor} has no HTTP port`,
    });
  if (value === "0") return flagReading(evidence, pod, ["--port"], { verdict: "pass", says: "--port=0 is set" });
  if (value === undefined) return null;
  return flagReading(evidence, pod, ["--port"], {
    verdict: "fail",
    says: `--port=${value} is set`,
    severity: byVantage["node-local"],
  });
}
