import type { Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { ClusterNode } from "../../domain/inventory.ts";
import { referenceOf } from "../../domain/port-reference/index.ts";
import { formatPort } from "../../domain/port-state.ts";
import { type SeverityByVantage, shiftSeverity } from "../../domain/severity.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import type { Subject } from "../../domain/subject.ts";
import { cidrsOf } from "../controller-manager/secure-port-remediation.ts";
import { defineCheck } from "../define-check.ts";
import { inventoryItem } from "../evidence-items.ts";
import { becauseOf, expectationAt } from "../expected-ports.ts";
import { nodeSubject } from "../node-subjects.ts";
import { openItems, portItems, portOf, seenAt, silenceOf, stateOfSubject } from "../port-readings.ts";
import { onPresentNode } from "../present-node.ts";
import { remediationBy } from "../remediation-by.ts";
import { reachSeverity } from "../vantage-severity.ts";
import { fail, notApplicable, pass, unknown } from "../verdicts.ts";
import { explainPort, impostorAt } from "./port-explanations.ts";

const byVantage: SeverityByVantage = {
  internet: "high",
  "other-network": "medium",
  pod: "medium",
  "node-local": "low",
};

/** Open TCP ports of a node outside the node-port range, which has checks of its own. */
function openPorts(evidence: Evidence, node: ClusterNode): number[] {
  const [first, last] = evidence.inventory.cluster.nodePortRange;
  const ports = evidence
    .ofNode(node.name)
    .filter(({ port, protocol, state }) => protocol === "TCP" && state === "open" && (port < first || port > last))
    .map(({ port }) => port);
  return [...new Set(ports)].sort((a, b) => a - b);
}

function isUnexplained(evidence: Evidence, node: ClusterNode, port: number): boolean {
  const open = evidence.at(node.name, port).filter(({ state }) => state === "open");
  return impostorAt(port, open) !== null || whyOpen(evidence, node, port) === null;
}

/** Who explains it, or else who wrote down that it is expected, and why. */
function whyOpen(evidence: Evidence, node: ClusterNode, port: number): string | null {
  const owner = explainPort(evidence, node, port);
  const expectation = owner ? null : expectationAt(evidence, node, port);
  return owner ?? (expectation?.kind === "expected" ? `it is expected, because ${becauseOf(expectation.entry)}` : null);
}

/** One subject an unexplained open port; a node without any is one subject by itself. */
function subjects(evidence: Evidence): Subject[] {
  return evidence.inventory.nodes.flatMap((node) => {
    const ports = openPorts(evidence, node).filter((port) => isUnexplained(evidence, node, port));
    if (ports.length > 0) return ports.map((port) => nodeSubject(node, port));
    const { port: _port, protocol: _protocol, ...whole } = nodeSubject(node, 0);
    return [whole];
  });
}

/** Without Services and pods nobody can be named as a port's owner. */
function ownersMissing({ inventory }: Evidence): string | null {
  const missing = [
    ...(inventory.services === null ? ['"list services"'] : []),
    ...(inventory.hostPorts === null ? ['"list pods"'] : []),
  ];
  if (missing.length === 0) return null;
  const how =
    inventory.cluster.source === "inventory" ? "scan the cluster with a kubeconfig" : `grant ${missing.join(" and ")}`;
  return `Who may listen there is not known: ${how}.`;
}

/** "Typha metrics" and "Alertmanager" of "Typha metrics / Alertmanager (archived)": a guess needs no more. */
const shortNames = (component: string) => component.replace(/ *\([^)]*\)/g, "").split(/ \/ |, | or /);

/** "a", "a or b", "a, b or c". */
const either = (names: readonly string[]) =>
  names.length > 1 ? `${names.slice(0, -1).join(", ")} or ${names.at(-1)}` : names.join();

function judge(subject: Subject, evidence: Evidence): Judgement {
  const node = evidence.node(subject.node ?? subject.name);
  if (!node) return notApplicable(`${subject.name} is no longer a node of this cluster.`);
  return subject.port === undefined
    ? judgeNode(node, evidence)
    : judgePort({ subject, node, port: subject.port }, evidence);
}

function judgePort(
  { subject, node, port }: { subject: Subject; node: ClusterNode; port: number },
  evidence: Evidence,
): Judgement {
  const state = stateOfSubject(evidence, subject);
  const items = portItems(evidence, subject);
  if (state === "closed") return pass(`${portOf(subject)} is closed.`, items, evidence.vantage);
  if (state !== "open") return unknown(silenceOf(evidence, subject), items);
  const open = seenAt(evidence, subject).filter((observation) => observation.state === "open");
  const reach = reachSeverity(byVantage, open);
  const process = processAt(evidence, node, port);
  const told = [...openItems(open, /^\/$/), ...process];
  const impostor = impostorAt(port, open);
  if (impostor !== null) {
    const reference = referenceOf(port)[0]?.component ?? "Kubernetes";
    return fail({
      reason: `${impostor} answers on ${formatPort(port, "TCP")}, which is reserved for ${reference}.`,
      evidence: told,
      ...reach,
      severity: shiftSeverity(reach.severity, -1),
    });
  }
  const owner = whyOpen(evidence, node, port);
  if (owner) return pass(`${portOf(subject)} is explained: ${owner}.`, items, evidence.vantage);
  const missing = ownersMissing(evidence);
  if (missing) return unknown(missing, items);
  const speaks = open.find(({ service }) => service)?.service;
  const might = [...new Set(referenceOf(port).flatMap(({ component }) => shortNames(component)))].slice(0, 3);
  const guess =
    might.length > 0 ? ` By its number it could be ${either(might)}, but nothing that answered says so.` : "";
  return fail({
    reason: `${portOf(subject)} is open${speaks ? ` (${speaks} answers)` : ""}, and no component, Service or pod explains it.${guess}`,
    evidence: told,
    ...reach,
  });
}

