import { ApiException } from "@kubernetes/client-node";
import { parse } from "yaml";
import type { KubeProxyConfig } from "../domain/inventory.ts";
import type { SettingSource } from "../domain/setting.ts";
import type { Connection } from "./connect.ts";
import { isDeepYaml } from "./deep-yaml.ts";
import { flattenSettings } from "./flatten-settings.ts";

export interface KubeProxySettings {
  config: KubeProxyConfig;
  clusterCIDR: string | null;
  /** Every field under its dotted name. */
  source: SettingSource;
}

/** kubeadm's and EKS's names of the ConfigMap. */
const names = ["kube-proxy", "kube-proxy-config"];

/** kube-proxy's settings; null when the cluster keeps them elsewhere, as k3s, GKE and Cilium do. */
export async function readKubeProxy(connection: Connection): Promise<KubeProxySettings | null> {
  for (const name of names) {
    const data = await readConfigMap(connection, name);
    const text = data?.["config.conf"] ?? data?.config;
    if (text !== undefined) return parseKubeProxy(text, name, connection.now().toISOString());
  }
  return null;
}

/** The data of a ConfigMap, in kube-system unless said otherwise; null when there is none of that name. */
export async function readConfigMap(
  { core }: Connection,
  name: string,
  namespace = "kube-system",
): Promise<Record<string, string> | null> {
  try {
    const map = await core.readNamespacedConfigMap({ namespace, name });
    return map.data ?? {};
  } catch (error) {
    if (error instanceof ApiException && error.code === 404) return null;
    throw error;
  }
}

/** Throws SyntaxError when the text is not kube-proxy's configuration. */
export function parseKubeProxy(text: string, name: string, at: string): KubeProxySettings {
  const parsed = parseYamlMapping(text, "the ConfigMap's config.conf");
  const fields = new Map<string, unknown>(Object.entries(parsed));
  const addresses = fields.get("nodePortAddresses");
  return {
    config: {
      metricsBindAddress: textOf(fields.get("metricsBindAddress")),
      nodePortAddresses: Array.isArray(addresses) ? addresses.filter((one) => typeof one === "string") : [],
      mode: textOf(fields.get("mode")),
    },
    clusterCIDR: textOf(fields.get("clusterCIDR")),
    source: {
      component: "kube-proxy",
      node: null,
      kind: "configmap",
      name: `ConfigMap kube-system/${name}`,
      at,
      values: flattenSettings(parsed, { zeroIsUnset: true }),
    },
  };
}

/** Throws SyntaxError, naming `what`, when the text is no YAML mapping. */
export function parseYamlMapping(text: string, what: string): object {
  if (isDeepYaml(text)) throw new SyntaxError(`${what} nests too deep to be one`);
  let parsed: unknown;
  try {
    parsed = parse(text, { prettyErrors: false, logLevel: "error" });
  } catch {
    throw new SyntaxError(`${what} is not YAML`);
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
    throw new SyntaxError(`${what} is no mapping`);
  }
  return parsed;
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
