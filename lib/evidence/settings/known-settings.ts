import type { SettingComponent } from "../../domain/setting.ts";
import { etcdSettings } from "./etcd-defaults.ts";
import type { KnownSetting, KnownSettings } from "./known-setting.ts";
import { apiServerSettings } from "./kube-apiserver-defaults.ts";
import { controllerManagerSettings } from "./kube-controller-manager-defaults.ts";
import { kubeProxySettings } from "./kube-proxy-defaults.ts";
import { schedulerSettings } from "./kube-scheduler-defaults.ts";
import { kubeletSettings } from "./kubelet-defaults.ts";

const tables: Record<SettingComponent, KnownSettings> = {
  kubelet: kubeletSettings,
  "kube-apiserver": apiServerSettings,
  etcd: etcdSettings,
  "kube-controller-manager": controllerManagerSettings,
  "kube-scheduler": schedulerSettings,
  "kube-proxy": kubeProxySettings,
};

const known = new Map(
  Object.entries(tables).map(([component, table]) => [component, new Map(Object.entries(table))] as const),
);
const fieldsOfFlags = new Map(
  Object.entries(tables).map(([component, table]) => [
    component,
    new Map(Object.entries(table).flatMap(([name, { flag }]) => (flag ? [[flag, name] as const] : []))),
  ]),
);

/** Names of the settings that have a table of defaults, in the order of the table. */
export function settingNames(component: SettingComponent): string[] {
  return Object.keys(tables[component]);
}

/** undefined of a setting without a table: its sources are still compared, but no default is known. */
export function knownSetting(component: SettingComponent, name: string): KnownSetting | undefined {
  return known.get(component)?.get(name);
}

/** The component's own name of a setting, whether a source wrote the field, the flag or the flag with its dashes. */
export function settingName(component: SettingComponent, written: string): string {
  const bare = written.replace(/^--?/, "");
  return fieldsOfFlags.get(component)?.get(bare) ?? bare;
}
