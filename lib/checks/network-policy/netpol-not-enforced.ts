import type { Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { Subject } from "../../domain/subject.ts";
import { counted } from "../counted.ts";
import { defineCheck } from "../define-check.ts";
import { inventoryItem } from "../evidence-items.ts";
import { clusterSubject, needMissing } from "../nodeport/service-subjects.ts";
import { fail, notApplicable, pass, unknown } from "../verdicts.ts";
import { enforcementRemediation } from "./enforcement-remediation.ts";
import { policyEngine } from "./policy-engine.ts";

function judge(_subject: Subject, evidence: Evidence): Judgement {
  const { networkPolicies, pods, at } = evidence.inventory;
  if (networkPolicies === null)
    return unknown(needMissing(evidence, "list networkpolicies", "Network policies could not be listed"));
  const { policies } = networkPolicies;
  const engine = policyEngine(evidence.inventory);
  const exempt = (pods ?? []).filter(({ hostNetwork }) => hostNetwork);
  const names = exempt.slice(0, 10).map(({ namespace, name }) => `${namespace}/${name}`);
  const item = {
    ...inventoryItem("network engine of the cluster, by its DaemonSets and node arguments", engine.why, at),
    detail: [
      `${counted(policies.length, "policy object")} in the cluster`,
      ...(names.length > 0
        ? [
            `exempt everywhere, because of the host network: ${names.join(", ")}${exempt.length > 10 ? ` and ${exempt.length - 10} more` : ""}`,
          ]
        : []),
    ],
  };
  if (policies.length === 0)
    return notApplicable("There is no network policy whose enforcement could be missed.", [item]);
  const there = `${counted(policies.length, "network policy object")} ${policies.length === 1 ? "is" : "are"} in the cluster`;
  if (engine.enforces === false)
    return fail({ reason: `${there}, and ${engine.name} enforces none of them: ${engine.why}`, evidence: [item] });
  if (engine.enforces === true) return pass(`${engine.name} enforces network policies. ${engine.why}`, [item]);
  return unknown(
    `${there}; whether anything enforces them is not known. ${engine.why} Try it with two pods and a policy between them, as the verification does.`,
    [item],
  );
}

export const netpolNotEnforced = defineCheck({
  id: "netpol-not-enforced",
  component: "network-policy",
  tier: 2,
  kind: "hybrid",
  title: "The cluster's network enforces the policies that are written for it",
  headline: ({ name }) => `Nothing enforces the network policies of ${name}`,
  needs: ["list networkpolicies", "list pods", "list deployments", "list daemonsets", "list statefulsets"],
  severity: { byVantage: null, base: "high", rule: "High: every policy of the cluster is void." },
  rationale:
    "The API accepts policies no matter what; teams believe that they are protected while every packet passes.",
  subjects: (evidence) => [clusterSubject(evidence)],
  judge,
  ...enforcementRemediation,
  tradeoffs: ["Replacing a network engine interrupts the network of every node once."],
  failureModes: [
    "CVE-2024-7598: while a namespace is being deleted its policies may go before its pods do.",
    "An engine that is installed and broken on one node enforces nothing there; only the test with two pods shows it.",
  ],
  severityDiffers:
    "Kubescape C-0205 looks for the name of a network engine that could enforce policies; here policies have to exist that nothing enforces.",
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §5.3.1", "CIS EKS v1.8 §4.3.1"],
    nsa: "NSA/CISA v1.2: Network separation and hardening > Network policies",
    mitre: ["T1562"],
    cwe: ["CWE-693"],
    cve: ["CVE-2024-7598"],
    urls: [
      "https://kubernetes.io/docs/concepts/services-networking/network-policies/",
      "https://docs.k3s.io/networking/networking-services",
      "https://docs.siderolabs.com/kubernetes-guides/cni/flannel",
    ],
    tools: ["kubescape C-0205", "kube-bench 5.3.1", "kubescape C-0230", "kubescape C-0240"],
  },
});
