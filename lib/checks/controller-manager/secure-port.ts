import type { Evidence } from "../../domain/evidence.ts";
import type { Observation } from "../../domain/observation.ts";
import type { SeverityByVantage } from "../../domain/severity.ts";
import { urlHost } from "../../domain/shell-quote.ts";
import type { Subject } from "../../domain/subject.ts";
import { controlPlaneSubjects } from "../control-plane-subjects.ts";
import type { CheckInput } from "../define-check.ts";
import { decide, type Reading } from "../hybrid-verdict.ts";
import { portItems, readWire, silenceOf, type WireRule } from "../port-readings.ts";
import { onPresentNode } from "../present-node.ts";
import { configReach, isLoopback } from "../static-pods.ts";
import { reachSeverity } from "../vantage-severity.ts";
import { providerRuns, providerSubjects } from "./provider-run.ts";
import {
  type SecureComponent,
  secureAccess,
  secureFirewall,
  securePortRemediation,
} from "./secure-port-remediation.ts";
import { declaredSetting, settingItem, settingMissing, settingText } from "./setting-reading.ts";

type Shared = Omit<CheckInput, "id" | "component" | "title" | "headline" | "references">;

const byVantage: SeverityByVantage = { internet: "medium", "other-network": "low", pod: "low", "node-local": "info" };
/** Paths that only callers with a login should be answered. */
export const telling: readonly string[] = ["/metrics", "/configz", "/debug/pprof/"];

/** The component by its answers over TLS; the number of a port proves nothing. */
export function speaksSecurely({ component, tls }: Observation, name: SecureComponent): boolean {
  return component?.component === name && tls !== undefined;
}

export function urlOf({ address, port }: Observation): string {
  return `https://${urlHost(address)}:${port}`;
}

export function otherThan(name: SecureComponent, { component, service, http }: Observation): string | null {
  const other = service ?? (http ? "an HTTP service" : null);
  if (component?.component === name || other === null || other === name) return null;
  return `An unrelated service (${other}) answers there, not ${name}`;
}

/** Controller manager and scheduler at their authenticated ports: whether anyone off the node reaches them. */
export function securePort(name: SecureComponent, port: number): Shared {
  const rule: WireRule = {
    table: byVantage,
    proof: /^\/(healthz|metrics|configz|debug\/pprof)/,
    wrong(observation) {
      // On the node itself an open port is the wanted state: loopback.
      if (observation.vantage.kind === "node-local" || !speaksSecurely(observation, name)) return null;
      const open = given(observation);
      const access = open.length > 0 ? `, and serves ${open.join(", ")} without credentials` : "";
      return `${name} answers at ${urlOf(observation)} from ${observation.vantage.name}${access}`;
    },
    right: (observation) => otherThan(name, observation),
    reach(wrong) {
      const reach = reachSeverity(byVantage, wrong);
      const isRead = wrong.some((observation) => given(observation).some((path) => path !== "/configz"));
      return isRead ? { ...reach, severity: "high" } : reach;
    },
  };
  return {
    tier: 1,
    kind: "hybrid",
    ports: [port],
    severity: {
      byVantage,
      base: "low",
      range: ["high", "info"],
      rule: "By the widest vantage that reaches it; high where the port serves metrics or profiles without credentials.",
    },
    rationale:
      "Nothing outside the node needs it except a metrics scraper, and every extra listener on the control plane is attack surface.",
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
        config: readBindAddress(evidence, subject, name),
        missing: `${silence} ${settingMissing(evidence, name, subject.node ?? null)}`,
        silence,
        attempts: portItems(evidence, subject, false),
      });
    }),
    ...securePortRemediation(name, port),
    tradeoffs: [
      "kube-prometheus-stack's target for this component goes down: scrape it from a hostNetwork agent on the control plane instead.",
    ],
    failureModes: [
      "The liveness probe of the static pod asks 127.0.0.1: any other address than loopback or all addresses makes the kubelet restart it.",
    ],
    settings: { component: name, names: ["bind-address", "secure-port"] },
    wanted: () => ({ "bind-address": "127.0.0.1" }),
    closes: [secureAccess[name]],
    allow: (context) => secureFirewall(name, port, context),
  };
}

function given({ component }: Observation): string[] {
  return (component?.openPaths ?? []).filter((path) => telling.includes(path));
}

/** Where the component is told to listen: everywhere by default, on loopback in k3s and RKE2. */
function readBindAddress(evidence: Evidence, subject: Subject, name: SecureComponent): Reading | null {
  const setting = declaredSetting(evidence, name, subject.node ?? null, "bind-address");
  if (!setting) return null;
  const item = settingItem(evidence, setting);
  // Without a port, so that an IPv6 address is told apart by brackets.
  const address = urlHost(settingText(setting.value));
  if (isLoopback(address)) return { verdict: "pass", says: `${name} is bound to ${address}`, evidence: [item] };
  return {
    verdict: "fail",
    says: `${name} is bound to ${address}`,
    evidence: [item],
    ...configReach(evidence, subject, byVantage),
  };
}
