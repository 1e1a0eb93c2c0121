import type { Distribution } from "../../domain/distribution.ts";
import type { RemediationContext, RemediationStep } from "../../domain/remediation.ts";
import { shellQuote } from "../../domain/shell-quote.ts";

type StepFor = (context: RemediationContext) => RemediationStep;

/** How a distribution's network is made to enforce policies. */
export const enableEnforcement: Partial<Record<Distribution, StepFor>> = {
  eks: ({ clusterName }) => ({
    text: "Switch on network policies in the VPC CNI add-on (from v1.14), or install Calico or Cilium beside it.",
    language: "bash",
    code: `aws eks update-addon --cluster-name ${shellQuote(clusterName)} --addon-name vpc-cni --resolve-conflicts PRESERVE --configuration-values '{"enableNetworkPolicy":"true"}'`,
  }),
  gke: ({ clusterName }) => ({
    text: "Dataplane V2 enforces policies and is chosen when a cluster is created. An older cluster gets Calico: the add-on first, then enforcement, which recreates the node pools. Put the cluster's location for LOCATION.",
    language: "bash",
    code: [
      `gcloud container clusters update ${shellQuote(clusterName)} --location LOCATION --update-addons=NetworkPolicy=ENABLED`,
      `gcloud container clusters update ${shellQuote(clusterName)} --location LOCATION --enable-network-policy`,
    ].join("\n"),
  }),
  aks: ({ clusterName }) => ({
    text: "Put the resource group for GROUP. Cilium's data plane needs Azure CNI Overlay or an IP address plan that it supports; --network-policy azure or calico are the alternatives.",
    language: "bash",
    code: `az aks update -g GROUP -n ${shellQuote(clusterName)} --network-dataplane cilium`,
  }),
  openshift: () => ({
    text: "OVN-Kubernetes enforces policies as it is. For new projects put default policies into the project template; a BaselineAdminNetworkPolicy sets them for all.",
    language: "bash",
    code: "oc adm create-bootstrap-project-template -o yaml > template.yaml",
  }),
};
