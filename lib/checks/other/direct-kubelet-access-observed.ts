import type { EvidenceItem, Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import { type ClusterNode, isControlPlane, nodeAddresses } from "../../domain/inventory.ts";
import type { NodeReport } from "../../domain/node-report.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import type { Subject } from "../../domain/subject.ts";
import type { ClusterPod } from "../../domain/workload.ts";
import { counted } from "../counted.ts";
import { defineCheck } from "../define-check.ts";
import { inventoryItem } from "../evidence-items.ts";
import { nodeSubjects } from "../node-subjects.ts";
import { onPresentNode } from "../present-node.ts";
import { remediationBy } from "../remediation-by.ts";
import { fail, pass, unknown } from "../verdicts.ts";

type Connection = NonNullable<NodeReport["connections"]>[number];

/** Who a peer of the kubelet's port is; null where nothing in the cluster explains it. */
function explain(peer: string, node: ClusterNode, evidence: Evidence): string | null {
  if (/^127\.|^::1$/.test(peer) || nodeAddresses(node).includes(peer)) return "the node itself";
  const other = evidence.inventory.nodes.find((entry) => nodeAddresses(entry).includes(peer));
  if (other && isControlPlane(other)) return `control plane ${other.name}`;
  const pod = podAt(evidence, peer);
  if (!pod) return null;
  const agents = [...(evidence.usersOf("kubelet-api") ?? []), ...(evidence.usersOf("kubelet-insecure-tls") ?? [])];
  const isAgent = agents.some(
    ({ namespace, name }) => namespace === pod.namespace && (name === pod.owner?.name || name === pod.name),
  );
  return isAgent ? `agent ${pod.namespace}/${pod.owner?.name ?? pod.name}` : null;
}

/** Asked for every connection of every node, so the pods are split by address once. */
const byAddress = new WeakMap<readonly ClusterPod[], Map<string, ClusterPod>>();

function podAt({ inventory: { pods } }: Evidence, address: string): ClusterPod | undefined {
  if (pods === null) return undefined;
  const known =
    byAddress.get(pods) ?? new Map(pods.toReversed().flatMap((pod) => pod.podIPs.map((ip) => [ip, pod] as const)));
  byAddress.set(pods, known);
  return known.get(address);
}

function nameOf(peer: string, evidence: Evidence): string {
  const pod = podAt(evidence, peer);
  const node = evidence.inventory.nodes.find((entry) => nodeAddresses(entry).includes(peer));
  if (pod) return `${peer} (pod ${pod.namespace}/${pod.name})`;
  return node ? `${peer} (node ${node.name})` : peer;
}

const judge = (subject: Subject, evidence: Evidence): Judgement => {
  const node = evidence.node(subject.name);
  const report = evidence.inventory.nodeReports.find((one) => one.node === subject.name);
  if (!node || !report?.connections)
    return unknown(
      `Who calls the kubelet of ${subject.name} is not known: it writes no access log. Import a node report of ${subject.name}, which lists the connections to its port.`,
    );
  const calls = report.connections.filter(({ port }) => port === node.kubeletPort);
  const strange = calls.filter(({ peer }) => explain(peer, node, evidence) === null);
  const items = [...strange, ...calls.filter((call) => !strange.includes(call))].map((call) =>
    callItem(call, { report, node, evidence, decisive: strange.length === 0 || strange.includes(call) }),
  );
  const none: EvidenceItem[] = [inventoryItem(`Connections to ${node.kubeletPort} on ${node.name}`, "none", report.at)];
  if (strange.length === 0)
    return pass(
      `Only the control plane, the node itself and known agents were connected to ${node.kubeletPort}.`,
      items.length > 0 ? items : none,
    );
  if (evidence.inventory.pods === null)
    return unknown(
      `${counted(strange.length, "peer")} ${strange.length === 1 ? "is" : "are"} not explained, and pods could not be read to name them: grant "list pods".`,
      items,
    );
  return fail({
    reason: `${strange
      .map(({ peer }) => nameOf(peer, evidence))
      .slice(0, 3)
      .join(", ")} ${strange.length === 1 ? "was" : "were"} connected to the kubelet, and nothing explains it.`,
    evidence: items,
    values: { peer: strange[0]?.peer ?? "" },
  });
};

interface Told {
  report: NodeReport;
  node: ClusterNode;
  evidence: Evidence;
  decisive: boolean;
}

function callItem({ peer, port, count }: Connection, { report, node, evidence, decisive }: Told): EvidenceItem {
  const who = explain(peer, node, evidence) ?? "not explained";
  const sent = `Connections to ${port} on ${node.name}, seen on the node`;
  return { ...inventoryItem(sent, `${count} from ${nameOf(peer, evidence)}: ${who}`, report.at, decisive) };
}

const remediation = remediationBy({
  own: {},
  generic: ({ nodeName, port, values }) => ({
    summary: `Find out who calls the kubelet of ${nodeName ?? "the node"}, and close the way or name the caller.`,
    steps: [
      {
        text: `On ${nodeName ?? "the node"}, see who is connected now.`,
        language: "bash",
        code: `sudo ss -Htnp state established '( sport = :${port} )'`,
      },
      {
        text: "Find the pod with that address, and what it runs as.",
        language: "bash",
        code: `kubectl get pods -A -o wide ${shellQuote(`--field-selector=status.podIP=${values.peer || "0.0.0.0"}`)}`,
      },
      {
        text: "Where nobody knows the caller: block it at the node's firewall (see the rules of kubelet-api-reachable-from-pod), rotate the credential that it used, and look into the pods of this node.",
      },
    ],
    undo: "Nothing is changed by looking; remove the firewall rule again where the caller turns out to be wanted.",
  }),
  verify: ({ port }) => ({
    command: `sudo ss -Htn state established '( sport = :${port} )'`,
    expect: "no line with the unexplained address",
  }),
});

export const directKubeletAccessObserved = defineCheck({
  id: "direct-kubelet-access-observed",
  component: "other",
  tier: 3,
  kind: "config",
  title: "Only the control plane and known agents are connected to the kubelet",
  headline: ({ name }) => `Somebody unexplained is connected to the kubelet on ${name}`,
  needs: ["list pods"],
  severity: { byVantage: null, base: "medium", rule: "Medium: the connection is seen, what it did is not." },
  rationale:
    "Calls to a kubelet never reach the API server's audit log. The connections of the node itself are the nearest thing to a trace.",
  subjects: (evidence) => nodeSubjects(evidence, "kubelet"),
  judge: onPresentNode(judge),
  ...remediation,
  tradeoffs: ["A node report shows one moment; a caller that comes and goes may be missed."],
  failureModes: ["Scanners, this one included, are connected while they scan: take the report at another time."],
  closes: ["kubelet-api"],
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §3.2.2"],
    nsa: "NSA/CISA v1.2: Audit logging and threat detection",
    mitre: ["T1609", "T1613", "T1110"],
    ms: ["MS-TA9030 Access Kubelet API"],
    cwe: ["CWE-778"],
    urls: [
      "https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/",
      "https://grahamhelton.com/blog/nodes-proxy-rce",
    ],
  },
});
