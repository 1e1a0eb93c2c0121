import type { KubeletConfiguration } from "../../domain/inventory.ts";
import type { PreviousScan } from "../../domain/previous-scan.ts";
import type { SettingSource } from "../../domain/setting.ts";
import { at, hardened, hardenedConfiguration, type Seen, withInventory } from "../sample-evidence.ts";
import { unconfigured } from "./sample-kubelets.ts";

/** A node report's or discovery's source of the kubelet of worker-1. */
export function kubeletSource(
  kind: SettingSource["kind"],
  values: SettingSource["values"],
  changes: Partial<SettingSource> = {},
): SettingSource {
  return { component: "kubelet", node: "worker-1", kind, name: `${kind} of the kubelet`, at, values, ...changes };
}

/** Sources of worker-1, whose /configz could not be read. */
export function sourced(...settingSources: SettingSource[]): Seen {
  return withInventory(unconfigured(), { settingSources });
}

/** The kubelet's ConfigMap, which says only what nodes are meant to have. */
export function meant(values: SettingSource["values"]): Seen {
  return sourced(kubeletSource("configmap", values, { node: null, name: "ConfigMap kube-system/kubelet-config" }));
}

/** The last scan: every node as it was, with these kubelet settings on worker-1. */
export function withPrevious(
  changes: Partial<KubeletConfiguration>,
  { ready = true, seen = hardened() }: { ready?: boolean; seen?: Seen } = {},
): Seen {
  const nodes: PreviousScan["nodes"] = hardened().inventory.nodes.map((node) => ({
    name: node.name,
    uid: node.uid,
    ready: node.name === "worker-1" ? ready : true,
    kubeletVersion: node.kubeletVersion,
    kubeletConfig: {
      status: "read",
      source: "kubelet-configz",
      at: "2026-11-20T08:00:00.000Z",
      config: node.name === "worker-1" ? { ...hardenedConfiguration, ...changes } : hardenedConfiguration,
    },
  }));
  const scan = { finishedAt: "2026-11-20T08:00:00.000Z", vantage: seen.vantage, profile: seen.profile, nodes };
  return { ...seen, previous: { ...scan, observations: [], sweeps: [], declaredPorts: null } };
}

/** worker-1 left the cluster. */
export const gone = { kind: "Node", uid: "uid-gone", name: "worker-1", node: "worker-1", port: 10250 } as const;
