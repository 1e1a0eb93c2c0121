import type { Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import { type Severity, type SeverityByVantage, severityFrom, severityRank } from "../../domain/severity.ts";
import type { Subject } from "../../domain/subject.ts";
import { defineCheck } from "../define-check.ts";
import { inventoryItem } from "../evidence-items.ts";
import { approvedByBaseline, baselineItem, becauseOf } from "../expected-ports.ts";
import { reachSeverity } from "../vantage-severity.ts";
import { fail, pass } from "../verdicts.ts";
import { approvalAnnotation, approvalOf } from "./approval.ts";
import { answerOf, describeExposure, type Exposure, exposureItem } from "./exposure.ts";
import { onService, serviceItem } from "./judge-service.ts";
import { behindIt } from "./owner-words.ts";
import { kubectlService, serviceRemediation } from "./service-remediation.ts";
import { type DeclaredPort, serviceAt, servicePortSubjects } from "./service-subjects.ts";

const byVantage: SeverityByVantage = { internet: "high", "other-network": "medium", pod: "low", "node-local": "info" };

function judge(declared: DeclaredPort, exposure: Exposure, subject: Subject, evidence: Evidence): Judgement {
  const { service } = declared;
  const approval = approvalOf(service, evidence.now);
  const at = evidence.inventory.at;
  const value = service.annotations[approvalAnnotation] ?? "not set";
  const items = [
    inventoryItem(`Annotation ${approvalAnnotation} of Service ${service.namespace}/${service.name}`, value, at),
    exposureItem(evidence, subject, exposure, !approval.isValid),
    serviceItem(declared, evidence),
  ];
  if (approval.isValid) return pass(`${approval.says}.`, items);
  const entry = approvedByBaseline(evidence, nodesOf(exposure, evidence), subject);
  if (entry)
    return pass(`It is among the expected ports: ${becauseOf(entry)}.`, [baselineItem(evidence, entry), ...items]);
  const answer = answerOf(exposure);
  const wire =
    exposure.open.length > 0
      ? `and the port is ${describeExposure(exposure)}${answer ? ` (${answer})` : ""}`
      : `though no node answered on the port from ${evidence.vantage.name} (${describeExposure(exposure)})`;
  return fail({
    reason: `${approval.says}, ${wire}.${behindIt(evidence, subject)}`,
    evidence: items,
    ...severityOf(exposure, evidence),
  });
}

/** Where it is open; every node where none answers, since it may open on any. */
function nodesOf({ open }: Exposure, { inventory }: Evidence): string[] {
  return open.length > 0 ? open.flatMap(({ node }) => node ?? []) : inventory.nodes.map(({ name }) => name);
}

/** A declared port that nothing answers on is low at most: it opens again as soon as a pod is ready. */
function severityOf(exposure: Exposure, evidence: Evidence): { severity: Severity } {
  if (exposure.open.length > 0) return reachSeverity(byVantage, exposure.open);
  const here = severityFrom(byVantage, evidence.vantage.kind);
  return { severity: severityRank(here) > severityRank("low") ? here : "low" };
}

export const nodeportUnapproved = defineCheck({
  id: "nodeport-unapproved",
  revision: 2,
  component: "nodeport",
  tier: 1,
  kind: "hybrid",
  title: "Every NodePort has an approval with owner and reason on its Service",
  headline: (subject) => `Service ${serviceAt(subject)} opens a port on all nodes and nobody approved it`,
  needs: ["list services"],
  severity: {
    byVantage,
    base: "low",
    rule: "By the widest vantage that finds the port open on a node; low at most where no node answers on it.",
  },
  rationale:
    "Any developer with the right to create Services can open a port on all nodes in one line, and nobody notices until a scanner outside does.",
  subjects: servicePortSubjects,
  judge: onService(byVantage, judge),
  ...serviceRemediation("Close the node port, or record an approval with owner, reason and last day.", (context) => ({
    command: kubectlService(
      context,
      "get",
      ` -o jsonpath='{.spec.type} {.metadata.annotations.breakwater\\.dev/nodeport-approved}{"\\n"}'`,
    ),
    expect: "ClusterIP, NotFound, or the type with the approval behind it",
  })),
  tradeoffs: [
    "Bare-metal clusters without a load balancer may need NodePorts for the ingress itself: approve those two.",
  ],
  failureModes: ["Clients with NODE:PORT written into them break: watch the endpoints' traffic before closing."],
  references: {
    nsa: "NSA/CISA v1.2: Network separation and hardening > Network policies",
    mitre: ["T1133", "T1190"],
    ms: ["MS-TA9005 Exposed sensitive interfaces"],
    cwe: ["CWE-668"],
    urls: ["https://kubernetes.io/docs/concepts/services-networking/service/"],
    tools: ["kubescape C-0256"],
  },
  severityDiffers:
    "Kubescape C-0256 (External facing) marks every exposed workload alike, by its manifest; here the widest vantage that finds the port open decides, and an approval with owner and reason ends the finding.",
});
