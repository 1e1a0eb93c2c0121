import ipaddr from "ipaddr.js";
import { parse } from "yaml";
import type { ClusterNode, StaticPod } from "../domain/inventory.ts";
import type { SettingSource } from "../domain/setting.ts";
import { isDeepYaml } from "./deep-yaml.ts";

export interface ClusterRanges {
  podCIDRs: string[];
  serviceCIDR: string | null;
  nodePortRange: [number, number];
}

const defaultNodePorts: [number, number] = [30000, 32767];

/** The cluster's networks: from the control plane's flags, else kube-proxy's and kubeadm's configuration, else the nodes. */
export function clusterRanges(known: {
  nodes: ClusterNode[];
  staticPods: StaticPod[] | null;
  proxyCIDR: string | null;
  kubeadm: KubeadmNetworks;
  /** Arguments of k3s and RKE2 nodes, and OpenShift's configuration of the API server. */
  settings: readonly SettingSource[];
}): ClusterRanges {
  const flag = (component: SettingSource["component"], name: string) =>
    known.staticPods?.find((pod) => pod.component === component && pod.flags[name])?.flags[name] ??
    settingOf(known.settings, component, name.replace(/^--/, ""));
  const pods = flag("kube-controller-manager", "--cluster-cidr") ?? known.proxyCIDR ?? known.kubeadm.podCIDR;
  const services = flag("kube-apiserver", "--service-cluster-ip-range") ?? known.kubeadm.serviceCIDR;
  return {
    podCIDRs: networksIn(pods ? splitList(pods) : [...new Set(known.nodes.flatMap((node) => node.podCIDRs))]),
    serviceCIDR: networksIn(splitList(services ?? "")).join(",") || null,
    nodePortRange: parsePortRange(flag("kube-apiserver", "--service-node-port-range")) ?? defaultNodePorts,
  };
}

function settingOf(sources: readonly SettingSource[], component: SettingSource["component"], name: string) {
  for (const source of sources) {
    const value = source.component === component ? source.values[name] : undefined;
    if (value !== undefined) return Array.isArray(value) ? value.join(",") : String(value);
  }
  return null;
}

/** The three notations of the flag: "30000-32767", "30000+2767" and a single port. */
export function parsePortRange(text: string | null): [number, number] | null {
  const match = /^(\d{1,5})(?:([-+])(\d{1,5}))?$/.exec(text?.trim() ?? "");
  if (!match) return null;
  const first = Number(match[1]);
  const second = Number(match[3] ?? 0);
  const last = match[2] === "-" ? second : first + second;
  return first >= 1 && first <= last && last <= 65_535 ? [first, last] : null;
}

export interface KubeadmNetworks {
  podCIDR: string | null;
  serviceCIDR: string | null;
}

/** The networks in kubeadm's ClusterConfiguration; what it does not say, or says in no readable way, is null. */
export function kubeadmNetworks(clusterConfiguration: string | undefined): KubeadmNetworks {
  const written = clusterConfiguration ?? "";
  let parsed: unknown = null;
  try {
    if (!isDeepYaml(written)) parsed = parse(written, { prettyErrors: false, logLevel: "error" });
  } catch {
    // A hint among others: without it the ranges come from elsewhere.
  }
  const networking = member(parsed, "networking");
  const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : null);
  return { podCIDR: text(member(networking, "podSubnet")), serviceCIDR: text(member(networking, "serviceSubnet")) };
}

function member(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Object.entries(value).find(([name]) => name === key)?.[1] : null;
}

/** They go into firewall rules and policies: what is no network there is none here. */
function networksIn(texts: readonly string[]): string[] {
  return texts.filter((text) => ipaddr.isValidCIDR(text) && !text.includes("%"));
}

function splitList(text: string): string[] {
  return text.split(",").flatMap((one) => one.trim() || []);
}
