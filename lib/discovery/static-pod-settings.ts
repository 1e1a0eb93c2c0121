import type { StaticPod } from "../domain/inventory.ts";
import { type SettingSource, settingComponents } from "../domain/setting.ts";
import { settingsOfFlags } from "./flags.ts";

/** What the command lines of the control plane's static pods say, node by node. */
export function staticPodSettings(pods: readonly StaticPod[], at: string): SettingSource[] {
  return pods.flatMap((pod): SettingSource[] => {
    const component = settingComponents.find((one) => one === pod.component);
    if (!component) return [];
    const { node, namespace, name } = pod;
    const values = settingsOfFlags(pod.flags);
    return [{ component, node, kind: "command-line", name: `static pod ${namespace}/${name}`, at, values }];
  });
}
