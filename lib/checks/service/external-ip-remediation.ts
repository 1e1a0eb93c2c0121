import type { RemediationContext, RemediationStep } from "../../domain/remediation.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import { serverArgs, talosArgs } from "../api-server/server-args.ts";
import { kubeadmFlags } from "../api-server/static-pod-remediation.ts";
import { kubectlService } from "../nodeport/service-remediation.ts";
import { type FixFor, remediationBy } from "../remediation-by.ts";
import { admissionSteps, refuseExternalIPs } from "./admission-policy.ts";

const summary = "Take the addresses from Services, and refuse new ones.";
const flags = (): [string, string][] => [["enable-admission-plugins", "NodeRestriction,DenyServiceExternalIPs"]];

function release(context: RemediationContext): RemediationStep[] {
  const list: RemediationStep = {
    text: `List the Services of ${context.clusterName} that claim addresses.`,
    language: "bash",
    code: `kubectl get services -A -o json | jq -r '.items[] | select(.spec.externalIPs) | "\\(.metadata.namespace)/\\(.metadata.name) \\(.spec.externalIPs)"'`,
  };
  if (context.subject.kind !== "Service") return [list];
  return [
    {
      text: "Give its callers another address first: a load balancer, or the ingress. Save the Service.",
      language: "bash",
      code: `${kubectlService(context, "get", " -o yaml")} > service.yaml`,
    },
    {
      text: "Take the addresses away. What Helm, Argo or Flux deploys is changed there.",
      language: "bash",
      code: kubectlService(context, "patch", ` --type=json -p '[{"op":"remove","path":"/spec/externalIPs"}]'`),
    },
  ];
}

const byPolicy = (text: string) => admissionSteps(refuseExternalIPs, text);
const undo =
  "kubectl delete validatingadmissionpolicybinding refuse-service-external-ips, or take the plugin out again; kubectl apply -f service.yaml brings the addresses back while nothing refuses them.";

/** The plugin, with the policy as the way that needs no restart of the API server. */
const withPlugin =
  (fix: FixFor): FixFor =>
  (context) => {
    const given = fix(context);
    return {
      summary,
      steps: [
        ...release(context),
        ...byPolicy("Refuse new ones with a policy, which needs no restart."),
        { text: "Or with the admission plugin; keep the plugins that the flag names already." },
        ...given.steps,
      ],
      undo,
    };
  };

const policyOnly =
  (note: string): FixFor =>
  (context) => ({ summary, steps: [...release(context), ...byPolicy(note)], undo });

const gke: FixFor = (context) => ({
  summary,
  steps: [
    ...release(context),
    {
      text: "Turn Google's own guard on; clusters created with 1.21 or later have it on already. Put the cluster's location for LOCATION.",
      language: "bash",
      code: `gcloud container clusters update ${shellQuote(context.clusterName)} --location LOCATION --no-enable-service-externalips`,
    },
    ...byPolicy("Or refuse new ones with a policy."),
  ],
  undo: `gcloud container clusters update ${shellQuote(context.clusterName)} --location LOCATION --enable-service-externalips`,
});

const openshift: FixFor = (context) => ({
  summary,
  steps: [
    ...release(context),
    {
      text: "OpenShift refuses them to all but cluster administrators while spec.externalIP.policy is empty: see what it allows, and take out what is not needed.",
      language: "bash",
      code: "oc get network.config.openshift.io cluster -o jsonpath='{.spec.externalIP}'",
    },
    ...byPolicy("Refuse them to administrators' pipelines as well with a policy."),
  ],
  undo,
});

export const externalIPRemediation = remediationBy({
  own: {
    kubeadm: withPlugin(kubeadmFlags("kube-apiserver", flags, summary)),
    k3s: withPlugin(serverArgs("k3s", "kube-apiserver", flags, summary)),
    rke2: withPlugin(serverArgs("rke2", "kube-apiserver", flags, summary)),
    talos: withPlugin(talosArgs("kube-apiserver", flags, summary)),
    eks: policyOnly("EKS lets nobody choose admission plugins: refuse new ones with a policy."),
    aks: policyOnly("AKS lets nobody choose admission plugins: refuse new ones with a policy."),
    gke,
    openshift,
  },
  generic: policyOnly("Refuse new ones with a policy."),
  verify: () => ({
    command: `kubectl create --dry-run=server -f - <<'EOF'\napiVersion: v1\nkind: Service\nmetadata:\n  name: external-ip-test\n  namespace: default\nspec:\n  ports: [{port: 80}]\n  externalIPs: [192.0.2.1]\nEOF\nkubectl get services -A -o json | jq '[.items[] | select(.spec.externalIPs)] | length'`,
    expect: "the first is refused, the second prints 0",
  }),
});
