import type { EvidenceItem, Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { Observation } from "../../domain/observation.ts";
import { type SeverityByVantage, shiftSeverity } from "../../domain/severity.ts";
import type { Subject } from "../../domain/subject.ts";
import { defineCheck } from "../define-check.ts";
import { inventoryItem } from "../evidence-items.ts";
import { openItems, portItems, portOf, seenAt, silenceOf, stateOfSubject } from "../port-readings.ts";
import { onPresentNode } from "../present-node.ts";
import { reachSeverity } from "../vantage-severity.ts";
import { fail, pass, unknown } from "../verdicts.ts";
import {
  type ApiServerCve,
  type ApiServerVersion,
  apiServerCves,
  parseApiServerVersion,
  standingOf,
  vendorOf,
} from "./api-server-cves.ts";
import { apiServerClients, nodeValues } from "./api-server-intent.ts";
import { apiServerOn } from "./api-server-subjects.ts";
import { distributionOf, readFlag } from "./control-plane-flags.ts";
import { apiServerInstances } from "./managed-control-plane.ts";
import { upgradeRemediation } from "./upgrade-remediation.ts";

const byVantage: SeverityByVantage = {
  internet: "high",
  "other-network": "medium",
  pod: "medium",
  "node-local": "low",
};

const isApiServer = ({ state, apiServer, service }: Observation) =>
  state === "open" && (apiServer !== undefined || (service?.startsWith("kube-apiserver") ?? false));

/** The version that the port told, else the one that discovery read with its login. */
function versionOf(evidence: Evidence, subject: Subject): { shown: string; version: ApiServerVersion } | null {
  const told = seenAt(evidence, subject).find(({ apiServer }) => apiServer?.version)?.apiServer?.version;
  const shown = told ?? evidence.inventory.cluster.version;
  const version = parseApiServerVersion(shown);
  return shown && version ? { shown, version } : null;
}

/** Fixed behind a feature gate: "unread" where no source tells whether it is on. */
function gateOf(evidence: Evidence, subject: Subject, gate: string): "on" | "off" | "unread" {
  const flag = readFlag(evidence, subject, "kube-apiserver", "feature-gates");
  if (!flag.isRead) return "unread";
  return new RegExp(`(^|,)${gate}=true(,|$)`).test(flag.value ?? "") ? "on" : "off";
}

function affecting(evidence: Evidence, subject: Subject, version: ApiServerVersion) {
  const services = evidence.inventory.apiServices;
  const hasAggregated = services === null || services.some(({ service }) => service !== null);
  const found: ApiServerCve[] = [];
  const unsure: ApiServerCve[] = [];
  for (const cve of apiServerCves) {
    const standing = standingOf(cve, version);
    if (standing === "fixed" || (cve.aggregated && !hasAggregated)) continue;
    const gate = standing === "gated" ? gateOf(evidence, subject, cve.gate ?? "") : "off";
    if (gate === "off") found.push(cve);
    if (gate === "unread") unsure.push(cve);
  }
  return { found, unsure };
}

const list = (cves: readonly ApiServerCve[]) => cves.map(({ id }) => id).join(", ");
const words = (cves: readonly ApiServerCve[]) =>
  cves.map(({ id, flaw, needs }) => `${id} (${flaw}; needs ${needs})`).join(", ");

function judge(subject: Subject, evidence: Evidence): Judgement {
  const known = versionOf(evidence, subject);
  if (!known)
    return unknown(
      `The version of the API server of ${subject.name} is not known; scan with a login, which may read /version.`,
    );
  const { shown, version } = known;
  const item = inventoryItem("gitVersion of the API server from /version", shown, evidence.inventory.at);
  const { found, unsure } = affecting(evidence, subject, version);
  if (found.length + unsure.length === 0)
    return pass(`${shown} is outside the affected ranges of ${list(apiServerCves)}, or lacks what they need.`, [item]);
  if (found.length === 0)
    return unknown(
      `${shown} has the fix of ${list(unsure)} behind the feature gate ${unsure[0]?.gate}, which is off by default, and --feature-gates of the API server is not known: grant "list pods", or upload a node report.`,
      [item],
    );
  return judgeReach(subject, evidence, { shown, version, found, item });
}

interface Affected {
  shown: string;
  version: ApiServerVersion;
  found: ApiServerCve[];
  item: EvidenceItem;
}

function judgeReach(subject: Subject, evidence: Evidence, { shown, version, found, item }: Affected): Judgement {
  const open = seenAt(evidence, subject).filter(isApiServer);
  if (open.length === 0) {
    const items = [item, ...portItems(evidence, subject)];
    if (stateOfSubject(evidence, subject) === "closed")
      return pass(`${shown} is in the affected range of ${list(found)}, but ${portOf(subject)} is closed.`, items);
    return unknown(
      `${shown} is in the affected range of ${list(found)}, but whether its port can be reached is not known. ${silenceOf(evidence, subject)}`,
      items,
    );
  }
  const reach = reachSeverity(byVantage, open);
  const isTakeover = found.some((cve) => cve.isTakeover) && reach.vantage?.kind === "internet";
  const severity = isTakeover ? "critical" : reach.severity;
  const vendor = vendorOf(distributionOf(evidence, subject), version);
  const doubt = vendor
    ? ` ${vendor} carries fixes back into its builds: see its bulletin for this one, which makes it one step milder.`
    : "";
  return fail({
    reason: `${shown} is in the affected range of ${words(found)}, and ${portOf(subject)} is open from ${evidence.vantage.name}.${doubt}`,
    evidence: [item, ...openItems(open, /^\/(version|livez|api)/)],
    ...reach,
    severity: vendor ? shiftSeverity(severity, 1) : severity,
    values: nodeValues(evidence),
  });
}

export const apiserverKnownPortCves = defineCheck({
  id: "apiserver-known-port-cves",
  component: "api-server",
  needs: ["list apiservices"],
  tier: 2,
  kind: "hybrid",
  title: "API server has no known flaw that its open port makes usable",
  headline: (subject) => `${apiServerOn(subject)} has a known flaw that is usable through its port`,
  ports: [6443, 443, 8443, 16_443],
  severity: {
    byVantage,
    base: "medium",
    range: ["critical", "info"],
    rule: "By the widest vantage that reaches the port; critical for CVE-2018-1002105 from the internet; one step milder for builds of a vendor that carries fixes back.",
  },
  rationale: "These flaws need nothing but a path to the port, sometimes with an account of few rights.",
  subjects: apiServerInstances,
  judge: onPresentNode(judge),
  ...upgradeRemediation,
  tradeoffs: ["An upgrade window for the control plane."],
  failureModes: ["Removed API versions break manifests: look for deprecated ones before the upgrade."],
  rights: [{ apiGroup: "", resource: "nodes/proxy", verbs: ["get", "create"] }],
  settings: { component: "kube-apiserver", names: ["feature-gates"] },
  allow: apiServerClients,
  references: {
    nsa: "NSA/CISA v1.2: Upgrading and application security practices",
    mitre: ["T1190", "T1068", "T1499"],
    ms: ["MS-TA9029 Access the K8S API server", "MS-TA9040 Denial of service"],
    cwe: ["CWE-1395"],
    cve: apiServerCves.map(({ id }) => id),
    urls: [
      "https://kubernetes.io/docs/reference/issues-security/official-cve-feed/",
      "https://github.com/kubernetes/kubernetes/issues/71411",
      "https://github.com/kubernetes/kubernetes/issues/92914",
      "https://github.com/kubernetes/kubernetes/issues/112513",
      "https://github.com/kubernetes/kubernetes/issues/113757",
      "https://github.com/kubernetes/kubernetes/pull/121120",
    ],
    tools: [
      "kube-hunter KHV022",
      "kube-hunter KHV023",
      "kube-hunter KHV024",
      "kube-hunter KHV025",
      "kube-hunter KHV026",
      "kubescape C-0089",
    ],
  },
  severityDiffers:
    "kube-hunter and Kubescape go by the version alone; here the port must have been seen open, and where from decides.",
});
