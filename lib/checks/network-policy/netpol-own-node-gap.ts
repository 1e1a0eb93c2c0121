import type { Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { RemediationContext } from "../../domain/remediation.ts";
import type { Subject } from "../../domain/subject.ts";
import { counted } from "../counted.ts";
import { defineCheck } from "../define-check.ts";
import { inventoryItem } from "../evidence-items.ts";
import { clusterSubject } from "../nodeport/service-subjects.ts";
import { fail, notApplicable, pass, unknown } from "../verdicts.ts";
import { clusterView } from "./cluster-view.ts";
import { hostNetworkOf, isAddress } from "./engine/address.ts";
import { knownApiServers, networksOfNodes } from "./make-plan.ts";
import { policiesMissing, policyNeeds } from "./namespace-subjects.ts";
import { filtersOn, keptFromPods, type OwnNodeWay, waysToOwnNode, whatItGets } from "./own-node.ts";
import { ownNodeRemediation } from "./own-node-remediation.ts";
import { countPods } from "./pod-groups.ts";
import { planValues } from "./policy-plan.ts";
import { clusterDns, readingNamespaces } from "./required-peers.ts";

function judge(_subject: Subject, evidence: Evidence): Judgement {
  const missing = policiesMissing(evidence);
  if (missing) return unknown(missing);
  const view = clusterView(evidence);
  const ways = waysToOwnNode(evidence, view);
  if (ways.length === 0)
    return notApplicable(
      "No namespace closes egress, so that none relies on a policy to keep its pods from their node.",
    );
  const open = ways.filter(({ answer }) => view.engine.enforces === false || answer.verdict === "allowed");
  const [first] = open;
  const unsure = ways.find(({ answer }) => answer.verdict === "cannot-tell");
  const namespaces = [...new Set(open.map(({ group }) => group.namespace))];
  const item = {
    ...inventoryItem(
      "ways from pods with closed egress to the kubelet of the node that they run on",
      first
        ? `${counted(countPods(open.map(({ group }) => group)), "pod")} may reach it`
        : unsure
          ? "cannot be told"
          : "all denied",
      evidence.inventory.at,
    ),
    detail: [
      ...open
        .slice(0, 10)
        .map(
          ({ group, node, address }) =>
            `${group.namespace}/${group.sample.name} to ${node.name} ${address}:${node.kubeletPort}`,
        ),
      ...view.world
        .ofKind("CalicoHostEndpoint")
        .slice(0, 5)
        .map(({ name }) => `host endpoint ${name}`),
      ...view.engine.unseen,
    ],
  };
  if (first) return gap(open, namespaces, item, evidence);
  if (unsure) {
    const why = unsure.answer.because.join("; ");
    return unknown(`Whether pods with closed egress reach their own node cannot be told: ${why}.`, [item]);
  }
  return pass("Policies that count for the pod's own node keep pods with closed egress from its kubelet.", [item]);
}

function gap(
  open: OwnNodeWay[],
  namespaces: string[],
  item: Judgement["evidence"][number],
  evidence: Evidence,
): Judgement {
  const kept = keptFromPods(evidence);
  if (kept)
    return pass(
      "From a pod no kubelet can be reached, that of the pod's own node among them: the nodes guard it.",
      [...kept, { ...item, decisive: false }],
      evidence.vantage,
    );
  const filters = open.map(({ node }) => ({ node, loaded: filtersOn(evidence, node.name) }));
  const [filter] = filters;
  if (filter && filters.every(({ loaded }) => loaded.length > 0))
    return unknown(
      `Packet filters are loaded on the nodes (${filter.loaded.join(", ")} on ${filter.node.name}); whether they refuse pods is not in the report. Scan from a pod to know.`,
      [item],
    );
  const worse = whatItGets(evidence);
  const view = clusterView(evidence);
  const { pods: _pods, ...dns } = clusterDns(evidence.inventory);
  return fail({
    reason: `${counted(namespaces.length, "namespace")} ${namespaces.length === 1 ? "closes" : "close"} egress (${namespaces.slice(0, 5).join(", ")}), and still their pods reach the kubelet of their own node: ${open[0]?.answer.because[0] ?? "no policy speaks for it"}${worse.length > 0 ? `; ${worse.join(" and ")}` : ""}.`,
    evidence: [item],
    severity: worse.length > 0 ? "medium" : "low",
    values: planValues({
      engine: view.engine.dialect,
      namespaces,
      dns,
      apiServers: knownApiServers(evidence.inventory),
      nodes: networksOfNodes(evidence.inventory),
      exposed: [],
      selectors: [],
      readers: [],
      rewritten: [],
      exempt: readingNamespaces(evidence.inventory),
    }),
  });
}

/** Who is to reach a kubelet from now on, for the packet filter of the node. */
function allow({ controlPlaneAddresses, port }: RemediationContext) {
  const cidrs = controlPlaneAddresses.filter(isAddress).map(hostNetworkOf);
  return {
    name: "kubelet-api",
    purpose: "The API server reaches the kubelet; pods of the node do not.",
    on: "node" as const,
    ports: [{ port: port || 10250, protocol: "TCP" as const }],
    allow: [{ label: "control plane", cidrs }],
  };
}

export const netpolOwnNodeGap = defineCheck({
  id: "netpol-own-node-gap",
  component: "network-policy",
  tier: 1,
  kind: "hybrid",
  title: "Something beside NetworkPolicy keeps pods from the kubelet of their own node",
  headline: ({ name }) => `Policies of ${name} leave pods the way to the kubelet of their own node`,
  needs: policyNeeds,
  severity: {
    byVantage: null,
    base: "low",
    range: ["medium", "low"],
    rule: "Medium where that kubelet grants something: it authorises every caller, takes anonymous ones, or a service account holds nodes/proxy.",
  },
  rationale:
    "Traffic to and from the node a pod runs on is always allowed by the NetworkPolicy API, so the standard policy leaves the nearest kubelet open.",
  subjects: (evidence) => [clusterSubject(evidence)],
  judge,
  ...ownNodeRemediation,
  tradeoffs: [
    "Policies for hosts can lock the node out: start in audit mode where the engine has one, and keep Calico's failsafe ports.",
  ],
  failureModes: [
    "The kubelet's probes come from the node: rules that refuse node-to-pod traffic restart pods.",
    "A network that translates pod addresses shows the node's own address to its packet filter: nothing is dropped there.",
  ],
  closes: ["kubelet-api"],
  rights: [{ apiGroup: "", resource: "nodes/proxy", verbs: ["get", "create"] }],
  allow,
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §5.3.2"],
    nsa: "NSA/CISA v1.2: Network separation and hardening > Network policies",
    mitre: ["T1611", "T1609"],
    ms: ["MS-TA9030 Access Kubelet API"],
    cwe: ["CWE-693"],
    urls: [
      "https://kubernetes.io/docs/concepts/services-networking/network-policies/",
      "https://docs.cilium.io/en/stable/security/host-firewall/",
    ],
  },
});