/** The process, where a report of the node itself names it. */
function processAt({ inventory }: Evidence, node: ClusterNode, port: number) {
  const report = inventory.nodeReports.find((one) => one.node === node.name);
  const listener = report?.listeners?.find((one) => one.port === port && one.protocol === "TCP");
  if (!report || !listener) return [];
  const words = `${listener.process ?? "a process without a name"} listens on ${listener.address}:${port}`;
  return [inventoryItem(`Listeners of ${node.name}, seen on the node`, words, report.at, false)];
}

function judgeNode(node: ClusterNode, evidence: Evidence): Judgement {
  if (!evidence.reachable(node.name))
    return unknown(`No port of ${node.name} answered from ${evidence.vantage.name}: what listens there is not known.`);
  const ports = openPorts(evidence, node);
  const strange = ports.filter((port) => isUnexplained(evidence, node, port));
  if (strange.length > 0) return notApplicable("Each unexplained port of the node is judged by itself.");
  const item = inventoryItem(
    `Open ports of ${node.name} outside the node-port range`,
    `${ports.join(", ") || "none"}`,
    evidence.inventory.at,
  );
  const detail = ports.map((port) => `${formatPort(port, "TCP")}: ${whyOpen(evidence, node, port)}`);
  return pass(
    `Every open port of ${node.name} that was looked at is explained.`,
    [detail.length > 0 ? { ...item, detail } : item],
    evidence.vantage,
  );
}

const remediation = remediationBy({
  own: {},
  generic: ({ nodeName, address, port }) => ({
    summary: `Find out what listens on ${port || "the port"} of ${nodeName ?? address}, and stop it or give it an owner.`,
    steps: [
      {
        text: `On ${nodeName ?? address}, name the process.`,
        language: "bash",
        code: `sudo ss -H -tlnp 'sport = :${port}'`,
      },
      {
        text: "Without a login on the node, look from a debugging pod.",
        language: "bash",
        code: `kubectl debug ${shellQuote(`node/${nodeName ?? address}`)} -it --image=busybox --profile=sysadmin -- chroot /host ss -H -tlnp 'sport = :${port}'`,
      },
      {
        text: "Where it is a unit that nobody needs, stop it. Put the name of the unit that the process belongs to.",
        language: "bash",
        code: "sudo systemctl disable --now UNIT",
      },
      {
        text: "Where it is wanted, run it as a pod with a hostPort or behind a Service, so that the cluster itself says whose it is; or say in the cluster's expected ports who wants it and why.",
      },
    ],
    undo: "sudo systemctl enable --now UNIT",
  }),
  verify: ({ port }) => ({ command: `sudo ss -H -tln 'sport = :${port}'`, expect: "no line" }),
});

export const unexpectedListener = defineCheck({
  id: "unexpected-listener",
  revision: 2,
  component: "other",
  tier: 1,
  kind: "hybrid",
  title: "Every open port of a node has an owner",
  headline: ({ name, port }) =>
    port === undefined ? `Ports of ${name} are open that nobody explains` : `Nobody explains ${port}/TCP on ${name}`,
  needs: ["list services", "list pods"],
  severity: {
    byVantage,
    base: "medium",
    range: ["critical", "low"],
    rule: "By the widest vantage that reaches it; one step worse where something else answers on a port that Kubernetes reserves.",
  },
  rationale: "What nobody can explain is either forgotten or hostile, and both need a person.",
  subjects,
  judge: onPresentNode(judge),
  ...remediation,
  tradeoffs: ["The first scan of an old cluster may name many ports: take them node by node."],
  failureModes: ["A service that is only up now and then is named by the scan that meets it."],
  allow: ({ port, controlPlaneAddresses }) =>
    port === 0
      ? null
      : {
          name: `port-${port}`,
          purpose: `Until somebody explains ${port}, only the control plane reaches it.`,
          on: "node",
          ports: [{ port, protocol: "TCP" }],
          allow: [{ label: "control plane", cidrs: cidrsOf(controlPlaneAddresses) }],
        },
  references: {
    nsa: "NSA/CISA v1.2: Worker node segmentation",
    mitre: ["T1571", "T1046"],
    ms: ["MS-TA9031 Network mapping"],
    cwe: ["CWE-668"],
    urls: ["https://kubernetes.io/docs/reference/networking/ports-and-protocols/"],
  },
});
