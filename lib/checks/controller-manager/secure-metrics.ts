import type { Evidence } from "../../domain/evidence.ts";
import type { Observation } from "../../domain/observation.ts";
import type { SeverityByVantage } from "../../domain/severity.ts";
import type { Subject } from "../../domain/subject.ts";
import { controlPlaneSubjects } from "../control-plane-subjects.ts";
import type { CheckInput } from "../define-check.ts";
import { decide, type Reading } from "../hybrid-verdict.ts";
import { pathOf, portItems, readWire, silenceOf, type WireRule } from "../port-readings.ts";
import { onPresentNode } from "../present-node.ts";
import { configReach } from "../static-pods.ts";
import { flagRemediation } from "./flag-remediation.ts";
import { providerRuns, providerSubjects } from "./provider-run.ts";
import { otherThan, speaksSecurely, telling, urlOf } from "./secure-port.ts";
import { type SecureComponent, secureAccess } from "./secure-port-remediation.ts";
import { knownSetting, settingItem, settingList, settingMissing } from "./setting-reading.ts";

type Shared = Omit<CheckInput, "id" | "component" | "title" | "headline" | "references">;

const byVantage: SeverityByVantage = { internet: "medium", "other-network": "low", pod: "low", "node-local": "info" };
const flag = "authorization-always-allow-paths";
const harmless = "/healthz,/readyz,/livez";

/** What controller manager and scheduler give to callers who do not log in; their health paths are meant to be open. */
export function secureMetrics(name: SecureComponent, port: number): Shared {
  const rule: WireRule = {
    table: byVantage,
    proof: /^\/(metrics|configz|debug\/pprof)/,
    wrong(observation) {
      const open = observation.component?.openPaths.filter((path) => telling.includes(path)) ?? [];
      if (!speaksSecurely(observation, name) || open.length === 0) return null;
      return `${urlOf(observation)} answers ${open.join(", ")} without credentials`;
    },
    right: (observation) => refuses(observation, name) ?? otherThan(name, observation),
  };
  return {
    tier: 2,
    kind: "hybrid",
    ports: [port],
    severity: { byVantage, base: "low", rule: "By the widest vantage that is answered without credentials." },
    rationale:
      "Metrics reveal workloads, node names, queue depth and version; opening them to fix a scrape error is a common shortcut.",
    subjects: (evidence) => [
      ...controlPlaneSubjects(
        evidence,
        () => port,
        (observation) => speaksSecurely(observation, name),
      ),
      ...providerSubjects(evidence, port),
    ],
    judge: onPresentNode((subject, evidence) => {
      if (subject.kind === "Cluster") return providerRuns(evidence, name);
      const silence = silenceOf(evidence, subject);
      return decide({
        wire: readWire(evidence, subject, rule),
        config: readAllowedPaths(evidence, subject, name),
        missing: `${silence} ${settingMissing(evidence, name, subject.node ?? null)}`,
        silence,
        attempts: portItems(evidence, subject, false),
      });
    }),
    ...flagRemediation({
      component: name,
      flags: () => [[flag, harmless]],
      summary: `Let ${name} answer only its health paths without a login; give scrapers a token instead.`,
      verify: () => ({
        command: `curl -sk -m 3 -o /dev/null -w '%{http_code}\\n' https://127.0.0.1:${port}/metrics`,
        expect: "403, when run on the node (401 where anonymous callers are refused altogether)",
      }),
    }),
    tradeoffs: ["Prometheus needs a token whose ClusterRole allows get on the nonResourceURL /metrics."],
    failureModes: [
      "Without --authentication-kubeconfig and --authorization-kubeconfig every request that is not to a health path fails.",
      "A binding of system:anonymous or system:unauthenticated to a role with /metrics opens it whatever the flag says.",
    ],
    settings: { component: name, names: [flag] },
    wanted: () => ({ [flag]: harmless.split(",") }),
    closes: [secureAccess[name]],
  };
}

/** A 500 says only that the API server could not be asked; refused is what 401 and 403 say. */
function refuses(observation: Observation, name: SecureComponent): string | null {
  if (!speaksSecurely(observation, name)) return null;
  const answer = observation.exchanges?.find(({ url }) => pathOf(url) === "/metrics");
  if (answer?.status !== 401 && answer?.status !== 403) return null;
  return `${urlOf(observation)} refuses /metrics to callers without credentials (${answer.status})`;
}

function readAllowedPaths(evidence: Evidence, subject: Subject, name: SecureComponent): Reading | null {
  const setting = knownSetting(evidence, name, subject.node ?? null, flag);
  if (!setting) return null;
  const item = settingItem(evidence, setting);
  const open = settingList(setting.value).filter((pattern) => telling.some((path) => covers(pattern, path)));
  if (open.length === 0)
    return { verdict: "pass", says: `${flag} opens none of ${telling.join(", ")}`, evidence: [item] };
  return {
    verdict: "fail",
    says: `${flag} opens ${open.join(", ")} to everyone`,
    evidence: [item],
    ...configReach(evidence, subject, byVantage),
  };
}

/** As k8s.io/apiserver matches them: without the leading slash, a star at the end stands for the rest. */
function covers(pattern: string, path: string): boolean {
  const [plain, asked] = [pattern.replace(/^\//, ""), path.replace(/^\//, "")];
  return plain.endsWith("*") ? asked.startsWith(plain.slice(0, -1)) : plain === asked;
}
