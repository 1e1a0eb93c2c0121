import { ApiException } from "@kubernetes/client-node";
import { parse } from "yaml";
import type { KubeProxyConfig } from "../domain/inventory.ts";
import type { Connection } from "./connect.ts";

export interface KubeProxySettings {
  config: KubeProxyConfig;
  clusterCIDR: string | null;
}

/** kubeadm's and EKS's names of the ConfigMap. */
const names = ["kube-proxy", "kube-proxy-config"];

/** kube-proxy's settings; null when the cluster keeps them elsewhere, as k3s, GKE and Cilium do. */
export async function readKubeProxy(connection: Connection): Promise<KubeProxySettings | null> {
  for (const name of names) {
    const data = await readConfigMap(connection, name);
    const text = data?.["config.conf"] ?? data?.config;
    if (text !== undefined) return parseKubeProxy(text);
  }
  return null;
}

/** The data of a ConfigMap in kube-system; null when there is none of that name. */
export async function readConfigMap({ core }: Connection, name: string): Promise<Record<string, string> | null> {
  try {
    const map = await core.readNamespacedConfigMap({ namespace: "kube-system", name });
    return map.data ?? {};
  } catch (error) {
    if (error instanceof ApiException && error.code === 404) return null;
    throw error;
  }
}

/** Throws SyntaxError when the text is not kube-proxy's configuration. */
export function parseKubeProxy(text: string): KubeProxySettings {
  let parsed: unknown;
  try {
    parsed = parse(text, { prettyErrors: false, logLevel: "error" });
  } catch {
    throw new SyntaxError("the ConfigMap's config.conf is not YAML");
  }
  if (typeof parsed !== "object" || parsed === null) throw new SyntaxError("the ConfigMap's config.conf is no mapping");
  const fields = new Map<string, unknown>(Object.entries(parsed));
  const addresses = fields.get("nodePortAddresses");
  return {
    config: {
      metricsBindAddress: textOf(fields.get("metricsBindAddress")),
      nodePortAddresses: Array.isArray(addresses) ? addresses.filter((one) => typeof one === "string") : [],
      mode: textOf(fields.get("mode")),
    },
    clusterCIDR: textOf(fields.get("clusterCIDR")),
  };
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
