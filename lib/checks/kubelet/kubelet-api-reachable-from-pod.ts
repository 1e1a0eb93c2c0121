import type { Check } from "../../domain/check.ts";
import { distributions } from "../../domain/distribution.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { Observation } from "../../domain/observation.ts";
import type { RemediationContext } from "../../domain/remediation.ts";
import type { SettingValue } from "../../domain/setting.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import type { Subject } from "../../domain/subject.ts";
import { widestVantage } from "../../domain/vantage.ts";
import { defineCheck } from "../define-check.ts";
import { nodeSubjects } from "../node-subjects.ts";
import { onPresentNode } from "../present-node.ts";
import { type FixFor, remediationBy, sameFor } from "../remediation-by.ts";
import type { Reach } from "../vantage-severity.ts";
import { answersAnyone } from "./kubelet-endpoint.ts";
import { hostFirewall, talosFirewall } from "./kubelet-firewall.ts";
import { kubeletApiIntent, nodesProxy } from "./kubelet-intents.ts";
import { declaredReading, effectiveValue } from "./kubelet-settings.ts";
import { judgeReach } from "./reachability.ts";

/** The direct path is worse where a token, or nothing at all, is enough at its end. */
function reachOf(reached: Observation[], subject: Subject, evidence: Evidence): Reach {
  const says = (name: string, value: SettingValue) =>
    effectiveValue(evidence, subject.name, name) === value ||
    declaredReading(evidence, subject.name, name)?.value === value;
  const isWeak = says("authorization.mode", "AlwaysAllow") || says("authentication.anonymous.enabled", true);
  const vantage = widestVantage(reached.map((observation) => observation.vantage));
  const severity = isWeak || reached.some(answersAnyone) ? "high" : "medium";
  return { severity, ...(vantage ? { vantage } : {}) };
}

const judge: Check["judge"] = (subject, evidence) =>
  judgeReach(subject, evidence, {
    kinds: ["pod"],
    place: "a pod",
    supply: "Run the scan as a pod of the cluster, without hostNetwork, with --vantage pod.",
    reach: (reached) => reachOf(reached, subject, evidence),
  });

const policyStep = (context: RemediationContext) => ({
  text: "Where the CNI has host policies, say it there for all nodes at once; this is Cilium's. Calico has GlobalNetworkPolicy on HostEndpoints, Antrea ClusterNetworkPolicy with a nodeSelector.",
  language: "yaml" as const,
  code: [
    "apiVersion: cilium.io/v2",
    "kind: CiliumClusterwideNetworkPolicy",
    "metadata:",
    "  name: no-kubelet-from-pods",
    "spec:",
    "  endpointSelector: {}",
    "  enableDefaultDeny:",
    "    egress: false",
    "  egressDeny:",
    "    - toEntities: [host, remote-node]",
    "      toPorts:",
    "        - ports:",
    `            - port: "${context.port}"`,
    "              protocol: TCP",
  ].join("\n"),
});

const atHost: FixFor = (context) => {
  const summary =
    "Refuse the pod network at the kubelet's port, at the node: NetworkPolicy never blocks a pod's own node.";
  const host = hostFirewall(context, context.controlPlaneAddresses, summary);
  return { ...host, steps: [...host.steps, policyStep(context)] };
};

const withPolicy =
  (summary: string, text: string, code: string): FixFor =>
  (context) => ({
    summary,
    steps: [{ text, language: "yaml", code: code.replaceAll("PORT", String(context.port)) }, policyStep(context)],
    undo: "Delete the policy.",
  });

const egressNodes = `apiVersion: policy.networking.k8s.io/v1alpha1
kind: AdminNetworkPolicy
metadata:
  name: no-kubelet-from-pods
spec:
  priority: 20
  subject:
    namespaces: {}
  egress:
    - name: no-kubelet
      action: Deny
      to:
        - nodes: {}
      ports:
        - portNumber:
            protocol: TCP
            port: PORT`;

export const kubeletApiReachableFromPod = defineCheck({
  id: "kubelet-api-reachable-from-pod",
  component: "kubelet",
  tier: 1,
  kind: "probe",
  title: "Ordinary pods cannot open connections to the kubelet",
  headline: ({ name, port }) => `Any pod can open connections to the kubelet of ${name} on ${port}/TCP`,
  severity: {
    byVantage: null,
    base: "medium",
    range: ["high", "medium"],
    rule: "High where anonymous access or AlwaysAllow waits at the end of the path; only a probe from a pod decides.",
  },
  rationale:
    "Code in a pod is the most likely attacker. A direct way to kubelets turns one leaked token with nodes/proxy into commands on other nodes, past the API server's audit log.",
  subjects: (evidence) => nodeSubjects(evidence, "kubelet"),
  judge: onPresentNode(judge),
  ...remediationBy({
    own: {
      ...sameFor(
        distributions.filter((distribution) => distribution !== "unknown"),
        atHost,
      ),
      openshift: withPolicy(
        "Deny pods the kubelet's port with an AdminNetworkPolicy (OVN-Kubernetes).",
        "Apply it, then add an Allow of higher priority for openshift-monitoring and other scrapers.",
        egressNodes,
      ),
      talos: (context) => talosFirewall(context, context.controlPlaneAddresses),
    },
    generic: atHost,
    verify: (context) => ({
      command: `kubectl run reach-kubelet --rm -i --restart=Never --image=busybox:1.36 -- nc -zv -w 3 ${shellQuote(context.address)} ${context.port}`,
      expect: "timed out",
    }),
  }),
  settings: { component: "kubelet", names: ["authentication.anonymous.enabled", "authorization.mode"] },
  closes: ["kubelet-api"],
  rights: [nodesProxy],
  allow: kubeletApiIntent,
  severityDiffers:
    "kube-hunter reports it as a fact without weight; behind anonymous access or AlwaysAllow it is the whole way to the node.",
  tradeoffs: [
    "Workloads that read node metrics straight from the kubelet need an exception, or a DaemonSet on the host network.",
  ],
  failureModes: [
    "Gaps in metrics and logs after enforcement: try it in audit mode where the CNI has one.",
    "The policy shows as applied but traffic passes, because the CNI ignores NetworkPolicy.",
  ],
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §5.3.1, §5.3.2"],
    nsa: "NSA/CISA v1.2: Network separation and hardening > Network policies",
    mitre: ["T1046", "T1609"],
    ms: ["MS-TA9030 Access Kubelet API", "MS-TA9034 Cluster internal networking"],
    cwe: ["CWE-923", "CWE-668"],
    urls: [
      "https://kubernetes.io/docs/concepts/services-networking/network-policies/",
      "https://grahamhelton.com/blog/nodes-proxy-rce",
    ],
    tools: ["kube-hunter"],
  },
});
