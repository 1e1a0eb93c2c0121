import type { SettingComponent, SettingValue } from "../domain/setting.ts";

/** What a setting did to a port: made it listen for others, took it away from them, or made it answer otherwise. */
export type SettingEffect = "opens" | "closes" | "answers";

/** The entry of a setting that changed, as lib/posture/setting-changes writes its facts. */
export interface SettingFacts {
  component: SettingComponent;
  name: string;
  before: SettingValue | null;
  after: SettingValue | null;
}

const defaultPorts: Record<SettingComponent, readonly number[]> = {
  kubelet: [10250, 10255, 10248, 4194],
  "kube-apiserver": [6443, 8443, 16443, 8080],
  etcd: [2379, 2380, 2381],
  "kube-controller-manager": [10257, 10252],
  "kube-scheduler": [10259, 10251],
  "kube-proxy": [10249, 10256],
};

/** Where a component listens is said without a port: these ports go with it. */
const bindPorts: Partial<Record<string, readonly number[]>> = {
  "kubelet address": [10250, 10255],
  "kubelet healthzBindAddress": [10248],
  "kube-apiserver bind-address": [6443],
  "kube-controller-manager bind-address": [10257],
  "kube-scheduler bind-address": [10259],
};

/** Names of settings that decide whom a server answers, and with which certificate. */
const answering =
  /anonymous|authentication|authorization|client-?ca|webhook|tls|cert|cipher|enableDebuggingHandlers|profiling/i;

/** The component whose port it is by default, or by what answers there. */
export function componentOfPort(port: number, services: readonly (string | null)[]): SettingComponent | null {
  const components = Object.keys(defaultPorts) as SettingComponent[];
  return (
    components.find((component) => services.some((service) => service === component)) ??
    components.find((component) => defaultPorts[component].includes(port)) ??
    null
  );
}

const isLoopback = (address: string) => /^(127\.|\[?::1\]?$|localhost$)/.test(address);

/** Whether a value says to listen on the port for others than the node itself. */
function listensForOthers({ component, name }: SettingFacts, value: SettingValue | null, port: number): boolean {
  if (value === null) return false;
  if (/port$/i.test(name)) return Number(value) === port;
  const texts = (Array.isArray(value) ? value : [String(value)]).flatMap((text) => text.split(","));
  const places = texts.map((text) => text.trim().replace(/^\w+:\/\//, ""));
  const suffix = `:${port}`;
  const named = places.filter((place) => place.endsWith(suffix)).map((place) => place.slice(0, -suffix.length));
  const bound = bindPorts[`${component} ${name}`]?.includes(port) ? places : [];
  return [...named, ...bound].some((address) => !isLoopback(address));
}

/** What the change of a setting does to a port, null where it is not known to do anything. */
export function effectOfSetting(
  setting: SettingFacts,
  port: number,
  services: readonly (string | null)[] = [],
): SettingEffect | null {
  const before = listensForOthers(setting, setting.before, port);
  const after = listensForOthers(setting, setting.after, port);
  if (before !== after) return after ? "opens" : "closes";
  const own = componentOfPort(port, services) === setting.component;
  return own && answering.test(setting.name) ? "answers" : null;
}
