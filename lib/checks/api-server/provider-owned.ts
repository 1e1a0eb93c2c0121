import type { Distribution } from "../../domain/distribution.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import type { FixFor } from "../remediation-by.ts";

type Cloud = "eks" | "gke" | "aks";

/** Fields of the cloud's API that keep strangers away from the endpoint; CIDR stands for the administrators' network. */
export const closeEndpoint: Record<Cloud, FixFor> = {
  eks: (context) => ({
    summary: "Make the EKS endpoint private, or list the networks that may reach it.",
    steps: [
      {
        text: "Private only; nodes and administrators then need a way into the VPC.",
        language: "bash",
        code: `aws eks update-cluster-config --name ${shellQuote(context.clusterName)} --resources-vpc-config endpointPublicAccess=false,endpointPrivateAccess=true`,
      },
      {
        text: "Or public for listed networks; put your own for CIDR.",
        language: "bash",
        code: `aws eks update-cluster-config --name ${shellQuote(context.clusterName)} --resources-vpc-config publicAccessCidrs=CIDR`,
      },
    ],
    undo: "Set endpointPublicAccess=true again through the AWS API.",
  }),
  gke: (context) => ({
    summary:
      "List the networks that may reach the GKE control plane, or use the DNS endpoint with IAM and no public IP.",
    steps: [
      {
        text: "Put the cluster's location and your own network for LOCATION and CIDR.",
        language: "bash",
        code: `gcloud container clusters update ${shellQuote(context.clusterName)} --location LOCATION --enable-master-authorized-networks --master-authorized-networks CIDR`,
      },
    ],
    undo: "Widen --master-authorized-networks through the Google API.",
  }),
  aks: (context) => ({
    summary: "List the networks that may reach the AKS API server; a private cluster is chosen at creation.",
    steps: [
      {
        text: "Put the resource group and your own network for GROUP and CIDR.",
        language: "bash",
        code: `az aks update -g GROUP -n ${shellQuote(context.clusterName)} --api-server-authorized-ip-ranges CIDR`,
      },
    ],
    undo: "Widen --api-server-authorized-ip-ranges through the Azure API.",
  }),
};

/** The provider runs the API server and sets its flags: what remains is who can reach it. */
export function flagOwnedByProvider(flag: string): Partial<Record<Distribution, FixFor>> {
  const fix =
    (provider: string, cloud: Cloud): FixFor =>
    (context) => {
      const closing = closeEndpoint[cloud](context);
      const summary = `${provider} runs this control plane: ${flag} can be neither read nor set. Keep strangers away from the endpoint instead.`;
      return { ...closing, summary };
    };
  return { eks: fix("AWS", "eks"), gke: fix("Google", "gke"), aks: fix("Azure", "aks") };
}
