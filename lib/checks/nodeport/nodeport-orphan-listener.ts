import type { Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { ClusterNode } from "../../domain/inventory.ts";
import { formatPort } from "../../domain/port-state.ts";
import type { RemediationContext } from "../../domain/remediation.ts";
import type { SeverityByVantage } from "../../domain/severity.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import type { Subject } from "../../domain/subject.ts";
import { nodeOf } from "../api-server/component-flags.ts";
import { counted } from "../counted.ts";
import { defineCheck } from "../define-check.ts";
import { inventoryItem } from "../evidence-items.ts";
import { nodeSubject } from "../node-subjects.ts";
import { howToLook, openItems, portItems, portOf, seenAt, silenceOf, stateOfSubject } from "../port-readings.ts";
import { onPresentNode } from "../present-node.ts";
import { remediationBy } from "../remediation-by.ts";
import { reachSeverity } from "../vantage-severity.ts";
import { fail, notApplicable, pass, unknown } from "../verdicts.ts";
import { goneAt } from "./gone-ports.ts";
import { shutNodePort } from "./service-remediation.ts";
import { needMissing, servicesMissing } from "./service-subjects.ts";
import { sweptRange } from "./swept-range.ts";
import { isProvenOpen } from "./udp-proof.ts";
import { explain, undeclaredPorts } from "./undeclared-ports.ts";

const byVantage: SeverityByVantage = { internet: "high", "other-network": "high", pod: "medium", "node-local": "low" };

/** One subject an undeclared open port; a node without any is one subject by itself. */
function subjects(evidence: Evidence): Subject[] {
  return evidence.inventory.nodes.flatMap((node) => {
    const ports = evidence.inventory.services === null ? [] : undeclaredPorts(evidence, node);
    return ports.length > 0
      ? ports.map(({ port, protocol }) => ({ ...nodeSubject(node, port), protocol }))
      : [wholeNode(node)];
  });
}

function wholeNode(node: ClusterNode): Subject {
  const { port: _port, protocol: _protocol, ...subject } = nodeSubject(node, 0);
  return subject;
}

function judge(subject: Subject, evidence: Evidence): Judgement {
  const node = evidence.node(subject.node ?? subject.name);
  if (!node) return notApplicable(`${subject.name} is no longer a node of this cluster.`);
  if (evidence.inventory.services === null) return unknown(servicesMissing(evidence));
  return subject.port === undefined ? judgeNode(node, evidence) : judgePort(subject, node, subject.port, evidence);
}

function judgePort(subject: Subject, node: ClusterNode, port: number, evidence: Evidence): Judgement {
  const { at, hostPorts } = evidence.inventory;
  const items = portItems(evidence, subject);
  const place = formatPort(port, subject.protocol);
  const owner = explain(evidence, node, port, subject.protocol);
  if (owner) return pass(`${owner}.`, [inventoryItem(`Who takes ${place} on ${node.name}`, owner, at)]);
  const before = goneAt(evidence, port, subject.protocol);
  if (before)
    return notApplicable(
      `${place} outlived Service ${before.service.namespace}/${before.service.name}: nodeport-service-gone-still-open judges it.`,
    );
  const state = stateOfSubject(evidence, subject);
  if (state === "closed") return pass(`${portOf(subject)} is closed.`, items, evidence.vantage);
  const open = seenAt(evidence, subject).filter(isProvenOpen);
  if (state !== "open") return unknown(silenceOf(evidence, subject), items);
  if (open.length === 0)
    return unknown(`${portOf(subject)} was called open without an answer from it; ask it in its own protocol.`, items);
  if (hostPorts === null)
    return unknown(
      needMissing(
        evidence,
        "list pods",
        `No Service declares ${place}; whether a pod takes it by hostPort is not known`,
      ),
      items,
    );
  const service = open.find((observation) => observation.service)?.service;
  const declared = inventoryItem(
    "Node ports of all Services, host ports of all pods",
    `none is ${place} on ${node.name}`,
    at,
  );
  return fail({
    reason: `${portOf(subject)} is open${service ? ` (${service} answers)` : ""}, and neither a Service nor a pod declares it.`,
    evidence: [...openItems(open, /^\/$/), declared],
    ...reachSeverity(byVantage, open),
  });
}

function judgeNode(node: ClusterNode, evidence: Evidence): Judgement {
  const [first, last] = evidence.inventory.cluster.nodePortRange;
  if (undeclaredPorts(evidence, node).length > 0)
    return notApplicable(`${node.name} has undeclared open ports; each is judged by itself.`);
  if (!evidence.reachable(node.name))
    return unknown(
      `No port of ${node.name} answered from ${evidence.vantage.name}; scan from a vantage that reaches the node.`,
    );
  const { isWhole, filtered, failed, answered } = sweptRange(evidence, node.name, [first, last]);
  if (!isWhole)
    return unknown(`Not all of ${first}-${last}/TCP was looked at on ${node.name}; ${howToLook(evidence, node.name)}.`);
  if (failed > 0)
    return unknown(`${counted(failed, "probe")} of ${first}-${last}/TCP on ${node.name} broke; scan again.`);
  if (answered === 0)
    return unknown(`All of ${first}-${last}/TCP is filtered on ${node.name}; scan from the node's own network.`);
  const sweep = {
    ...inventoryItem(
      `TCP sweep of ${first}-${last} on ${node.name}`,
      "every open port is declared",
      evidence.now.toISOString(),
    ),
    vantage: evidence.vantage,
  };
  const note = filtered > 0 ? ` (${filtered} gave no answer from ${evidence.vantage.name})` : "";
  return pass(
    `Every open port of ${first}-${last} is declared by a Service or a pod${note}.`,
    [sweep],
    evidence.vantage,
  );
}

const fix = (context: RemediationContext) => ({
  summary: "Find what listens, then stop it or declare it.",
  steps: [
    {
      text: `On ${nodeOf(context)}, find the process. IPVS and eBPF node ports do not show here: for those rely on the list of Services.`,
      language: "bash" as const,
      code: `ss -l${context.subject.protocol === "UDP" ? "u" : "t"}np 'sport = :${context.port}'`,
    },
    { text: "Stop it, or declare it: a Service with this nodePort, or hostPort in the pod that needs it." },
    {
      text: "If no process listens, the rule is stale: restart kube-proxy on the node (on k3s and RKE2 restart the node's service).",
      language: "bash" as const,
      code: `kubectl -n kube-system delete pod -l k8s-app=kube-proxy --field-selector spec.nodeName=${shellQuote(nodeOf(context))}`,
    },
  ],
  undo: "Start what was stopped again, and declare it; a restart of kube-proxy needs no undoing.",
});

export const nodeportOrphanListener = defineCheck({
  id: "nodeport-orphan-listener",
  component: "nodeport",
  tier: 1,
  kind: "hybrid",
  title: "Every open port of the NodePort range is declared by a Service or a pod",
  headline: ({ name, port, protocol }) =>
    `${name} listens on ${port === undefined ? "a port of the NodePort range" : formatPort(port, protocol)} and no Service declares it`,
  needs: ["list services", "list pods"],
  severity: { byVantage, base: "medium", rule: "By the widest vantage that finds the port open." },
  rationale:
    "Undeclared listeners in this range are stale proxy rules, host processes or implants that use a range which firewalls leave open.",
  subjects,
  judge: onPresentNode(judge),
  ...remediationBy({
    own: {},
    generic: fix,
    verify: (context) => ({
      command: `nmap ${context.subject.protocol === "UDP" ? "-sU " : ""}-Pn -p ${context.port} ${shellQuote(context.address)}`,
      expect: "closed; or declared by a Service or a pod by now",
    }),
  }),
  tradeoffs: ["Sweeps of the whole range take time: spread them over the window and limit the rate."],
  failureModes: [
    "IPVS and eBPF node ports do not appear in ss: rely on the list of Services.",
    "A node whose ip_local_port_range was widened below 32768 shows ephemeral ports here; the default range does not overlap.",
  ],
  references: {
    nsa: "NSA/CISA v1.2: Worker node segmentation",
    mitre: ["T1571", "T1046"],
    ms: ["MS-TA9005 Exposed sensitive interfaces"],
    cwe: ["CWE-668"],
    urls: ["https://kubernetes.io/docs/reference/networking/ports-and-protocols/"],
    tools: ["nmap"],
  },
  allow: shutNodePort,
});
