import type { Distribution } from "../../domain/distribution.ts";
import type { SettingValue } from "../../domain/setting.ts";

/** Fields of a KubeletConfiguration, nested as in the file. */
export interface ConfigFragment {
  [field: string]: string | number | boolean | string[] | ConfigFragment;
}

/** Renders a fragment as YAML, `depth` levels in. */
export function yamlOf(fragment: ConfigFragment, depth = 0): string {
  const indent = "  ".repeat(depth);
  const lines = Object.entries(fragment).map(([field, value]) => {
    if (Array.isArray(value))
      return [`${indent}${field}:`, ...value.map((entry) => `${indent}  - ${entry}`)].join("\n");
    if (typeof value === "object") return `${indent}${field}:\n${yamlOf(value, depth + 1)}`;
    return `${indent}${field}: ${value}`;
  });
  return lines.join("\n");
}

/** Fields of a fragment by their dotted names, as settings are called. */
export function dottedFields(fragment: ConfigFragment, prefix = ""): Record<string, SettingValue> {
  return Object.fromEntries(
    Object.entries(fragment).flatMap(([field, value]): [string, SettingValue][] => {
      const isNested = typeof value === "object" && !Array.isArray(value);
      return isNested ? Object.entries(dottedFields(value, `${prefix}${field}.`)) : [[`${prefix}${field}`, value]];
    }),
  );
}

const clientCaFiles: Partial<Record<Distribution, string>> = {
  k3s: "/var/lib/rancher/k3s/agent/client-ca.crt",
  rke2: "/var/lib/rancher/rke2/agent/client-ca.crt",
  openshift: "/etc/kubernetes/kubelet-ca.crt",
  microk8s: "/var/snap/microk8s/current/certs/ca.crt",
};

/** Where a distribution keeps the CA that signs the clients of its kubelets. */
export function clientCaFile(distribution: Distribution): string {
  return clientCaFiles[distribution] ?? "/etc/kubernetes/pki/ca.crt";
}
