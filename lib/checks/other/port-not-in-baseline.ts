import type { EvidenceItem, Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { Expectation } from "../../domain/expected-port.ts";
import type { ClusterNode } from "../../domain/inventory.ts";
import type { Observation } from "../../domain/observation.ts";
import { formatPort } from "../../domain/port-state.ts";
import { type SeverityByVantage, shiftSeverity } from "../../domain/severity.ts";
import type { Subject } from "../../domain/subject.ts";
import { cidrsOf } from "../controller-manager/secure-port-remediation.ts";
import { counted } from "../counted.ts";
import { defineCheck } from "../define-check.ts";
import { portItem } from "../evidence-items.ts";
import { baselineItem, becauseOf, openAt } from "../expected-ports.ts";
import { nodeSubject } from "../node-subjects.ts";
import { exposureItem, exposureOf, isRefusedEverywhere, wasLookedAt } from "../nodeport/exposure.ts";
import { clusterSubject, serviceName } from "../nodeport/service-subjects.ts";
import { portItems, portOf, silenceOf, stateOfSubject } from "../port-readings.ts";
import { onPresentNode } from "../present-node.ts";
import { reachSeverity } from "../vantage-severity.ts";
import { fail, notApplicable, pass, unknown } from "../verdicts.ts";
import { expectedPortRemediation } from "./expected-port-remediation.ts";
import { explainPort } from "./port-explanations.ts";
import { isExpected, type JudgedPort, judgedPorts } from "./unexpected-ports.ts";

const byVantage: SeverityByVantage = {
  internet: "high",
  "other-network": "medium",
  pod: "medium",
  "node-local": "low",
};
const shownItems = 10;

const placeOf = (subject: Subject) =>
  subject.kind === "Service"
    ? `${formatPort(subject.port ?? 0, subject.protocol)} of Service ${serviceName(subject)}`
    : portOf(subject);

/** One subject a port that is not as expected, the Service of a node port; a node where all is so is one by itself. */
function subjects(evidence: Evidence): Subject[] {
  if (evidence.baseline === null) return [clusterSubject(evidence)];
  const drifting = judgedPorts(evidence).filter((port) => !isExpected(port));
  const unique = new Map(
    drifting.map(({ subject }) => [`${subject.uid} ${subject.port}/${subject.protocol}`, subject]),
  );
  return [...unique.values(), ...evidence.inventory.nodes.map(wholeNode)];
}

function wholeNode(node: ClusterNode): Subject {
  const { port: _port, protocol: _protocol, ...whole } = nodeSubject(node, 0);
  return whole;
}

const without =
  "No list of expected ports is saved for this cluster: take over the proposal on its page under Expected ports, or send one to PUT /api/v1/clusters/ID/baseline.";

function judge(subject: Subject, evidence: Evidence): Judgement {
  if (evidence.baseline === null) return notApplicable(without);
  if (subject.kind === "Cluster") return pass("A list of expected ports is saved; each port is judged by it.", []);
  if (subject.port !== undefined) return judgePort(subject, evidence);
  const node = evidence.node(subject.node ?? subject.name);
  return node ? judgeNode(node, evidence) : notApplicable(`${subject.name} is no longer a node of this cluster.`);
}

const isOf = (subject: Subject) => (judged: JudgedPort) =>
  judged.port === subject.port &&
  judged.protocol === (subject.protocol ?? "TCP") &&
  (subject.kind === "Service" ? judged.subject.uid === subject.uid : judged.node.uid === subject.uid);

function judgePort(subject: Subject, evidence: Evidence): Judgement {
  const open = judgedPorts(evidence).filter(isOf(subject));
  const [first] = open;
  if (!first) return judgeSilent(subject, evidence);
  if (subject.kind === "Node" && first.subject.kind === "Service")
    return notApplicable(
      `${portOf(subject)} is the node port of Service ${serviceName(first.subject)}, which is judged.`,
    );
  const worst = worstOf(open);
  const { expectation } = worst;
  const items = itemsOf(evidence, open, worst);
  const says = `${placeOf(subject)} is open${onNodes(subject, open)}`;
  if (expectation.kind === "expected")
    return pass(`${says}, as expected: ${becauseOf(expectation.entry)}.`, items, evidence.vantage);
  if (expectation.kind === "unconfirmed")
    return unknown(
      `${says} and expected of Service ${expectation.entry.service}, but whose port it is could not be read: grant "list services".`,
      items,
    );
  return fail({ ...worded(says, expectation, worst, evidence), evidence: items });
}

/** The one whose standing decides for all nodes of a Service. */
function worstOf([first, ...rest]: readonly JudgedPort[] & { 0?: JudgedPort }): JudgedPort {
  if (!first) throw new Error("No open port was given.");
  return rest.reduce((worst, one) => (order(one) < order(worst) ? one : worst), first);
}

const kinds = ["elsewhere", "unexpected", "expired", "unconfirmed", "expected"] as const;
const order = ({ expectation }: JudgedPort) => kinds.indexOf(expectation.kind);

const onNodes = (subject: Subject, open: readonly JudgedPort[]) =>
  subject.kind === "Service" ? ` on ${counted(open.length, "node")}` : "";

function worded(
  says: string,
  expectation: Exclude<Expectation, { kind: "expected" | "unconfirmed" }>,
  { node, port, protocol }: JudgedPort,
  evidence: Evidence,
): Pick<Parameters<typeof fail>[0], "reason" | "severity" | "vantage"> {
  const open = openAt(evidence, node.name, port, protocol);
  if (expectation.kind === "elsewhere") {
    const { entry, unnamed } = expectation;
    const reach = reachSeverity(
      byVantage,
      open.filter(({ vantage }) => unnamed.includes(vantage.kind)),
    );
    const reason = `${says}. It is expected from ${entry.from?.join(", ")} only, and was seen open from ${unnamed.join(", ")}: ${becauseOf(entry)}.`;
    return { reason, ...reach, severity: shiftSeverity(reach.severity, -1) };
  }
  const reach = reachSeverity(byVantage, open);
  if (expectation.kind === "expired") {
    const { entry } = expectation;
    return {
      reason: `${says}. It was expected until ${entry.until}, which is over: ${entry.because.replace(/[.\s]+$/, "")}.`,
      ...reach,
    };
  }
  const owner = protocol === "TCP" ? explainPort(evidence, node, port) : null;
  const who = owner ? ` Who has it is known: ${owner}; that it is wanted is not.` : "";
  return { reason: `${says}, and none of the expected ports is it.${who}`, ...reach };
}

function itemsOf(evidence: Evidence, open: readonly JudgedPort[], worst: JudgedPort): EvidenceItem[] {
  const seen: Observation[] = [worst, ...open.filter((one) => one !== worst)]
    .slice(0, shownItems)
    .flatMap(({ node, port, protocol }) => openAt(evidence, node.name, port, protocol));
  const { expectation } = worst;
  const said = baselineItem(evidence, expectation.kind === "unexpected" ? null : expectation.entry);
  return [...seen.map((one) => portItem(one)), said];
}

/** Expected or not, what does not answer is no drift. */
function judgeSilent(subject: Subject, evidence: Evidence): Judgement {
  if (subject.kind === "Service") {
    const exposure = exposureOf(evidence, subject);
    const items = [exposureItem(evidence, subject, exposure)];
    if (isRefusedEverywhere(evidence, exposure)) return pass(`Nothing answers on ${placeOf(subject)} any more.`, items);
    if (wasLookedAt(exposure)) return pass(`No node is open on ${placeOf(subject)} any more.`, items);
    return unknown(`No node was asked whether ${placeOf(subject)} still answers; scan again.`, items);
  }
  const items = portItems(evidence, subject);
  if (stateOfSubject(evidence, subject) === "closed")
    return pass(`${portOf(subject)} is closed: nothing answers.`, items, evidence.vantage);
  return unknown(silenceOf(evidence, subject), items);
}

function judgeNode(node: ClusterNode, evidence: Evidence): Judgement {
  if (!evidence.reachable(node.name))
    return unknown(
      `No port of ${node.name} answered from ${evidence.vantage.name}: what is open there beside what is expected is not known.`,
    );
  const ports = judgedPorts(evidence).filter((judged) => judged.node.uid === node.uid);
  const drifting = ports.filter((port) => !isExpected(port));
  if (drifting.length > 0) return notApplicable(`Each unexpected port of ${node.name} is judged by itself.`);
  const detail = ports.flatMap(({ port, protocol, expectation }) =>
    expectation.kind === "expected" ? [`${formatPort(port, protocol)}: ${becauseOf(expectation.entry)}`] : [],
  );
  const item = {
    ...baselineItem(evidence, null),
    received: `${counted(ports.length, "open port")}, all of them expected`,
  };
  return pass(
    `Every open port of ${node.name} that was looked at is expected.`,
    [detail.length > 0 ? { ...item, detail } : item],
    evidence.vantage,
  );
}

export const portNotInBaseline = defineCheck({
  id: "port-not-in-baseline",
  component: "other",
  tier: 1,
  kind: "probe",
  title: "Every open port is one that somebody expects",
  headline: (subject) =>
    subject.port === undefined
      ? `Ports of ${subject.name} are open that are not among the expected ones`
      : subject.kind === "Service"
        ? `Nobody expects ${formatPort(subject.port, subject.protocol)} of Service ${serviceName(subject)} to be open`
        : `Nobody expects ${formatPort(subject.port, subject.protocol)} on ${subject.name} to be open`,
  severity: {
    byVantage,
    base: "medium",
    range: ["critical", "low"],
    rule: "By the widest vantage that reaches it; one step worse where it is expected from other places only.",
  },
  rationale: "What is meant to be open was written down and reviewed; what is open beside it was decided by nobody.",
  subjects,
  judge: onPresentNode(judge),
  ...expectedPortRemediation,
  tradeoffs: [
    "A list of expected ports wants care: whoever opens a port on purpose changes it in the same pull request.",
    "An entry for a whole range or for every node says less than one for a port and a role.",
  ],
  failureModes: [
    "A port with an owner is drift as well until somebody says that it is wanted: whether anybody can be named is what unexpected-listener asks.",
    "It compares with what people decided, and goes on failing: port-opened-since-baseline compares with the scan before, and passes once the port is closed again.",
    "A service that is up now and then is drift only in the scans that meet it.",
    "An expected port that does not answer is no finding: the page of the cluster's expected ports lists it.",
  ],
  allow: ({ subject, port, controlPlaneAddresses }) =>
    port === 0 || subject.kind !== "Node"
      ? null
      : {
          name: `port-${port}`,
          purpose: `Until somebody expects ${port}, only the control plane reaches it.`,
          on: "node",
          ports: [{ port, protocol: subject.protocol ?? "TCP" }],
          allow: [{ label: "control plane", cidrs: cidrsOf(controlPlaneAddresses) }],
        },
  references: {
    nsa: "NSA/CISA v1.2: Network separation and hardening",
    mitre: ["T1133", "T1571"],
    ms: ["MS-TA9005 Exposed sensitive interfaces"],
    cwe: ["CWE-668", "CWE-1188"],
    urls: ["https://kubernetes.io/docs/reference/networking/ports-and-protocols/"],
  },
});
