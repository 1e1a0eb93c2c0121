import type { Distribution } from "../../domain/distribution.ts";
import type { RemediationContext, RemediationStep } from "../../domain/remediation.ts";
import { shellQuote, urlHost } from "../../domain/shell-quote.ts";
import { type FixFor, sameFor } from "../remediation-by.ts";
import { type ControlPlaneComponent, componentKeys, type Flags, nodeOf, yamlBlock } from "./component-flags.ts";

/** kubeadm: the static pod's manifest, and the ConfigMap that the next upgrade writes it from. */
export function kubeadmFlags(component: ControlPlaneComponent, flags: Flags, summary: string): FixFor {
  return (context) => {
    const manifest = `/etc/kubernetes/manifests/${component}.yaml`;
    const path = componentKeys[component].kubeadm.split(".").map((key) => `${key}:`);
    const extraArgs = flags(context).map(([name, value]) => `- name: ${name}\n  value: ${JSON.stringify(value)}`);
    const indented = extraArgs.flatMap((arg) => arg.split("\n"));
    const steps: RemediationStep[] = [
      { text: `On ${nodeOf(context)}, save the manifest.`, language: "bash", code: `cp ${manifest} /root/` },
      {
        text: "Set these flags in spec.containers[0].command; the kubelet recreates the static pod by itself. One node at a time.",
        file: manifest,
        language: "yaml",
        code: flags(context)
          .map(([name, value]) => `- --${name}=${value}`)
          .join("\n"),
      },
      {
        text: "Keep it for upgrades and new nodes: set the same under ClusterConfiguration in ConfigMap kube-system/kubeadm-config (a list of name and value in v1beta4, a map in v1beta3).",
        language: "yaml",
        code: yamlBlock([...path, "extraArgs:"], indented),
      },
    ];
    return { summary, steps, undo: `Copy the saved ${component}.yaml back to /etc/kubernetes/manifests.` };
  };
}

export const openshiftOperators: FixFor = () => ({
  summary: "OpenShift's operators manage this component; do not edit its static pods.",
  steps: [
    {
      text: "Look for an unsupported override: it is a finding by itself. Remove it, or open a case where there is none.",
      language: "bash",
      code: "oc get etcd,kubeapiserver,kubecontrollermanager,kubescheduler cluster -o json | grep -A5 unsupportedConfigOverrides",
    },
  ],
});

const providers = { eks: "AWS", gke: "Google", aks: "Azure" } as const;

/** EKS, GKE and AKS run the control plane themselves: what answers on a node of yours is something else. */
export function providerManaged(what: string): Partial<Record<Distribution, FixFor>> {
  const fix =
    (provider: string): FixFor =>
    (context) => ({
      summary: `${what} is run by ${provider} and not on your nodes: a listener on ${context.port}/TCP of ${nodeOf(context)} is something else.`,
      steps: [
        {
          text: `On ${nodeOf(context)}, find the process that listens and stop it or declare it.`,
          language: "bash",
          code: `ss -ltnp 'sport = :${context.port}'`,
        },
      ],
    });
  return {
    ...sameFor(["eks"], fix(providers.eks)),
    ...sameFor(["gke"], fix(providers.gke)),
    ...sameFor(["aks"], fix(providers.aks)),
  };
}

/** "https://[::1]:2379/version" as one word for a shell. */
export function shellUrl(scheme: "http" | "https", context: RemediationContext, path: string): string {
  return shellQuote(`${scheme}://${urlHost(context.address)}:${context.port}${path}`);
}
