import type { RequestListener } from "node:http";
import { metricsType, notFound, plainText, reply, targetOf } from "../reply.ts";
import type { ClusterState, NodeState } from "../state.ts";

const nosniff = { "X-Content-Type-Options": "nosniff" };

/** Answers of 10256, which cloud load balancers ask. */
export function proxyHealthRoutes(cluster: ClusterState): RequestListener {
  return (request, response) => {
    const { pathname: path } = targetOf(request);
    if (path !== "/healthz" && path !== "/livez") return notFound(response);
    const now = cluster.now().toISOString();
    const family = { lastUpdated: now, healthy: true };
    const body = {
      lastUpdated: now,
      currentTime: now,
      ...(path === "/healthz" ? { nodeEligible: true } : {}),
      healthy: true,
      status: { IPv4: family, IPv6: family },
    };
    reply(response, 200, "application/json", JSON.stringify(body), nosniff);
  };
}

/** Answers of 10249. */
export function proxyMetricsRoutes(cluster: ClusterState, node: NodeState): RequestListener {
  const configuration = () => ({
    "kubeproxy.config.k8s.io": {
      kind: "KubeProxyConfiguration",
      apiVersion: "kubeproxy.config.k8s.io/v1alpha1",
      hostnameOverride: node.name,
      bindAddress: "0.0.0.0",
      healthzBindAddress: node.settings.proxyHealthEverywhere ? "0.0.0.0:10256" : "127.0.0.1:10256",
      metricsBindAddress: node.settings.kubeProxyMetricsEverywhere ? "0.0.0.0:10249" : "127.0.0.1:10249",
      enableProfiling: false,
      mode: "iptables",
      clusterCIDR: cluster.podCIDR,
      nodePortAddresses: cluster.settings.nodePortsOnAllAddresses ? null : ["primary"],
    },
  });
  return (request, response) => {
    switch (targetOf(request).pathname) {
      case "/healthz":
        return reply(response, 200, plainText, "ok", nosniff);
      case "/proxyMode":
        return reply(response, 200, plainText, "iptables", nosniff);
      case "/configz":
        return reply(response, 200, "application/json", JSON.stringify(configuration()), nosniff);
      case "/metrics":
        return reply(
          response,
          200,
          metricsType,
          '# HELP kubeproxy_sync_proxy_rules_iptables_total [ALPHA] Total number of iptables rules owned by kube-proxy\n# TYPE kubeproxy_sync_proxy_rules_iptables_total gauge\nkubeproxy_sync_proxy_rules_iptables_total{ip_family="IPv4",table="nat"} 87\n# TYPE kubeproxy_network_programming_duration_seconds histogram\nkubeproxy_network_programming_duration_seconds_count 41\n',
        );
      case "/flagz":
        return reply(
          response,
          200,
          plainText,
          "\nkube-proxy flagz\nbind-address 0.0.0.0\nmetrics-bind-address 127.0.0.1:10249\nproxy-mode \n",
        );
      case "/statusz":
        return reply(
          response,
          200,
          plainText,
          `\nkube-proxy statusz\n\nBinary version  ${cluster.version.slice(1)}\nPaths  /configz /flagz /healthz /metrics /proxyMode\n`,
        );
      default:
        return notFound(response);
    }
  };
}
