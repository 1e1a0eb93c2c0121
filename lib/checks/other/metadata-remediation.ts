import type { RemediationContext, RemediationStep } from "../../domain/remediation.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import { type FixFor, remediationBy } from "../remediation-by.ts";

const policy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: no-instance-metadata
  namespace: default
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - ipBlock:
            cidr: 0.0.0.0/0
            except: [169.254.169.254/32]
    - to:
        - ipBlock:
            cidr: ::/0
            except: ["fd00:ec2::254/128"]`;

const deny: RemediationStep = {
  text: "In every namespace with workloads (put its name for default), let pods out to everything but the metadata service. The CNI has to enforce policies, and pods on the host network are not touched.",
  file: "no-instance-metadata.yaml",
  language: "yaml",
  code: policy,
};

const undo =
  "kubectl delete networkpolicy no-instance-metadata in each namespace, and set the former instance options again.";

const eks: FixFor = (context) => ({
  summary: "Ask for session tokens that do not travel into pods, and give pods roles of their own.",
  steps: [
    {
      text: "In the launch template of each node group, a hop limit of 1 and required tokens; nodes are replaced as they roll.",
      language: "bash",
      code: `aws eks list-nodegroups --cluster-name ${shellQuote(context.clusterName)}\naws ec2 create-launch-template-version --launch-template-id "$template" --source-version '$Latest' --launch-template-data '{"MetadataOptions":{"HttpTokens":"required","HttpPutResponseHopLimit":1}}'`,
    },
    { text: "Give workloads that call AWS a role by EKS Pod Identity or IRSA before." },
    deny,
  ],
  undo,
});

const gke: FixFor = (context) => ({
  summary: "Turn on Workload Identity Federation, whose metadata server knows only the pod's own identity.",
  steps: [
    {
      text: "For the cluster, then for every node pool (set location, project and pool).",
      language: "bash",
      code: `gcloud container clusters update ${shellQuote(context.clusterName)} --location "$location" --workload-pool="$project.svc.id.goog"\ngcloud container node-pools update "$pool" --cluster ${shellQuote(context.clusterName)} --location "$location" --workload-metadata=GKE_METADATA`,
    },
  ],
  undo: "Set --workload-metadata=GCE_METADATA on the node pools again.",
});

const aks: FixFor = (context) => ({
  summary: "Turn on the restriction of the metadata service, and use workload identity.",
  steps: [
    {
      text: "It closes the service to pods that are not on the host network; some add-ons do not allow it. Put the resource group for GROUP.",
      language: "bash",
      code: `az aks update -g GROUP -n ${shellQuote(context.clusterName)} --enable-imds-restriction`,
    },
    deny,
  ],
  undo: "az aks update with --disable-imds-restriction.",
});

const openshift: FixFor = (context) => ({
  summary: "Deny the metadata service in an egress firewall of each namespace.",
  steps: [
    {
      text: `On ${context.clusterName}, one EgressFirewall a namespace (OVN-Kubernetes); put its name for default.`,
      file: "egress-firewall.yaml",
      language: "yaml",
      code: "apiVersion: k8s.ovn.org/v1\nkind: EgressFirewall\nmetadata:\n  name: default\n  namespace: default\nspec:\n  egress:\n    - type: Deny\n      to:\n        cidrSelector: 169.254.169.254/32",
    },
  ],
  undo: "oc delete egressfirewall default in each namespace.",
});

const generic: FixFor = (context: RemediationContext) => ({
  summary: "Deny pods the way to the metadata service.",
  steps: [
    {
      text: `On ${context.clusterName}, use the provider's own identity for pods first, so that nothing needs the node's.`,
    },
    deny,
  ],
  undo,
});

/** Keeping pods away from the node's identity. */
export const metadataRemediation = remediationBy({
  own: { eks, gke, aks, openshift },
  generic,
  verify: () => ({
    command:
      "kubectl -n default run metadata-test --rm -i --restart=Never --image=busybox:1.36 -- wget -qO- -T 3 http://169.254.169.254/latest/meta-data/",
    expect: "a time-out or 401",
  }),
});
