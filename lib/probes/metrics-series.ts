import type { Product } from "../domain/observation.ts";
import { cleanText } from "./clean-text.ts";

/** Which exporter writes series of these names; the first that fits counts. Go runtime and process series fit nobody. */
export const exporters: readonly { name: string; product: Product; series: RegExp }[] = [
  { name: "Calico Felix", product: "calico-felix", series: /^felix_/ },
  { name: "Calico Typha", product: "calico-typha", series: /^typha_/ },
  { name: "Calico kube-controllers", product: "prometheus-exporter", series: /^ipam_/ },
  { name: "Hubble", product: "cilium-hubble", series: /^hubble_/ },
  { name: "Cilium operator", product: "cilium-agent", series: /^cilium_operator_/ },
  { name: "Cilium agent", product: "cilium-agent", series: /^cilium_/ },
  { name: "Weave Net", product: "weave", series: /^weave_/ },
  { name: "konnectivity server", product: "konnectivity", series: /^konnectivity_network_proxy_server_/ },
  { name: "konnectivity agent", product: "konnectivity", series: /^konnectivity_network_proxy_agent_/ },
  { name: "CRI-O", product: "crio-metrics", series: /^(?:container_runtime_crio_|crio_)/ },
  { name: "cAdvisor", product: "cadvisor", series: /^cadvisor_version_info$/ },
  { name: "containerd", product: "containerd-metrics", series: /^containerd_/ },
  {
    name: "node-exporter",
    product: "prometheus-exporter",
    series: /^node_(?:exporter_build_info|cpu_seconds_total|uname_info)$/,
  },
  { name: "windows-exporter", product: "prometheus-exporter", series: /^windows_(?:exporter_build_info|cs_|os_|cpu_)/ },
  {
    name: "kube-state-metrics",
    product: "prometheus-exporter",
    series: /^kube_(?:pod_info|node_info|configmap_|deployment_|state_metrics_)/,
  },
  { name: "Prometheus", product: "prometheus-exporter", series: /^prometheus_(?:tsdb_|build_info$)/ },
  { name: "Alertmanager", product: "prometheus-exporter", series: /^alertmanager_/ },
  { name: "CoreDNS", product: "prometheus-exporter", series: /^coredns_/ },
  { name: "ingress-nginx", product: "prometheus-exporter", series: /^nginx_ingress_controller_/ },
  { name: "AWS VPC CNI", product: "prometheus-exporter", series: /^awscni_/ },
  { name: "node-problem-detector", product: "prometheus-exporter", series: /^problem_(?:counter|gauge)$/ },
  { name: "MetalLB", product: "prometheus-exporter", series: /^metallb_/ },
  { name: "kube-router", product: "prometheus-exporter", series: /^kube_router_/ },
  { name: "OpenShift router", product: "prometheus-exporter", series: /^haproxy_(?:frontend|backend|server)_/ },
];

export interface ReadSeries {
  exporter: string;
  product: Product;
  version: string | null;
  /** Different names that were read. */
  names: number;
}

/** The exporter behind a page of metrics, from the names in it; null where it is no such page, or nobody's. */
export function readSeries(page: string): ReadSeries | null {
  const names = new Set([...page.matchAll(/^# TYPE ([a-zA-Z_:][\w:]{0,199}) \w+/gm)].map((match) => match[1] ?? ""));
  if (names.size === 0) return null;
  const known = exporters.find(({ series }) => [...names].some((name) => series.test(name)));
  if (!known) return null;
  const build =
    /^[a-z_]+(?:build_info|version_info)\{[^}\n]{0,400}?\b(?:cadvisorVersion|version)="([^"\n]{1,40})"/m.exec(
      page,
    )?.[1];
  const version = build === undefined ? null : cleanText(build, 40) || null;
  return { exporter: known.name, product: known.product, version, names: names.size };
}
