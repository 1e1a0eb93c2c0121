import type { Check, EvidenceItem } from "../../domain/check.ts";
import type { RemediationContext, RemediationStep } from "../../domain/remediation.ts";
import { worseSeverity } from "../../domain/severity.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import { counted } from "../counted.ts";
import { defineCheck } from "../define-check.ts";
import { nodeSubjects } from "../node-subjects.ts";
import { onPresentNode } from "../present-node.ts";
import { type FixFor, remediationBy } from "../remediation-by.ts";
import { fail, pass, unknown } from "../verdicts.ts";
import { driftFields } from "./drift-fields.ts";
import { driftOf } from "./kubelet-drift.ts";
import { configSilence } from "./kubelet-settings.ts";
import { recreateGkePool, rollNodeGroup, upgradeAksImage } from "./managed-nodes.ts";
import { configzCommand, nodeInWords } from "./node-words.ts";

const names = driftFields.map(({ name }) => name);

const judge: Check["judge"] = (subject, evidence) => {
  const node = evidence.node(subject.name);
  if (!node) return unknown(`${subject.name} is not in the inventory; scan again.`);
  const { drifts, known, compared } = driftOf(evidence, node);
  if (known === 0) return unknown(configSilence(evidence, subject, "authorization.mode"));
  if (compared.length === 0)
    return unknown(
      "There is nothing to compare with: no ConfigMap that declares it, fewer than two sibling nodes that agree, and no earlier scan; scan again later, or read more nodes' configurations.",
    );
  if (drifts.length === 0)
    return pass(`${counted(compared.length, "field")} compared with their baselines, and none differs.`, compared);
  const byField = Map.groupBy(drifts, ({ now }) => now);
  const reason = [...byField]
    .map(([now, list]) => `${now}, but ${list.map(({ instead }) => instead).join(" and ")}.`)
    .join(" ");
  const severity = drifts.map((drift) => drift.severity).reduce(worseSeverity);
  return fail({ reason, evidence: uniqueItems(drifts.flatMap(({ items }) => items)), severity });
};

/** A field that differs from several baselines is shown once itself. */
function uniqueItems(items: EvidenceItem[]): EvidenceItem[] {
  return [...new Map(items.map((item) => [`${item.sent} ${item.received}`, item])).values()];
}

const seeBoth = (context: RemediationContext) => ({
  text: `See what ${nodeInWords(context)} runs with, and compare it with a sibling.`,
  language: "bash" as const,
  code: `${configzCommand(context)} | jq -S .kubeletconfig`,
});

type Step = (context: RemediationContext) => RemediationStep;

const from =
  (source: string, ...steps: Step[]): FixFor =>
  (context) => ({
    summary: `Put the shared source right (${source}), then bring the node back to it; never mend the single node alone.`,
    steps: [seeBoth(context), ...steps.map((step) => step(context))],
    undo: "Make the earlier version of the shared source the current one again, and roll the nodes back to it.",
  });

const kubeadmUpgrade: Step = (context) => ({
  text: `Edit the ConfigMap if it is what is wrong, then take it over on ${nodeInWords(context)} and restart.`,
  language: "bash",
  code: "kubectl -n kube-system edit configmap kubelet-config\nsudo kubeadm upgrade node phase kubelet-config\nsudo systemctl restart kubelet",
});
const rancherFile =
  (product: string): Step =>
  () => ({
    text: `Compare kubelet-arg in /etc/rancher/${product}/config.yaml and its .d folder with the siblings', put it right in your automation, and restart the service.`,
    language: "bash",
    code: `grep -rn -A20 kubelet-arg /etc/rancher/${product}/`,
  });
const anySource: Step = () => ({
  text: "Put it right in what nodes are made of (image, launch template, configuration management), then replace or reconfigure this node. Accept the finding with a reason and an end date where the difference is meant.",
});

export const kubeletConfigDrift = defineCheck({
  id: "kubelet-config-drift",
  component: "kubelet",
  tier: 1,
  kind: "config",
  title: "Kubelet's security settings equal their baseline and those of sibling nodes",
  headline: ({ name }) => `Kubelet on ${name} is set up otherwise than its baseline or its siblings`,
  severity: {
    byVantage: null,
    base: "medium",
    range: ["high", "info"],
    rule: "That of the check which judges the field; low between two safe values; info where the node is the safer one.",
  },
  rationale:
    "Nodes that joined later, or were rebuilt from an old image, bring insecure defaults back, and an audit made once does not notice.",
  subjects: (evidence) => nodeSubjects(evidence, "kubelet"),
  judge: onPresentNode(judge),
  ...remediationBy({
    own: {
      kubeadm: from("ConfigMap kube-system/kubelet-config", kubeadmUpgrade),
      k3s: from("the k3s configuration file", rancherFile("k3s")),
      rke2: from("the RKE2 configuration file", rancherFile("rke2")),
      eks: from("the launch template", rollNodeGroup),
      gke: from("the node pool", recreateGkePool),
      aks: from("the node image", upgradeAksImage),
    },
    generic: from("image, template or configuration management", anySource),
    verify: () => ({
      command: `for n in $(kubectl get nodes -o name | cut -d/ -f2); do kubectl get --raw "/api/v1/nodes/$n/proxy/configz" | jq -S ${shellQuote(".kubeletconfig|{readOnlyPort,authentication,authorization,tlsMinVersion}")} | sha256sum; done | sort | uniq -c`,
      expect: "one distinct sum for each pool of nodes",
    }),
  }),
  settings: { component: "kubelet", names },
  severityDiffers: "No other tool keeps what a node looked like yesterday, or compares it with its siblings.",
  tradeoffs: [
    "Differences that are meant (GPU or Windows pools) need a pool label of their own, or an accepted finding.",
  ],
  failureModes: ["Flags override the file: comparing files instead of /configz misses drift."],
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §4.2.1, §4.2.2, §4.2.4"],
    nsa: "NSA/CISA v1.2: Upgrading and application security practices",
    mitre: ["T1562"],
    cwe: ["CWE-1188"],
    urls: [
      "https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/",
      "https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/kubeadm-reconfigure/",
    ],
  },
});
