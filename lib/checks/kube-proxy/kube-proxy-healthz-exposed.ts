import type { Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { Observation } from "../../domain/observation.ts";
import type { SeverityByVantage } from "../../domain/severity.ts";
import type { Subject } from "../../domain/subject.ts";
import type { VantageKind } from "../../domain/vantage.ts";
import { defineCheck } from "../define-check.ts";
import { portItem } from "../evidence-items.ts";
import { nodeSubjects } from "../node-subjects.ts";
import { openItems, portItems, portOf, readClosed, seenAt, silenceOf } from "../port-readings.ts";
import { onPresentNode } from "../present-node.ts";
import { reachSeverity } from "../vantage-severity.ts";
import { fail, pass, unknown } from "../verdicts.ts";
import { healthzFirewall, healthzRemediation } from "./healthz-firewall.ts";

const byVantage: SeverityByVantage = { internet: "low", "other-network": "info", pod: "info", "node-local": "info" };
const outside: readonly VantageKind[] = ["internet", "other-network"];

const isOutside = ({ vantage }: Observation) => outside.includes(vantage.kind);
const isHealth = ({ component, service }: Observation) =>
  component?.component === "kube-proxy" || service === "kube-proxy-healthz";

function judge(subject: Subject, evidence: Evidence): Judgement {
  const seen = seenAt(evidence, subject);
  const answered = seen.filter((observation) => isOutside(observation) && observation.state === "open");
  const health = answered.filter(isHealth);
  if (health[0]) {
    const reach = reachSeverity(byVantage, health);
    return fail({
      reason: `${portOf(subject)} tells ${reach.vantage?.name ?? "outsiders"} that this is a Kubernetes node, and whether it is being drained.`,
      evidence: openItems(health, /^\/healthz/),
      ...reach,
    });
  }
  const closed = readClosed(evidence, subject);
  if (closed) return pass(`${closed.says}.`, closed.evidence, closed.vantage);
  const other = answered.find(({ service, http }) => service !== null || http !== undefined);
  if (other)
    return pass(`An unrelated service (${other.service ?? "HTTP"}) answers there, not kube-proxy.`, [portItem(other)]);
  if (answered[0]) return unknown(silenceOf(evidence, subject), portItems(evidence, subject, false));
  return judgeSilence(subject, evidence);
}

/** The wall is what is asked for, so that silence is an answer here where the node and the path to it are alive. */
function judgeSilence(subject: Subject, evidence: Evidence): Judgement {
  const silent = seenAt(evidence, subject).filter(
    (observation) => isOutside(observation) && (observation.state === "filtered" || observation.state === "closed"),
  );
  const items = portItems(evidence, subject, false);
  if (silent[0] === undefined)
    return unknown(
      `No probe of ${portOf(subject)} was made from outside the cluster, where it matters; scan from the internet or another network.`,
      items,
    );
  const node = subject.node ?? null;
  const isAlive = evidence.node(subject.name)?.ready === true && evidence.reachable(node);
  if (!isAlive) return unknown(silenceOf(evidence, subject), items);
  return pass(`${portOf(subject)} is ${silent[0].state} from ${silent[0].vantage.name}, while the node is up.`, [
    ...silent.map((observation) => portItem(observation)),
  ]);
}

export const kubeProxyHealthzExposed = defineCheck({
  id: "kube-proxy-healthz-exposed",
  component: "kube-proxy",
  tier: 1,
  kind: "probe",
  title: "kube-proxy's health port 10256 answers only inside and to load balancers",
  headline: ({ name }) => `kube-proxy's health port on ${name} can be reached from outside the cluster (10256/TCP)`,
  ports: [10_256],
  severity: {
    byVantage,
    base: "info",
    rule: "By the widest vantage outside the cluster that is answered; inside it the port is meant to be open.",
  },
  rationale: "It is meant for load balancers; from the internet it confirms a Kubernetes node and its drain state.",
  subjects: (evidence) => nodeSubjects(evidence, 10_256),
  judge: onPresentNode(judge),
  ...healthzRemediation,
  tradeoffs: [
    "Blocking the load balancers' own networks marks the nodes unhealthy and drops traffic of Services with externalTrafficPolicy: Cluster.",
  ],
  failureModes: ["The load balancer shows no healthy target."],
  references: {
    nsa: "NSA/CISA v1.2: Worker node segmentation",
    mitre: ["T1046"],
    ms: ["MS-TA9031 Network mapping"],
    cwe: ["CWE-200"],
    urls: [
      "https://kubernetes.io/docs/reference/networking/ports-and-protocols/",
      "https://kubernetes.io/docs/reference/config-api/kube-proxy-config.v1alpha1/",
    ],
  },
  settings: { component: "kube-proxy", names: ["healthzBindAddress"] },
  allow: healthzFirewall,
});
