import type { Evidence } from "../../domain/evidence.ts";
import {
  type Inventory,
  isControlPlane,
  type KubeletConfigAnswer,
  type KubeProxyConfig,
  type StaticPod,
} from "../../domain/inventory.ts";
import {
  type SettingComponent,
  type SettingSource,
  type SettingValue,
  settingComponents,
  settingSourceKinds,
} from "../../domain/setting.ts";
import { flattenConfiguration } from "./flatten-configuration.ts";
import { knownSetting, settingName } from "./known-settings.ts";
import { readValue } from "./setting-value.ts";

/** A source of one component on one node, its keys and values in the component's own terms. */
export interface Declared {
  kind: SettingSource["kind"];
  name: string;
  at: string;
  values: ReadonlyMap<string, SettingValue>;
  /** A sentence that is true of all that it says. */
  note?: string;
}

/** Everything but the wire that says how components are set up; strongest source first. */
export function declaredSources(
  inventory: Inventory,
  kubeletConfig: Evidence["kubeletConfig"],
): (component: SettingComponent, node: string | null) => readonly Declared[] {
  const reported = inventory.nodeReports.flatMap(({ node, settings }) =>
    settings.map((source) => ({ ...source, node: source.node ?? node })),
  );
  const given = [...inventory.settingSources, ...reported];
  const sources = [
    ...given,
    ...staticPodSources(inventory, given),
    ...kubeProxySources(inventory, given),
    ...silentArguments(inventory, given),
  ];
  const byComponent = Map.groupBy(sources, ({ component }) => component);
  const byNode = new Map(
    [...byComponent].map(([component, list]) => [component, Map.groupBy(list, ({ node }) => node)]),
  );

  return (component, node) => {
    const own = byNode.get(component)?.get(node) ?? [];
    const shared = node === null ? [] : (byNode.get(component)?.get(null) ?? []);
    const configz = component === "kubelet" && node !== null ? configzSource(kubeletConfig(node), node) : [];
    const note = configz.length > 0 && node !== null ? unverifiedNote(kubeletConfig(node)) : {};
    const all = [...configz, ...own, ...shared].toSorted(strongestFirst);
    return all.map((source) => ({ ...declared(source), ...(source === configz[0] ? note : {}) }));
  };
}

function declared({ component, kind, name, at, values }: SettingSource): Declared {
  const entries = Object.entries(values).map(([written, value]) => {
    const setting = settingName(component, written);
    return [setting, readValue(knownSetting(component, setting)?.kind, value)] as const;
  });
  return { kind, name, at, values: new Map(entries) };
}

/** By kind; of drop-ins the last name wins, as the kubelet merges them; of the rest the newest. */
function strongestFirst(a: SettingSource, b: SettingSource): number {
  const byKind = settingSourceKinds.indexOf(a.kind) - settingSourceKinds.indexOf(b.kind);
  if (byKind !== 0) return byKind;
  if (a.kind === "drop-in" && a.name !== b.name) return a.name < b.name ? 1 : -1;
  return a.at === b.at ? 0 : a.at < b.at ? 1 : -1;
}

function configzSource(answer: KubeletConfigAnswer, node: string): SettingSource[] {
  if (answer.status !== "read") return [];
  const through = answer.source === "kubelet-configz" ? "the kubelet itself" : "the API server's proxy";
  const values = flattenConfiguration(answer.config);
  return [{ component: "kubelet", node, kind: "configz", name: `/configz through ${through}`, at: answer.at, values }];
}

function unverifiedNote(answer: KubeletConfigAnswer): { note?: string } {
  if (answer.status !== "read" || !answer.unverified) return {};
  return {
    note: "Its serving certificate does not verify, and it answered without a credential: another machine could have said so.",
  };
}

const isComponent = (component: StaticPod["component"]): component is SettingComponent & StaticPod["component"] =>
  settingComponents.some((known) => known === component);

/** Command lines of static pods that nobody listed as a source yet. */
function staticPodSources({ staticPods, at }: Inventory, given: readonly SettingSource[]): SettingSource[] {
  const listed = new Set(
    given.filter(({ kind }) => kind === "command-line").map(({ component, node }) => `${component} ${node}`),
  );
  return (staticPods ?? []).flatMap(({ node, namespace, name, component, flags }) => {
    if (!isComponent(component) || listed.has(`${component} ${node}`)) return [];
    const source = `command line of pod/${namespace}/${name}`;
    return [{ component, node, kind: "command-line" as const, name: source, at, values: flags }];
  });
}

const onEveryNode: readonly SettingComponent[] = ["kubelet", "kube-proxy"];

/** A k3s or RKE2 node tells all its arguments: where those name nothing of a component, that was read as well. */
function silentArguments({ nodes }: Inventory, given: readonly SettingSource[]): SettingSource[] {
  const byNode = Map.groupBy(
    given.filter(({ kind }) => kind === "node-args"),
    ({ node }) => node,
  );
  return nodes.flatMap((node) => {
    const told = byNode.get(node.name) ?? [];
    const [first] = told;
    if (!first) return [];
    return settingComponents
      .filter((component) => onEveryNode.includes(component) || isControlPlane(node))
      .filter((component) => !told.some((source) => source.component === component))
      .map((component) => ({ ...first, component, values: {} }));
  });
}

function kubeProxySources({ kubeProxy, at }: Inventory, given: readonly SettingSource[]): SettingSource[] {
  const isListed = given.some(({ component, kind }) => component === "kube-proxy" && kind === "configmap");
  if (!kubeProxy || isListed) return [];
  const name = "ConfigMap kube-system/kube-proxy";
  return [{ component: "kube-proxy", node: null, kind: "configmap", name, at, values: kubeProxyValues(kubeProxy) }];
}

/** An empty field of kube-proxy's file means its default, so it names nothing. */
function kubeProxyValues({ metricsBindAddress, mode, nodePortAddresses }: KubeProxyConfig): SettingSource["values"] {
  return {
    ...(metricsBindAddress ? { metricsBindAddress } : {}),
    ...(mode ? { mode } : {}),
    ...(nodePortAddresses.length > 0 ? { nodePortAddresses } : {}),
  };
}
