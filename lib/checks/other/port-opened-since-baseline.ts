import type { Judgement } from "../../domain/check.ts";
import type { Evidence, PreviousEvidence } from "../../domain/evidence.ts";
import type { ClusterNode } from "../../domain/inventory.ts";
import { formatPort } from "../../domain/port-state.ts";
import type { Severity } from "../../domain/severity.ts";
import type { Subject } from "../../domain/subject.ts";
import { portSection } from "../../domain/well-known-ports.ts";
import { defineCheck } from "../define-check.ts";
import { inventoryItem } from "../evidence-items.ts";
import { nodeSubject } from "../node-subjects.ts";
import { openItems, portItems, portOf, seenAt, silenceOf, stateOfSubject } from "../port-readings.ts";
import { onPresentNode } from "../present-node.ts";
import { remediationBy } from "../remediation-by.ts";
import { fail, notApplicable, pass, unknown } from "../verdicts.ts";
import { explainPort } from "./port-explanations.ts";

/** States that a scan saw for itself: a port it did not look at has not opened since. */
const shut = new Set(["closed", "filtered"]);

function openedPorts(evidence: Evidence, node: ClusterNode, previous: PreviousEvidence): number[] {
  const ports = evidence
    .ofNode(node.name)
    .filter(
      ({ protocol, state, vantage }) =>
        protocol === "TCP" && state === "open" && vantage.name === previous.scan.vantage.name,
    )
    .map(({ port }) => port);
  return [...new Set(ports)].filter((port) => shut.has(previous.stateOf(node.uid, port))).sort((a, b) => a - b);
}

/** One subject a newly open port; a node without any is one subject by itself. */
function subjects(evidence: Evidence): Subject[] {
  const { previous } = evidence;
  return evidence.inventory.nodes.flatMap((node) => {
    const ports = previous ? openedPorts(evidence, node, previous) : [];
    if (ports.length > 0) return ports.map((port) => nodeSubject(node, port));
    const { port: _port, protocol: _protocol, ...whole } = nodeSubject(node, 0);
    return [whole];
  });
}

function judge(subject: Subject, evidence: Evidence): Judgement {
  const node = evidence.node(subject.node ?? subject.name);
  if (!node) return notApplicable(`${subject.name} is no longer a node of this cluster.`);
  return subject.port === undefined
    ? judgeNode(node, evidence)
    : judgePort({ subject, node, port: subject.port }, evidence);
}

function severityOf(evidence: Evidence, node: ClusterNode, port: number): Severity {
  const section = portSection(port, evidence.inventory.cluster.nodePortRange);
  if (["kubelet", "etcd", "api-server", "control-plane"].includes(section)) return "high";
  return explainPort(evidence, node, port) === null ? "medium" : "low";
}

function judgePort(
  { subject, node, port }: { subject: Subject; node: ClusterNode; port: number },
  evidence: Evidence,
): Judgement {
  const state = stateOfSubject(evidence, subject);
  const items = portItems(evidence, subject);
  if (state === "closed") return pass(`${portOf(subject)} is closed again.`, items, evidence.vantage);
  if (state !== "open") return unknown(silenceOf(evidence, subject), items);
  const open = seenAt(evidence, subject).filter((observation) => observation.state === "open");
  const before = evidence.previous?.stateOf(node.uid, port) ?? "not-looked";
  const at = evidence.previous?.scan.finishedAt ?? evidence.inventory.at;
  const owner = explainPort(evidence, node, port);
  const since = shut.has(before)
    ? `was ${before} in the scan before, and is open now`
    : "was found newly open by an earlier scan, and is open still";
  const told = inventoryItem(
    `State of ${formatPort(port, "TCP")} on ${node.name} in the scan before`,
    before,
    at,
    false,
  );
  return fail({
    reason: `${portOf(subject)} ${since}${owner ? `: ${owner}` : ""}.`,
    evidence: [...openItems(open, /^\/$/), told],
    severity: severityOf(evidence, node, port),
    vantage: evidence.vantage,
  });
}

function judgeNode(node: ClusterNode, evidence: Evidence): Judgement {
  const { previous } = evidence;
  if (!previous)
    return unknown("There is no earlier complete scan from here to compare with: the next scan will have this one.");
  if (!previous.scan.nodes.some(({ uid }) => uid === node.uid))
    return notApplicable(`${node.name} was not in the cluster at the scan before: all of it is new.`);
  if (!evidence.reachable(node.name))
    return unknown(`No port of ${node.name} answered from ${evidence.vantage.name}: what opened there is not known.`);
  if (openedPorts(evidence, node, previous).length > 0)
    return notApplicable("Each newly open port of the node is judged by itself.");
  const item = inventoryItem(
    `Ports of ${node.name} that were shut in the scan of ${previous.scan.finishedAt}`,
    "none has opened",
    evidence.inventory.at,
  );
  return pass(`No port of ${node.name} opened since the scan before.`, [item], evidence.vantage);
}

const remediation = remediationBy({
  own: {},
  generic: ({ nodeName, address, port }) => ({
    summary: `Find out who opened ${port || "the port"} on ${nodeName ?? address}, then close it or accept it.`,
    steps: [
      {
        text: "See what was created or changed around that time.",
        language: "bash",
        code: "kubectl get events -A --sort-by=.lastTimestamp | tail -50\nkubectl get services,pods -A --sort-by=.metadata.creationTimestamp | tail -20",
      },
      {
        text: `On ${nodeName ?? address}, name the process and since when it runs.`,
        language: "bash",
        code: `sudo ss -H -tlnp 'sport = :${port}'\nps -eo pid,lstart,args --sort=start_time | tail -20`,
      },
      { text: "Close it by the finding of the port itself, or accept this one with the reason and an end." },
    ],
    undo: "Nothing is changed by looking.",
  }),
  verify: ({ port }) => ({ command: `sudo ss -H -tln 'sport = :${port}'`, expect: "no line" }),
});

export const portOpenedSinceBaseline = defineCheck({
  id: "port-opened-since-baseline",
  component: "other",
  tier: 1,
  kind: "probe",
  title: "No port opened since the scan before",
  headline: ({ name, port }) =>
    port === undefined
      ? `Ports of ${name} opened since the scan before`
      : `${port}/TCP opened on ${name} since the scan before`,
  severity: {
    byVantage: null,
    base: "medium",
    range: ["high", "low"],
    rule: "High on the ports of kubelet, etcd, API server and control plane; low where a Service or a component explains it.",
  },
  rationale: "Yesterday's audit says nothing about what somebody deployed this morning.",
  subjects,
  judge: onPresentNode(judge),
  ...remediation,
  tradeoffs: ["Short intervals find it sooner and cost more connections."],
  failureModes: ["A service that comes and goes is named each time it is met anew."],
  references: {
    nsa: "NSA/CISA v1.2: Upgrading and application security practices",
    mitre: ["T1133"],
    ms: ["MS-TA9005 Exposed sensitive interfaces"],
    cwe: ["CWE-1188"],
    urls: ["https://kubernetes.io/docs/reference/networking/ports-and-protocols/"],
  },
});
