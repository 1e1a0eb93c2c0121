import type { Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { Severity, SeverityByVantage } from "../../domain/severity.ts";
import type { Subject } from "../../domain/subject.ts";
import { counted } from "../counted.ts";
import { defineCheck } from "../define-check.ts";
import { inventoryItem } from "../evidence-items.ts";
import { fail, pass, unknown } from "../verdicts.ts";
import { approvalOf } from "./approval.ts";
import { describeExposure, type Exposure, exposureItem } from "./exposure.ts";
import { isReleased, signalsOf } from "./forgotten-signals.ts";
import { onService, serviceItem } from "./judge-service.ts";
import { behindIt } from "./owner-words.ts";
import { kubectlService, serviceRemediation } from "./service-remediation.ts";
import { type DeclaredPort, needMissing, serviceAt, servicePortSubjects } from "./service-subjects.ts";

const dayMs = 86_400_000;
const graceDays = 14;
const enoughSignals = 2;
/** Of a port that outlived its Service. */
const leftover: SeverityByVantage = {
  internet: "high",
  "other-network": "medium",
  pod: "medium",
  "node-local": "medium",
};

function judge(declared: DeclaredPort, exposure: Exposure, subject: Subject, evidence: Evidence): Judgement {
  const { service } = declared;
  const item = serviceItem(declared, evidence);
  const approval = approvalOf(service, evidence.now);
  if (approval.isValid) return pass(`${approval.says}.`, [item]);
  if (isReleased(service)) return pass("A release tool (Helm, Argo or Flux) deploys it.", [item]);
  if (service.createdAt === null)
    return unknown("The Service does not say when it was created; look at its history.", [item]);
  const days = Math.floor((evidence.now.getTime() - Date.parse(service.createdAt)) / dayMs);
  if (days < graceDays)
    return pass(`It is ${counted(days, "day")} old; a Service counts as forgotten after ${graceDays}.`, [item]);
  const signals = signalsOf(service, evidence);
  if (signals.length >= enoughSignals) {
    const reason = `It is ${counted(days, "day")} old and looks like a leftover: ${signals.join("; ")}. The port is ${describeExposure(exposure)}.${behindIt(evidence, subject)}`;
    const items = [
      inventoryItem(`Service ${service.namespace}/${service.name}`, signals.join("; "), evidence.inventory.at),
      exposureItem(evidence, subject, exposure, false),
      item,
    ];
    return fail({ reason, evidence: items, severity: severityOf(declared, exposure) });
  }
  // One more signal would decide it, and that one could not be read.
  if (signals.length === enoughSignals - 1 && service.readyEndpoints === null)
    return unknown(needMissing(evidence, "list endpointslices", "Endpoints could not be counted"), [item]);
  return pass(
    signals.length === 0 ? "Nothing about it looks like a leftover." : `Only one sign of a leftover: ${signals[0]}.`,
    [item],
  );
}

function severityOf({ service }: DeclaredPort, { open }: Exposure): Severity {
  if (open.some(({ vantage }) => vantage.kind === "internet")) return "high";
  return service.readyEndpoints === 0 ? "low" : "medium";
}

export const nodeportForgotten = defineCheck({
  id: "nodeport-forgotten",
  component: "nodeport",
  tier: 1,
  kind: "config",
  title: "No NodePort is a leftover of a debugging session",
  headline: (subject) => `Service ${serviceAt(subject)} looks like a forgotten debugging NodePort`,
  needs: ["list services", "list endpointslices"],
  severity: {
    byVantage: null,
    base: "medium",
    range: ["high", "low"],
    rule: "Medium; high when the internet reaches it; low when no ready endpoint is behind it.",
  },
  rationale:
    "Temporary exposure for a test that outlives the bug hunt is the most common way an internal service becomes public, and months later it carries an unpatched CVE.",
  subjects: servicePortSubjects,
  judge: onService(leftover, judge),
  ...serviceRemediation("Ask who still needs it, then close the node port.", (context) => ({
    command: kubectlService(context, "get"),
    expect: "NotFound, or type ClusterIP",
  })),
  tradeoffs: ["On clusters that are managed by hand it may be wrong: approve what is wanted with the annotation."],
  failureModes: ["Someone is still debugging: tell the owner before you delete it."],
  references: {
    nsa: "NSA/CISA v1.2: Network separation and hardening > Network policies",
    mitre: ["T1133"],
    ms: ["MS-TA9005 Exposed sensitive interfaces"],
    cwe: ["CWE-1188"],
    urls: ["https://kubernetes.io/docs/concepts/services-networking/service/"],
    tools: ["kubescape C-0293"],
  },
});
