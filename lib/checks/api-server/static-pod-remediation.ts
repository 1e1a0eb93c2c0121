import type { Distribution } from "../../domain/distribution.ts";
import type { RemediationContext, RemediationStep } from "../../domain/remediation.ts";
import { shellQuote, urlHost } from "../../domain/shell-quote.ts";
import { type FixFor, sameFor } from "../remediation-by.ts";
import { type ControlPlaneComponent, componentKeys, type Flags, nodeOf, yamlBlock } from "./component-flags.ts";

const plainScalar = /^[A-Za-z0-9_@%+=,./*~[\]-](?:[A-Za-z0-9_@%+=,./*~[\]-]|:(?! |$))*$/;

/** A list item of YAML as people write it, quoted only where it would be read as something else. */
function yamlWord(word: string): string {
  return plainScalar.test(word) ? word : JSON.stringify(word);
}

/** kubeadm: the static pod's manifest, and the ConfigMap that the next upgrade writes it from. */
export function kubeadmFlags(component: ControlPlaneComponent, flags: Flags, summary: string): FixFor {
  return (context) => {
    const manifest = `/etc/kubernetes/manifests/${component}.yaml`;
    const path = componentKeys[component].kubeadm.split(".").map((key) => `${key}:`);
    const extraArgs = flags(context).map(([name, value]) => `- name: ${name}\n  value: ${JSON.stringify(value)}`);
    const indented = extraArgs.flatMap((arg) => arg.split("\n"));
    const steps: RemediationStep[] = [
      { text: `On ${nodeOf(context)}, save the manifest.`, language: "bash", code: `sudo cp ${manifest} /root/` },
      {
        text: "Set these flags in spec.containers[0].command; the kubelet recreates the static pod by itself. One node at a time.",
        file: manifest,
        language: "yaml",
        code: flags(context)
          .map(([name, value]) => `- ${yamlWord(`--${name}=${value}`)}`)
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

/** The same for flags that have to go. */
export function dropKubeadmFlags(component: ControlPlaneComponent, names: readonly string[], summary: string): FixFor {
  return (context) => {
    const manifest = `/etc/kubernetes/manifests/${component}.yaml`;
    const steps: RemediationStep[] = [
      { text: `On ${nodeOf(context)}, save the manifest.`, language: "bash", code: `sudo cp ${manifest} /root/` },
      {
        text: "Delete the flags from spec.containers[0].command; the kubelet recreates the static pod by itself. One node at a time.",
        file: manifest,
        language: "bash",
        code: `sudo sed -i -E ${shellQuote(`/^ *- --(${names.join("|")})(=|$)/d`)} ${manifest}`,
      },
      {
        text: `Keep it so for upgrades and new nodes: delete ${names.join(" and ")} from ${componentKeys[component].kubeadm}.extraArgs of ClusterConfiguration.`,
        language: "bash",
        code: "kubectl -n kube-system edit configmap kubeadm-config",
      },
    ];
    return { summary, steps, undo: `Copy the saved ${component}.yaml back to /etc/kubernetes/manifests.` };
  };
}

export const openshiftOperators: FixFor = (context) => ({
  summary: "OpenShift's operators manage this component; do not edit its static pods.",
  steps: [
    {
      text: `The operators roll ${nodeOf(context)} out again by themselves. Save their resources.`,
      language: "bash",
      code: "oc get etcd,kubeapiserver,kubecontrollermanager,kubescheduler cluster -o yaml > operators.yaml",
    },
    {
      text: "Look for an unsupported override: it is a finding by itself. Remove it with oc edit, or open a case where there is none.",
      language: "bash",
      code: "grep -A5 unsupportedConfigOverrides operators.yaml",
    },
  ],
  undo: "Put spec.unsupportedConfigOverrides of operators.yaml back with oc edit.",
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
          code: `sudo ss -ltnp 'sport = :${context.port}'`,
        },
      ],
      undo: "Start the process again.",
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
