import type { SettingSource } from "../domain/setting.ts";
import type { Connection } from "./connect.ts";
import { flattenSettings } from "./flatten-settings.ts";
import { parseYamlMapping, readConfigMap } from "./kube-proxy-config.ts";

/** kubeadm's name from 1.24 on, and those of the last minors before. */
export const kubeletConfigMaps = [
  "kubelet-config",
  "kubelet-config-1.23",
  "kubelet-config-1.22",
  "kubelet-config-1.21",
  "kubelet-config-1.20",
];

/** What kubeadm hands to every kubelet; null where the cluster keeps no such ConfigMap. */
export async function readKubeletConfigMap(
  connection: Connection,
  version: string | null,
): Promise<SettingSource | null> {
  for (const name of namesFor(version)) {
    const text = (await readConfigMap(connection, name))?.kubelet;
    if (text !== undefined) return toKubeletSettings(name, text, connection.now().toISOString());
  }
  return null;
}

/** Throws SyntaxError when the text is no mapping. kubeadm writes "0s" for durations that it leaves to the kubelet. */
export function toKubeletSettings(name: string, text: string, at: string): SettingSource {
  return {
    component: "kubelet",
    node: null,
    kind: "configmap",
    name: `ConfigMap kube-system/${name}`,
    at,
    values: flattenSettings(parseYamlMapping(text, `${name}'s kubelet`), { zeroIsUnset: true }),
  };
}

function namesFor(version: string | null): string[] {
  const minor = Number(/^v1\.(\d+)/.exec(version ?? "")?.[1] ?? Number.NaN);
  return minor >= 24 ? kubeletConfigMaps.slice(0, 1) : kubeletConfigMaps;
}
