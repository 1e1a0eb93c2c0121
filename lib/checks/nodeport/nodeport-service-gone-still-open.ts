import type { Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import { formatPort } from "../../domain/port-state.ts";
import type { SeverityByVantage } from "../../domain/severity.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import type { Subject } from "../../domain/subject.ts";
import { counted } from "../counted.ts";
import { defineCheck } from "../define-check.ts";
import { inventoryItem } from "../evidence-items.ts";
import { nodeSubject } from "../node-subjects.ts";
import { openItems, portItems, portOf, silenceOf, stateOfSubject } from "../port-readings.ts";
import { onPresentNode } from "../present-node.ts";
import { reachSeverity } from "../vantage-severity.ts";
import { fail, pass, unknown } from "../verdicts.ts";
import { answersOn, goneAt, gonePorts } from "./gone-ports.ts";
import { goneRemediation } from "./gone-remediation.ts";
import { shutNodePort } from "./service-remediation.ts";
import { clusterSubject, declarersOf, servicesMissing } from "./service-subjects.ts";
import { isProvenOpen } from "./udp-proof.ts";
import { explain } from "./undeclared-ports.ts";

const byVantage: SeverityByVantage = { internet: "high", "other-network": "high", pod: "medium", "node-local": "low" };

/** One subject a node and port that still answers; the cluster where there is none, or nothing to compare with. */
function subjects(evidence: Evidence): Subject[] {
  const { nodes } = evidence.inventory;
  const open = [...gonePorts(evidence).values()].flatMap(({ port, protocol }) =>
    nodes
      .filter((node) => answersOn(evidence, node, port, protocol) && explain(evidence, node, port, protocol) === null)
      .map((node) => ({ ...nodeSubject(node, port), protocol })),
  );
  return open.length > 0 ? open : [clusterSubject(evidence)];
}

function judge(subject: Subject, evidence: Evidence): Judgement {
  if (evidence.inventory.services === null) return unknown(servicesMissing(evidence));
  return subject.kind === "Cluster" ? judgeCluster(subject, evidence) : judgePort(subject, evidence);
}

function judgeCluster(subject: Subject, evidence: Evidence): Judgement {
  const before = evidence.previous?.scan;
  if (!before)
    return unknown(
      `No earlier complete scan of ${subject.name} from ${evidence.vantage.name} is kept; scan twice to see what outlives its Service.`,
    );
  if (before.declaredPorts === null)
    return unknown(
      `The scan of ${before.finishedAt} could not list Services; the next scan has this one to compare with.`,
    );
  const gone = [...gonePorts(evidence).values()];
  const item = inventoryItem(
    `Node ports that the scan of ${before.finishedAt} knew`,
    `${before.declaredPorts.length} declared then, ${gone.length} of them declared no more`,
    evidence.inventory.at,
  );
  const silent = gone.filter(({ port, protocol }) =>
    evidence.inventory.nodes.some(({ name }) =>
      ["not-looked", "failed"].includes(evidence.stateOf(name, port, protocol)),
    ),
  );
  const ports = silent.map(({ port, protocol }) => formatPort(port, protocol)).join(", ");
  if (silent.length > 0)
    return unknown(
      `${ports} lost its Service and was not looked at on every node; scan again with the standard profile.`,
      [item],
    );
  return pass(
    `No port outlived its Service: ${counted(gone.length, "node port")} went since ${before.finishedAt}, and none answers.`,
    [item],
  );
}

function judgePort(subject: Subject, evidence: Evidence): Judgement {
  const { port = 0, protocol = "TCP" } = subject;
  const node = evidence.node(subject.node ?? subject.name);
  const items = portItems(evidence, subject);
  const [declarer] = declarersOf(evidence, port, protocol);
  if (declarer) return pass(`Service ${declarer} declares ${formatPort(port, protocol)} again.`, items);
  const owner = node ? explain(evidence, node, port, protocol) : null;
  if (owner) return pass(`${owner}.`, items);
  const open = evidence.at(subject.node ?? null, port, protocol).filter(isProvenOpen);
  if (open.length === 0) {
    if (stateOfSubject(evidence, subject) === "closed")
      return pass(`${portOf(subject)} is closed by now.`, items, evidence.vantage);
    return unknown(silenceOf(evidence, subject), items);
  }
  return fail({
    reason: `${portOf(subject)} still answers, and ${whoWas(subject, evidence)}`,
    evidence: [...openItems(open, /^\/$/), declaredItem(subject, evidence)],
    ...reachSeverity(byVantage, open),
  });
}

function whoWas({ port = 0, protocol }: Subject, evidence: Evidence): string {
  const before = goneAt(evidence, port, protocol);
  if (!before) return "no Service declares it any more.";
  const { uid, namespace, name } = before.service;
  const isThere = evidence.inventory.services?.some((service) => service.uid === uid);
  return `Service ${namespace}/${name}, which declared it, ${isThere ? "no longer does" : "is gone"}.`;
}

function declaredItem({ port = 0, protocol }: Subject, evidence: Evidence) {
  const before = goneAt(evidence, port, protocol);
  const then = before ? `${before.via} of Service ${before.service.namespace}/${before.service.name}` : "not listed";
  const sent = `${formatPort(port, protocol)} in the scan of ${evidence.previous?.scan.finishedAt ?? "an earlier day"} and in this one`;
  return inventoryItem(sent, `then ${then}, now of no Service`, evidence.inventory.at);
}

export const nodeportServiceGoneStillOpen = defineCheck({
  id: "nodeport-service-gone-still-open",
  component: "nodeport",
  tier: 1,
  kind: "hybrid",
  title: "A node port closes with the Service that opened it",
  headline: ({ name, port, protocol }) =>
    port === undefined
      ? `A node port of ${name} outlived its Service`
      : `${name} still answers on ${formatPort(port, protocol)}, whose Service is gone`,
  needs: ["list services", "list pods"],
  severity: { byVantage, base: "medium", rule: "By the widest vantage in which the port answers." },
  rationale:
    "Whoever deleted the Service believes the port shut, no list of Services shows it any more, and what answers is a stale rule, a stale connection or a process that nobody declared.",
  subjects,
  judge: onPresentNode(judge),
  ...goneRemediation((context) => ({
    command: `nmap -Pn -p ${context.port} ${shellQuote(context.address)}`,
    expect: "closed",
  })),
  tradeoffs: ["Restarting kube-proxy rewrites all rules of one node: new connections wait for a moment."],
  failureModes: [
    "With eBPF data planes there is no kube-proxy: the agent of the CNI holds the rule.",
    "UDP flows live on in conntrack after the rule is gone, until they are deleted or time out.",
  ],
  references: {
    nsa: "NSA/CISA v1.2: Worker node segmentation",
    mitre: ["T1571", "T1133"],
    ms: ["MS-TA9005 Exposed sensitive interfaces"],
    cwe: ["CWE-668", "CWE-459"],
    urls: [
      "https://kubernetes.io/docs/reference/networking/virtual-ips/",
      "https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/",
    ],
    tools: ["nmap"],
  },
  allow: shutNodePort,
});
