import type { RemediationContext, RemediationStep } from "../../domain/remediation.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import type { Fix } from "../remediation-by.ts";
import { nodeInWords, nodeWord } from "./node-words.ts";

const labels = {
  eks: "eks\\.amazonaws\\.com/nodegroup",
  gke: "cloud\\.google\\.com/gke-nodepool",
  aks: "kubernetes\\.azure\\.com/agentpool",
};

/** Sets a shell variable to the pool that the node belongs to, by the provider's own label. */
export function poolOf(provider: keyof typeof labels, context: RemediationContext): string {
  return `pool=$(kubectl get ${nodeWord(context)} -o jsonpath='{.metadata.labels.${labels[provider]}}')`;
}

/** Moves a managed node group to the newest version of its launch template. */
export function rollNodeGroup(context: RemediationContext): RemediationStep {
  const cluster = shellQuote(context.clusterName);
  return {
    text: `Roll the node group of ${nodeInWords(context)} onto the new launch template version; workloads are drained node by node.`,
    language: "bash",
    code: [
      poolOf("eks", context),
      `template=$(aws eks describe-nodegroup --cluster-name ${cluster} --nodegroup-name "$pool" --query nodegroup.launchTemplate.id --output text)`,
      `version=$(aws ec2 describe-launch-templates --launch-template-ids "$template" --query 'LaunchTemplates[0].LatestVersionNumber' --output text)`,
      `aws eks update-nodegroup-version --cluster-name ${cluster} --nodegroup-name "$pool" --launch-template "id=$template,version=$version"`,
    ].join("\n"),
  };
}

/** Recreates the node pool on its current version. */
export function recreateGkePool(context: RemediationContext): RemediationStep {
  const cluster = shellQuote(context.clusterName);
  return {
    text: `Recreate the node pool of ${nodeInWords(context)} from a current image; workloads are drained node by node.`,
    language: "bash",
    code: [
      poolOf("gke", context),
      `location=$(gcloud container clusters list --format='value(name,location)' | awk -v name=${cluster} '$1 == name { print $2 }')`,
      `gcloud container clusters upgrade ${cluster} --node-pool "$pool" --location "$location"`,
    ].join("\n"),
  };
}

export function upgradeAksImage(context: RemediationContext): RemediationStep {
  const cluster = shellQuote(context.clusterName);
  return {
    text: `Upgrade the node image of the pool of ${nodeInWords(context)}; workloads are drained node by node.`,
    language: "bash",
    code: [
      poolOf("aks", context),
      `group=$(az aks list --query '[].[name,resourceGroup]' -o tsv | awk -v name=${cluster} '$1 == name { print $2 }')`,
      `az aks nodepool upgrade -g "$group" --cluster-name ${cluster} -n "$pool" --node-image-only`,
    ].join("\n"),
  };
}

/** Google sets this field; nothing but a fresh node or a support case changes it. */
export function gkeOwned(context: RemediationContext): Fix {
  return {
    summary: "Google sets this on GKE nodes; it is not part of the node system configuration. Recreate the node.",
    steps: [
      recreateGkePool(context),
      { text: "If the new node shows the same, remove DaemonSets that alter the kubelet, then open a support case." },
    ],
    undo: "A node is not made old again: create a node pool on the earlier version, and move the workloads there.",
  };
}

/** The AKS node image sets this field. */
export function aksOwned(context: RemediationContext): Fix {
  return {
    summary: "The AKS node image sets this; it is not a setting of the node pool. Upgrade the node image.",
    steps: [
      upgradeAksImage(context),
      { text: "If the new node shows the same, remove DaemonSets that alter the kubelet, then open a support case." },
    ],
    undo: "A node is not made old again: create a node pool on the earlier version, and move the workloads there.",
  };
}
