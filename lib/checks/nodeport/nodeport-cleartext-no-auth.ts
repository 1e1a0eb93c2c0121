import type { EvidenceItem, Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { Observation } from "../../domain/observation.ts";
import { type SeverityByVantage, shiftSeverity } from "../../domain/severity.ts";
import { urlHost } from "../../domain/shell-quote.ts";
import type { Subject } from "../../domain/subject.ts";
import { shellUrl } from "../api-server/static-pod-remediation.ts";
import { defineCheck } from "../define-check.ts";
import { exchangeItem } from "../evidence-items.ts";
import { pathOf } from "../port-readings.ts";
import { reachSeverity } from "../vantage-severity.ts";
import { fail, notApplicable, pass, unknown } from "../verdicts.ts";
import { describeExposure, type Exposure, exposureItem, exposureOf, isRefusedEverywhere } from "./exposure.ts";
import { behindIt } from "./owner-words.ts";
import { serviceRemediation } from "./service-remediation.ts";
import { findDeclared, serviceAt, servicePortSubjects, servicesMissing } from "./service-subjects.ts";

const byVantage: SeverityByVantage = { internet: "high", "other-network": "medium", pod: "low", "node-local": "info" };
type Answer = "open" | "guarded" | "not-http" | "untold";

function answerKind({ http, service, tls }: Observation): Answer {
  if (!http)
    return service === null || service === "http" ? "untold" : tls || service === "https" ? "guarded" : "not-http";
  if (http.scheme === "https" || http.authentication === "redirect-to-https") return "guarded";
  if (http.authentication === "required" || http.status === 401 || http.status === 403) return "guarded";
  const isServed = http.status >= 200 && http.status < 300 && http.bodyBytes > 0 && http.contentKind !== "empty";
  return isServed && http.authentication === "none" ? "open" : "untold";
}

function judge(subject: Subject, evidence: Evidence): Judgement {
  if (subject.kind === "Cluster") return unknown(servicesMissing(evidence));
  if (subject.protocol === "UDP") return notApplicable("A UDP port serves no HTTP over TCP.");
  const exposure = exposureOf(evidence, subject);
  const kinds = Map.groupBy(exposure.open, answerKind);
  const items = [...pages(exposure.open), exposureItem(evidence, subject, exposure, exposure.open.length === 0)];
  const served = kinds.get("open") ?? [];
  if (served.length > 0) return judgeServed(served, items, behindIt(evidence, subject));
  if (exposure.open.length === 0) return judgeUnanswered(subject, evidence, exposure, items);
  if (kinds.has("untold"))
    return unknown(
      "The port is open, but its answer to GET / shows neither a page nor a login; ask a path that it serves.",
      items,
    );
  if (kinds.has("guarded")) return pass("It asks for a login, speaks TLS or sends its callers to https.", items);
  return notApplicable(`What answers is ${exposure.open[0]?.service ?? "another protocol"}, not HTTP.`, items);
}

function judgeServed(served: Observation[], items: EvidenceItem[], behind: string): Judgement {
  const [first] = served;
  const reach = reachSeverity(byVantage, served);
  const isMinor = served.every(({ http }) => http?.contentKind === "health" || http?.contentKind === "metrics");
  const what = first?.http?.title ? `the page "${first.http.title}"` : `${first?.http?.bodyBytes ?? 0} bytes`;
  const where = first ? `http://${urlHost(first.address)}:${first.port}/` : "GET /";
  return fail({
    reason: `${where} answers ${first?.http?.status ?? "2xx"} with ${what}, without TLS and without a login${isMinor ? "; it shows health or metrics only" : ""}.${behind}`,
    evidence: items,
    severity: isMinor ? shiftSeverity(reach.severity, 1) : reach.severity,
    vantage: reach.vantage,
  });
}

function judgeUnanswered(subject: Subject, evidence: Evidence, exposure: Exposure, items: EvidenceItem[]): Judgement {
  const state = describeExposure(exposure);
  if (isRefusedEverywhere(evidence, exposure))
    return pass(`No node that can be reached answers on the port (${state}).`, items);
  const isGone = evidence.inventory.services !== null && !findDeclared(evidence, subject);
  if (isGone && exposure.states.has("filtered"))
    return pass(`Service ${serviceAt(subject)} is gone and no node answers on its port.`, items);
  return unknown(
    `No node let this scan look at the port (${state}); scan from a vantage that reaches the nodes.`,
    items,
  );
}

/** GET / of each kind of answer, one node for all of the same. */
function pages(open: readonly Observation[]): EvidenceItem[] {
  const [first] = open.filter((observation) => answerKind(observation) === "open");
  const shown = first ?? open[0];
  const page = shown?.exchanges?.findLast(({ url, status }) => pathOf(url) === "/" && status !== null);
  if (!shown || !page) return [];
  const server = shown.http?.server;
  return [{ ...exchangeItem(shown, page), ...(server ? { detail: [`Server: ${server}`] } : {}) }];
}

export const nodeportCleartextNoAuth = defineCheck({
  id: "nodeport-cleartext-no-auth",
  component: "nodeport",
  tier: 1,
  kind: "probe",
  title: "No NodePort serves plain HTTP without a login",
  headline: (subject) => `Service ${serviceAt(subject)} serves plain HTTP without any login on every node`,
  needs: ["list services"],
  severity: {
    byVantage,
    base: "low",
    rule: "By the widest vantage that gets the page; one step milder where it is health or metrics only.",
  },
  rationale:
    "A microservice that is reached without the ingress skips the TLS, login and rate limits that everyone assumes are in front.",
  subjects: servicePortSubjects,
  judge,
  ...serviceRemediation("Close the node port and serve it behind an ingress with TLS and a login.", (context) => ({
    command: `curl -s -m 3 -o /dev/null -w "%{http_code}\\n" ${shellUrl("http", context, "/")}`,
    expect: "000 (not reachable), 401, 403, or a redirect to https",
  })),
  tradeoffs: ["Public static sites may be intended: accept the finding with that reason."],
  references: {
    cis: ["CIS EKS v1.8 §5.4.5"],
    nsa: "NSA/CISA v1.2: Encryption",
    mitre: ["T1190"],
    ms: ["MS-TA9005 Exposed sensitive interfaces"],
    cwe: ["CWE-319", "CWE-306"],
    urls: ["https://kubernetes.io/docs/concepts/services-networking/service/"],
  },
});
