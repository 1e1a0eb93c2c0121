import type { EvidenceItem, Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { Observation } from "../../domain/observation.ts";
import { type SeverityByVantage, severityFrom, shiftSeverity } from "../../domain/severity.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import type { Subject } from "../../domain/subject.ts";
import { defineCheck } from "../define-check.ts";
import { inventoryItem } from "../evidence-items.ts";
import { type Reach, reachSeverity } from "../vantage-severity.ts";
import { fail, notApplicable, pass, unknown } from "../verdicts.ts";
import { answerOf, describeExposure, type Exposure, exposureItem, isRefusedEverywhere } from "./exposure.ts";
import { greetingItems } from "./greeting-items.ts";
import { onService, serviceItem } from "./judge-service.ts";
import { behindIt } from "./owner-words.ts";
import { asksForLogin, type Backend, declaredBackend, sensitiveAnswer } from "./sensitive-backends.ts";
import { backendRemediation } from "./sensitive-remediation.ts";
import { type DeclaredPort, serviceAt, servicePortSubjects } from "./service-subjects.ts";

const byVantage: SeverityByVantage = {
  internet: "critical",
  "other-network": "high",
  pod: "medium",
  "node-local": "low",
};

function judge(declared: DeclaredPort, exposure: Exposure, subject: Subject, evidence: Evidence): Judgement {
  if (subject.protocol === "UDP") return notApplicable("UDP ports are judged by nodeport-udp-exposed.");
  const backend = declaredBackend(evidence, declared);
  const items = [exposureItem(evidence, subject, exposure, false), serviceItem(declared, evidence)];
  const greeting = exposure.open.filter((observation) => sensitiveAnswer(observation) !== null);
  const behind = behindIt(evidence, subject);
  if (greeting.length > 0) return judgeGreeting(greeting, items, behind);
  const seen = exposure.open.length > 0 ? answerOf(exposure) : null;
  if (backend.kind === "unknown" && seen === null) return unknown(backend.why, items);
  if (backend.kind !== "sensitive")
    return pass(`Neither its answer nor what is behind it is a data store or an administration tool.`, items);
  if (backend.by === "port" && seen !== null && exposure.open.some(({ http }) => http))
    return pass(`Its target port suggests ${backend.what}, but what answers is ${seen}.`, items);
  return judgeDeclared(backend, exposure, subject, evidence, items, behind);
}

function judgeGreeting(greeting: Observation[], items: EvidenceItem[], behind: string): Judgement {
  const reach = reachSeverity(byVantage, greeting);
  const what = [...new Set(greeting.flatMap((observation) => sensitiveAnswer(observation) ?? []))].join(", ");
  const isGuarded = greeting.every(asksForLogin);
  return fail({
    reason: `${what} answers on the port${isGuarded ? " and asks for credentials first" : ""}.${behind}`,
    evidence: [...greeting.slice(0, 3).flatMap(greetingItems), ...items],
    ...reach,
    severity: isGuarded ? shiftSeverity(reach.severity, 1) : reach.severity,
  });
}

function judgeDeclared(
  { what }: Extract<Backend, { kind: "sensitive" }>,
  exposure: Exposure,
  subject: Subject,
  evidence: Evidence,
  items: EvidenceItem[],
  behind: string,
): Judgement {
  const state = describeExposure(exposure);
  if (isRefusedEverywhere(evidence, exposure))
    return pass(`Behind it is ${what}, and every node that can be reached refuses the port (${state}).`, items);
  const declared = inventoryItem(`What is behind Service ${serviceAt(subject)}`, what, evidence.inventory.at);
  return fail({
    reason: `Behind it is ${what}, and the port is ${state}.${behind}`,
    evidence: [declared, ...items],
    ...declaredReach(exposure, evidence),
  });
}

/** A port that this vantage is kept from counts for the node alone; one that was not looked at, for the vantage. */
function declaredReach(exposure: Exposure, { vantage }: Evidence): Reach {
  if (exposure.open.length > 0) return reachSeverity(byVantage, exposure.open);
  const isKeptOut = exposure.states.has("filtered") || exposure.states.has("closed");
  return { severity: isKeptOut ? byVantage["node-local"] : severityFrom(byVantage, vantage.kind) };
}

export const nodeportSensitiveBackend = defineCheck({
  id: "nodeport-sensitive-backend",
  component: "nodeport",
  tier: 1,
  kind: "hybrid",
  title: "No NodePort leads to a data store or an administration tool",
  headline: (subject) => `Service ${serviceAt(subject)} exposes a data store or an administration tool on all nodes`,
  needs: ["list services", "list pods"],
  severity: {
    byVantage,
    base: "medium",
    rule: "By the widest vantage that finds the port open; one step milder where the greeting asks for credentials.",
    range: ["critical", "info"],
  },
  rationale: "Databases and consoles are built for private networks and often trust whoever connects.",
  subjects: servicePortSubjects,
  judge: onService(byVantage, judge),
  ...backendRemediation((context) => ({
    command: `nc -vz -w 3 ${shellQuote(context.address)} ${context.port}`,
    expect: "refused or timed out",
  })),
  tradeoffs: ["Reporting tools or backups outside the cluster need a private link instead."],
  failureModes: ["Consumers that nobody knows of break: list the endpoints' callers before you close the port."],
  references: {
    nsa: "NSA/CISA v1.2: Network separation and hardening > Network policies",
    mitre: ["T1190", "T1133"],
    ms: ["MS-TA9005 Exposed sensitive interfaces"],
    cwe: ["CWE-306", "CWE-668"],
    urls: ["https://kubernetes.io/docs/concepts/services-networking/service/"],
    tools: ["kubescape C-0021", "kubescape C-0274"],
  },
  severityDiffers:
    "Kubescape C-0021 knows interfaces by names in manifests and gives them all one severity; here the answer of the port decides first, and the severity follows who reaches it.",
});
