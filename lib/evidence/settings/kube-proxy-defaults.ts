import type { Circumstances, KnownSettings } from "./known-setting.ts";

/** All addresses, but in mode nftables only the node's primary ones. */
function nodePortAddresses({ named }: Circumstances): string[] {
  return named("mode") === "nftables" ? ["primary"] : [];
}

/** KubeProxyConfiguration v1alpha1, and the flags of the same meaning; "" is written out as what it stands for. */
export const kubeProxySettings: KnownSettings = {
  metricsBindAddress: { kind: "string", flag: "metrics-bind-address", byDefault: "127.0.0.1:10249" },
  healthzBindAddress: {
    kind: "string",
    flag: "healthz-bind-address",
    byDefault: "0.0.0.0:10256",
    embedded: "127.0.0.1:10256",
  },
  mode: { kind: "string", flag: "proxy-mode", byDefault: "iptables" },
  nodePortAddresses: { kind: "list", flag: "nodeport-addresses", byDefault: nodePortAddresses },
  bindAddress: { kind: "string", flag: "bind-address", byDefault: "0.0.0.0" },
  enableProfiling: { kind: "boolean", flag: "profiling", byDefault: false },
  clusterCIDR: { kind: "string", flag: "cluster-cidr", byDefault: "", embedded: null },
  "iptables.localhostNodePorts": { kind: "boolean", flag: "iptables-localhost-nodeports", byDefault: true },
};
