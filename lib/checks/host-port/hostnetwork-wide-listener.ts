import type { EvidenceItem, Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { Observation } from "../../domain/observation.ts";
import { formatPort } from "../../domain/port-state.ts";
import type { SeverityByVantage } from "../../domain/severity.ts";
import type { Subject } from "../../domain/subject.ts";
import type { ClusterPod } from "../../domain/workload.ts";
import { counted } from "../counted.ts";
import { defineCheck } from "../define-check.ts";
import { inventoryItem } from "../evidence-items.ts";
import { clusterSubject, needMissing, orCluster } from "../nodeport/service-subjects.ts";
import { reachSeverity } from "../vantage-severity.ts";
import { fail, pass, unknown } from "../verdicts.ts";
import { type HostNetworkGroup, hostNetworkGroups } from "./host-network-groups.ts";
import {
  approveWorkload,
  editWorkload,
  enforceBaseline,
  hostPortRemediation,
  kubectlWorkload,
  saveWorkload,
} from "./host-port-remediation.ts";
import { isPlatform } from "./platform-namespaces.ts";
import { stateOfTaken, type TakenState } from "./taken-ports.ts";
import { approvalMissing, hostApproval, whoRunsIt, workloadName } from "./workload-words.ts";

const byVantage: SeverityByVantage = {
  internet: "high",
  "other-network": "medium",
  pod: "medium",
  "node-local": "low",
};

function subjects(evidence: Evidence): Subject[] {
  if (evidence.inventory.pods === null) return [clusterSubject(evidence)];
  const groups = [...hostNetworkGroups(evidence).values()];
  return orCluster(
    evidence,
    groups.map(({ subject }) => subject),
  );
}

function judge(subject: Subject, evidence: Evidence): Judgement {
  if (evidence.inventory.pods === null)
    return unknown(needMissing(evidence, "list pods", "Pods on the host network are not known"));
  if (subject.kind === "Cluster")
    return pass("Pods could be listed; each on the host network is judged by its workload.", []);
  const group = hostNetworkGroups(evidence).get(subject.uid);
  if (!group) return pass(`${workloadName(subject)} no longer runs on the host network.`, []);
  const state = stateOfTaken(evidence, group.ports);
  const items = itemsOf(evidence, group, state);
  const outside = state.open.filter(({ vantage: { kind } }) => kind === "internet" || kind === "other-network");
  if (isPlatform(subject.namespace)) return judgePlatform(subject, outside, items);
  const approval = hostApproval(evidence, group.workload);
  if (approval === null) return unknown(approvalMissing(evidence), items);
  if (approval.isValid) return pass(`${approval.says}.`, items);
  return fail({
    reason: `It runs on the host network outside the platform, ${wireWords(group, state)}. ${approval.says}.${whoRunsIt(evidence, group)}`,
    evidence: items,
    ...reachSeverity(byVantage, state.open),
  });
}

/** Parts of the platform need the host network; what they open is not for other networks all the same. */
function judgePlatform(subject: Subject, outside: Observation[], items: EvidenceItem[]): Judgement {
  if (outside.length === 0)
    return pass(
      `It is part of the platform (namespace ${subject.namespace}), and no other network reaches its ports.`,
      items,
    );
  const ports = [...new Set(outside.map(({ port, protocol }) => formatPort(port, protocol)))].join(", ");
  return fail({
    reason: `It is part of the platform, and ${ports} is open to ${outside[0]?.vantage.name} all the same.`,
    evidence: items,
    ...reachSeverity(byVantage, outside),
  });
}

function wireWords({ ports }: HostNetworkGroup, state: TakenState): string {
  if (ports.length === 0) return "and declares no port: what it listens on is seen on the node only";
  return state.open.length > 0
    ? `and its ports are ${state.says}`
    : `though none of its ports was found open (${state.says})`;
}

function itemsOf(evidence: Evidence, { subject, pods, ports }: HostNetworkGroup, state: TakenState): EvidenceItem[] {
  const declared = [...new Set(ports.map(({ port, protocol }) => formatPort(port, protocol)))].join(", ");
  const isSeen = state.open.length > 0;
  const config = inventoryItem(
    `spec.hostNetwork of ${workloadName(subject)}`,
    `true for ${counted(pods.length, "pod")}, declared ports ${declared || "none"}`,
    evidence.inventory.at,
    !isSeen,
  );
  const nodes = [...new Set(pods.flatMap(({ node }: ClusterPod) => node ?? []))].slice(0, 50);
  if (ports.length === 0) return [{ ...config, detail: nodes }];
  const wire: EvidenceItem = {
    sent: `Probe of ${declared} on the nodes of ${workloadName(subject)}`,
    received: state.says,
    at: state.open[0]?.at ?? evidence.now.toISOString(),
    vantage: state.open[0]?.vantage ?? evidence.vantage,
    decisive: isSeen,
    detail: state.lines,
  };
  return [wire, { ...config, detail: nodes }];
}

export const hostnetworkWideListener = defineCheck({
  id: "hostnetwork-wide-listener",
  component: "host-port",
  tier: 2,
  kind: "hybrid",
  title: "Only parts of the platform and approved workloads run on the host network",
  headline: (subject) => `${workloadName(subject)} runs on the network of its nodes`,
  needs: ["list pods", "list daemonsets", "list deployments", "list statefulsets"],
  severity: {
    byVantage,
    base: "low",
    rule: "By the widest vantage that finds one of its ports open; low where none was found open.",
  },
  rationale:
    "Such pods reach the loopback services of the node and are exempt from NetworkPolicy, so that one exploit lands on the host's network.",
  subjects,
  judge,
  ...hostPortRemediation({
    summary: "Take it off the host network, or keep what it listens on to the node.",
    steps: (context) => [
      saveWorkload(context),
      editWorkload(
        context,
        "Set hostNetwork to false and dnsPolicy to ClusterFirst, and take out hostPort, which the API server writes beside every port of such a pod; clients reach it by a Service. Where it has to stay, let it listen on 127.0.0.1 or on status.hostIP of a private network.",
      ),
      enforceBaseline(context),
      approveWorkload(context),
    ],
    undo: "kubectl apply -f workload.yaml; take the label off with kubectl label namespace and pod-security.kubernetes.io/enforce-.",
    verify: (context) => ({
      command: kubectlWorkload(context, "get", " -o jsonpath='{..hostNetwork}'"),
      expect: "empty or false",
    }),
  }),
  tradeoffs: [
    "Network plugins, kube-proxy, storage drivers and node agents need it: approve those outside the platform.",
  ],
  failureModes: [
    "Pods on the host network resolve cluster names only with dnsPolicy ClusterFirstWithHostNet: set it back with the network.",
    "Ports that a pod does not declare cannot be joined to it by the API: the report of the node names the process.",
  ],
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 §5.2.5", "CIS Kubernetes Benchmark v2.0.1 §5.2.5"],
    nsa: "NSA/CISA v1.2: Worker node segmentation",
    mitre: ["T1611"],
    ms: ["MS-TA9034 Cluster internal networking"],
    cwe: ["CWE-653"],
    urls: ["https://kubernetes.io/docs/concepts/security/pod-security-standards/"],
    tools: [
      "kube-bench 5.2.5",
      "kubescape C-0041",
      "kubescape C-0196",
      "trivy KSV0009",
      "prowler core_minimize_hostNetwork_containers",
    ],
  },
  severityDiffers:
    "Trivy KSV0009 and Kubescape C-0041 rate the manifest high wherever it runs; here it is low while none of its ports is found open, and follows who reaches them.",
});
