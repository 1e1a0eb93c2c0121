import type { Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { Observation } from "../../domain/observation.ts";
import {
  type Severity,
  type SeverityByVantage,
  severityFrom,
  severityRank,
  worseSeverity,
} from "../../domain/severity.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import type { Subject } from "../../domain/subject.ts";
import { defineCheck } from "../define-check.ts";
import { inventoryItem } from "../evidence-items.ts";
import { type Reach, reachSeverity } from "../vantage-severity.ts";
import { fail, notApplicable, pass } from "../verdicts.ts";
import { approvalAnnotation, approvalOf } from "./approval.ts";
import { answerOf, describeExposure, type Exposure, exposureItem, isRefusedEverywhere } from "./exposure.ts";
import { onService, serviceItem } from "./judge-service.ts";
import { behindIt } from "./owner-words.ts";
import { serviceRemediation } from "./service-remediation.ts";
import { type DeclaredPort, orCluster, serviceAt, servicePortSubjects } from "./service-subjects.ts";

const byVantage: SeverityByVantage = {
  internet: "medium",
  "other-network": "medium",
  pod: "low",
  "node-local": "info",
};

/** Protocols that answer more than they are asked, so that forged requests flood somebody else. */
const amplifiers = new Set(["dns", "ntp", "snmp", "memcached"]);
const amplifierPorts = new Set(["19", "53", "111", "123", "161", "389", "1900", "11211"]);

function subjects(evidence: Evidence): Subject[] {
  const isUdp = ({ kind, protocol }: Subject) => kind === "Cluster" || protocol === "UDP";
  return orCluster(evidence, servicePortSubjects(evidence).filter(isUdp));
}

function judge(declared: DeclaredPort, exposure: Exposure, subject: Subject, evidence: Evidence): Judgement {
  if (subject.protocol !== "UDP") return notApplicable(`${serviceAt(subject)} is no UDP port.`);
  const { service } = declared;
  const approval = approvalOf(service, evidence.now);
  const isOpen = exposure.open.length > 0;
  const items = [
    exposureItem(evidence, subject, exposure, isOpen),
    inventoryItem(
      `Annotation ${approvalAnnotation} of Service ${service.namespace}/${service.name}`,
      service.annotations[approvalAnnotation] ?? "not set",
      evidence.inventory.at,
      !isOpen,
    ),
    serviceItem(declared, evidence),
  ];
  if (approval.isValid) return pass(`${approval.says}.`, items);
  const behind = behindIt(evidence, subject);
  if (isOpen) {
    const answer = answerOf(exposure) ?? "something";
    const reason = `${approval.says}, and the port is ${describeExposure(exposure)}: ${answer} over UDP proves it.${behind}`;
    return fail({ reason, evidence: items, ...provenReach(exposure.open) });
  }
  if (isRefusedEverywhere(evidence, exposure))
    return pass(`Every node that can be reached refuses the port with ICMP (${describeExposure(exposure)}).`, items);
  const leads = amplifierPorts.has(declared.port.targetPort) ? ` It leads to ${declared.port.targetPort}/UDP.` : "";
  const reason = `${approval.says}; no answer proves the port open (${describeExposure(exposure)}), so its declaration alone decides.${leads}${behind}`;
  return fail({ reason, evidence: items, severity: declaredSeverity(evidence) });
}

/** Reflection needs callers from outside; inside the cluster an amplifier is a port like any other. */
function provenReach(open: readonly Observation[]): Reach {
  const reach = reachSeverity(byVantage, open);
  const isOutside = reach.vantage?.kind === "internet" || reach.vantage?.kind === "other-network";
  const amplifies = open.some(({ product, service }) => amplifiers.has(product?.product ?? service ?? ""));
  return isOutside && amplifies ? { ...reach, severity: worseSeverity(reach.severity, "high") } : reach;
}

/** What nobody saw open is low at most. */
function declaredSeverity({ vantage }: Evidence): Severity {
  const here = severityFrom(byVantage, vantage.kind);
  return severityRank(here) > severityRank("low") ? here : "low";
}

export const nodeportUdpExposed = defineCheck({
  id: "nodeport-udp-exposed",
  component: "nodeport",
  tier: 1,
  kind: "hybrid",
  title: "Every UDP NodePort is approved, or refused by every node",
  headline: (subject) => `Service ${serviceAt(subject)} opens a UDP port on all nodes and nobody approved it`,
  needs: ["list services"],
  severity: {
    byVantage,
    base: "low",
    range: ["high", "info"],
    rule: "By the widest vantage whose request was answered; high where DNS, NTP, SNMP or memcached answers another network or the internet; low at most where only the declaration shows it.",
  },
  rationale:
    "Scanners of TCP ports skip UDP, and an open UDP service can be made to flood others, which gets your addresses blocked.",
  subjects,
  judge: onService(byVantage, judge),
  ...serviceRemediation(
    "Close the UDP node port, or record an approval with owner, reason and last day.",
    (context) => ({
      command: `nmap -sU -Pn -p ${context.port} ${shellQuote(context.address)}`,
      expect: "closed; open|filtered where a packet filter drops it, which proves neither",
    }),
  ),
  tradeoffs: ["Games, VoIP and DNS need UDP: approve them, and limit the rate of answers."],
  failureModes: [
    "Nodes limit how many ICMP refusals they send (net.ipv4.icmp_ratelimit), so that a closed port can look open|filtered.",
    "A backend that stays silent to requests it does not know looks like a filter: ask it in its own protocol.",
  ],
  references: {
    nsa: "NSA/CISA v1.2: Worker node segmentation",
    mitre: ["T1498.002", "T1133"],
    ms: ["MS-TA9040 Denial of service"],
    cwe: ["CWE-406"],
    urls: [
      "https://kubernetes.io/docs/reference/networking/ports-and-protocols/",
      "https://nmap.org/book/scan-methods-udp-scan.html",
    ],
    tools: ["nmap"],
  },
});
