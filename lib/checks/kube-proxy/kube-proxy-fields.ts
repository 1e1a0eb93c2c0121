import type { RemediationContext } from "../../domain/remediation.ts";
import { nodeOf } from "../api-server/component-flags.ts";
import { talosSteps } from "../api-server/server-args.ts";
import { type FixFor, remediationBy } from "../remediation-by.ts";

/** A change of kube-proxy's configuration, in the forms that distributions keep it in. */
export interface ProxyChange {
  summary: string;
  /** YAML of the KubeProxyConfiguration. */
  fields: string;
  /** The same as flags: name without dashes and value. */
  flags: readonly (readonly [name: string, value: string])[];
  /** What is left to do where the provider owns kube-proxy. */
  otherwise: string;
  verify: Parameters<typeof remediationBy>[0]["verify"];
}

const restart = "kubectl -n kube-system rollout restart ds/kube-proxy";

/** Changing kube-proxy's configuration on every distribution. */
export function proxyFieldRemediation(change: ProxyChange) {
  return remediationBy({
    own: {
      kubeadm: configMap(change, "kube-proxy", "It stands in the key config.conf."),
      k3s: rancher(change, "k3s", "systemctl restart k3s || systemctl restart k3s-agent"),
      rke2: rancher(change, "rke2", "systemctl restart rke2-server || systemctl restart rke2-agent"),
      eks: configMap(
        change,
        "kube-proxy-config",
        "With the managed add-on use its configuration values where offered; an edit is reverted by the next update.",
      ),
      gke: told(
        change,
        "Google manages kube-proxy as a static pod, and Dataplane V2 has none: it cannot be configured.",
      ),
      aks: told(change, "Azure manages kube-proxy; az aks update --kube-proxy-config (preview) covers few fields."),
      openshift: told(change, "OVN-Kubernetes has no kube-proxy: what was found belongs to another network."),
      talos: talos(change),
    },
    generic: configMap(
      change,
      "kube-proxy",
      `Where kube-proxy runs with flags instead, use ${change.flags.map(([name, value]) => `--${name}=${value}`).join(" ")}.`,
    ),
    verify: change.verify,
  });
}

const saved = (name: string) => `kube-proxy-before.yaml, which holds ConfigMap ${name} as it was`;

function configMap({ summary, fields }: ProxyChange, name: string, note: string): FixFor {
  return (context) => ({
    summary,
    steps: [
      {
        text: `Save the ConfigMap; ${nodeOf(context)} reads it, and so does every other node.`,
        language: "bash",
        code: `kubectl -n kube-system get configmap ${name} -o yaml > kube-proxy-before.yaml`,
      },
      {
        text: `In ConfigMap kube-system/${name}, set this. ${note}`,
        file: `configmap/kube-system/${name}`,
        language: "yaml",
        code: fields,
      },
      { text: "Restart kube-proxy on every node.", language: "bash", code: restart },
    ],
    undo: `kubectl apply -f ${saved(name)}, then ${restart}`,
  });
}

function rancher({ summary, flags }: ProxyChange, product: "k3s" | "rke2", services: string): FixFor {
  return (context: RemediationContext) => ({
    summary,
    steps: [
      {
        text: `On ${nodeOf(context)} and every other node, set this, replacing a contrary kube-proxy-arg.`,
        file: `/etc/rancher/${product}/config.yaml`,
        language: "yaml",
        code: `kube-proxy-arg:\n${flags.map(([name, value]) => `  - ${JSON.stringify(`${name}=${value}`)}`).join("\n")}`,
      },
      { text: "Restart the service that runs on the node.", language: "bash", code: services },
    ],
    undo: "Take the argument out again and restart.",
  });
}

function told({ otherwise }: ProxyChange, summary: string): FixFor {
  return (context) => ({
    summary,
    steps: [{ text: `${otherwise} Found on ${nodeOf(context)}.` }],
    undo: "Take the firewall rule out again; kube-proxy was not changed.",
  });
}

function talos({ summary, flags }: ProxyChange): FixFor {
  return (context) => ({
    summary: `${summary} With Cilium's replacement set cluster.proxy.disabled: true instead.`,
    steps: talosSteps(
      context,
      `cluster:\n  proxy:\n    extraArgs:\n${flags.map(([name, value]) => `      ${name}: ${JSON.stringify(value)}`).join("\n")}`,
    ),
    undo: "Apply the opposite patch with talosctl patch mc.",
  });
}
