import type { Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import { formatPort } from "../../domain/port-state.ts";
import { type Severity, type SeverityByVantage, severityFrom, severityRank } from "../../domain/severity.ts";
import type { Subject } from "../../domain/subject.ts";
import { defineCheck } from "../define-check.ts";
import { approvedByBaseline, baselineItem, becauseOf } from "../expected-ports.ts";
import { clusterSubject, needMissing, orCluster } from "../nodeport/service-subjects.ts";
import { isLoopback } from "../static-pods.ts";
import { reachSeverity } from "../vantage-severity.ts";
import { fail, pass, unknown } from "../verdicts.ts";
import {
  approveWorkload,
  editWorkload,
  enforceBaseline,
  hostPortRemediation,
  kubectlWorkload,
  saveWorkload,
} from "./host-port-remediation.ts";
import { isPlatform } from "./platform-namespaces.ts";
import { stateOfTaken, type TakenPort, takenKey, takenPorts } from "./taken-ports.ts";
import { approvalMissing, hostApproval, takenItems, whoRunsIt, workloadName } from "./workload-words.ts";

const byVantage: SeverityByVantage = { internet: "high", "other-network": "medium", pod: "low", "node-local": "info" };

function subjects(evidence: Evidence): Subject[] {
  if (evidence.inventory.hostPorts === null) return [clusterSubject(evidence)];
  const entries = [...takenPorts(evidence).values()];
  const byHostPort = entries.filter(({ ports }) => ports.some(({ via }) => via === "hostPort"));
  return orCluster(
    evidence,
    byHostPort.map(({ subject }) => subject),
  );
}

function judge(subject: Subject, evidence: Evidence): Judgement {
  if (evidence.inventory.hostPorts === null)
    return unknown(needMissing(evidence, "list pods", "Host ports of pods are not known"));
  if (subject.kind === "Cluster")
    return pass("Pods could be listed; each that takes a host port is judged by itself.", []);
  const taken = takenPorts(evidence).get(takenKey(subject));
  if (!taken)
    return pass(`${workloadName(subject)} takes ${formatPort(subject.port ?? 0, subject.protocol)} no more.`, []);
  const state = stateOfTaken(evidence, taken.ports);
  const items = takenItems(evidence, taken, state);
  if (isPlatform(subject.namespace)) return pass(`It is part of the platform (namespace ${subject.namespace}).`, items);
  const nodes = taken.ports.map(({ node }) => node);
  const entry = approvedByBaseline(evidence, nodes, subject);
  if (entry)
    return pass(`It is among the expected ports: ${becauseOf(entry)}.`, [baselineItem(evidence, entry), ...items]);
  const approval = hostApproval(evidence, taken.workload);
  if (approval === null) return unknown(approvalMissing(evidence), items);
  if (approval.isValid) return pass(`${approval.says}.`, items);
  const local = isOnlyLocal(taken);
  const wire = local ? "it is bound to the node's loopback" : `and the port is ${state.says}`;
  return fail({
    reason: `${approval.says}, ${wire}.${whoRunsIt(evidence, taken)}`,
    evidence: items,
    ...(local ? { severity: byVantage["node-local"] } : severityOf(state.open, evidence)),
  });
}

const isOnlyLocal = ({ ports }: TakenPort) => ports.every(({ hostIP }) => hostIP !== null && isLoopback(hostIP));

/** A declared port that nothing answers on is low at most: a CNI without portmap opens none. */
function severityOf(
  open: Parameters<typeof reachSeverity>[1],
  { vantage }: Evidence,
): ReturnType<typeof reachSeverity> {
  if (open.length > 0) return reachSeverity(byVantage, open);
  const here: Severity = severityFrom(byVantage, vantage.kind);
  return { severity: severityRank(here) > severityRank("low") ? here : "low" };
}

export const hostportUnapproved = defineCheck({
  id: "hostport-unapproved",
  revision: 2,
  component: "host-port",
  tier: 1,
  kind: "hybrid",
  title: "Every host port of a workload outside the platform has an approval",
  headline: (subject) =>
    `${workloadName(subject)} takes ${formatPort(subject.port ?? 0, subject.protocol)} of its nodes and nobody approved it`,
  needs: ["list pods", "list daemonsets", "list deployments", "list statefulsets"],
  severity: {
    byVantage,
    base: "low",
    rule: "By the widest vantage that finds the port open on a node; low at most where no node answers; info where it is bound to loopback.",
  },
  rationale:
    "Host ports skip Services and often NetworkPolicies as well, and they move from node to node with the pod.",
  subjects,
  judge,
  ...hostPortRemediation({
    summary: "Serve it by a Service, or record an approval with owner, reason and last day.",
    steps: (context) => [
      saveWorkload(context),
      editWorkload(
        context,
        "Take hostPort out of the container's ports; clients reach it by a Service. Where it has to stay, set hostIP to 127.0.0.1 or to a private address.",
      ),
      enforceBaseline(context),
      approveWorkload(context),
    ],
    undo: "kubectl apply -f workload.yaml; take the label off with kubectl label namespace and pod-security.kubernetes.io/enforce-.",
    verify: (context) => ({
      command: kubectlWorkload(context, "get", " -o jsonpath='{..ports[*].hostPort}'"),
      expect: "empty; or the approved ports only",
    }),
  }),
  tradeoffs: ["Ingress DaemonSets, node exporters and network plugins take host ports by design: approve them."],
  failureModes: [
    "Clients that address the node directly break.",
    "A network plugin without portmap ignores hostPort: the port is declared and never opens.",
  ],
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 §5.2.12", "CIS Kubernetes Benchmark v2.0.1 §5.2.12"],
    nsa: "NSA/CISA v1.2: Worker node segmentation",
    mitre: ["T1133", "T1610"],
    ms: ["MS-TA9005 Exposed sensitive interfaces"],
    cwe: ["CWE-668"],
    urls: ["https://kubernetes.io/docs/concepts/security/pod-security-standards/"],
    tools: [
      "kube-bench 5.2.12",
      "kubescape C-0044",
      "kubescape C-0204",
      "trivy KSV0024",
      "prowler core_minimize_admission_hostport_containers",
    ],
  },
  severityDiffers:
    "Kubescape C-0044 and Trivy KSV0024 judge the manifest alone; here the port on the node decides how severe it is, and parts of the platform and approved workloads pass.",
});
