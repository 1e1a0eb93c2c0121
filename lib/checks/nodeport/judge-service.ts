import type { Check, EvidenceItem, Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { SeverityByVantage } from "../../domain/severity.ts";
import type { Subject } from "../../domain/subject.ts";
import { inventoryItem } from "../evidence-items.ts";
import { reachSeverity } from "../vantage-severity.ts";
import { fail, pass, unknown } from "../verdicts.ts";
import { type Exposure, exposureItem, exposureOf, wasLookedAt } from "./exposure.ts";
import { ownerOf } from "./owner-words.ts";
import { type DeclaredPort, declarersOf, findDeclared, serviceAt, servicesMissing } from "./service-subjects.ts";

type JudgeDeclared = (declared: DeclaredPort, exposure: Exposure, subject: Subject, evidence: Evidence) => Judgement;

/** Judges a declared node port; a Service that is gone passes as soon as no node answers on its port. */
export function onService(table: SeverityByVantage, judge: JudgeDeclared): Check["judge"] {
  return (subject, evidence) => {
    if (evidence.inventory.services === null) return unknown(servicesMissing(evidence));
    if (subject.kind === "Cluster") return pass("Services could be listed; each is judged by itself.", []);
    const exposure = exposureOf(evidence, subject);
    const declared = findDeclared(evidence, subject);
    return declared
      ? ofService(declared, judge(declared, exposure, subject, evidence))
      : judgeGone(table, subject, evidence, exposure);
  };
}

/** What the fix is written with: what kind of Service it is, its own port, and whom it selects. */
function ofService({ service, port }: DeclaredPort, judged: Judgement): Judgement {
  if (judged.verdict !== "fail") return judged;
  const values = { type: service.type, servicePort: String(port.port), selector: JSON.stringify(service.selector) };
  return { ...judged, values: { ...values, ...judged.values } };
}

function judgeGone(table: SeverityByVantage, subject: Subject, evidence: Evidence, exposure: Exposure): Judgement {
  const where = serviceAt(subject);
  const items = [exposureItem(evidence, subject, exposure)];
  const others = declarersOf(evidence, subject.port ?? 0, subject.protocol);
  if (others.length > 0) return pass(`Service ${where} is gone; its port now belongs to ${others.join(", ")}.`, items);
  if (exposure.open.length > 0) {
    const reason = `Service ${where} is gone, yet its port still answers on ${exposure.open.length} of ${exposure.nodes} nodes.`;
    return fail({ reason, evidence: items, ...reachSeverity(table, exposure.open) });
  }
  if (wasLookedAt(exposure)) return pass(`Service ${where} is gone and no node answers on its port.`, items);
  return unknown(`Service ${where} is gone, but no node was asked whether its port still answers; scan again.`, items);
}

/** What the API says of the Service, beside what the wire says. */
export function serviceItem({ service, port }: DeclaredPort, evidence: Evidence): EvidenceItem {
  const owner = ownerOf(evidence, { kind: "Service", ...service, port: port.nodePort ?? 0, protocol: port.protocol });
  const manager = owner?.manager ?? service.managers.at(-1) ?? null;
  const selector = Object.entries(service.selector).map(([key, value]) => `${key}=${value}`);
  const detail = [
    `created ${service.createdAt ?? "at an unknown time"}`,
    `last written by ${manager?.name ?? "an unknown field manager"}${manager?.at ? ` at ${manager.at}` : ""}`,
    ...(owner?.deployedBy ? [`deployed by ${owner.deployedBy}`] : []),
    `selector ${selector.join(",") || "none"}`,
    `behind it ${owner?.workloads.join(", ") || "no workload that is known"}`,
    `ready endpoints ${service.readyEndpoints ?? "unknown"}`,
  ];
  const received = `type ${service.type}, ${port.port}/${port.protocol} to ${port.targetPort}, node port ${port.nodePort ?? "none"}`;
  const sent = `Service ${service.namespace}/${service.name}`;
  return { ...inventoryItem(sent, received, evidence.inventory.at, false), detail };
}
