import {
  at,
  evidenceOf,
  hardened,
  type Seen,
  withInventory,
  withKubeletConfig,
  withNode,
  withPort,
} from "../../checks/sample-evidence.ts";
import type { ClusterNode } from "../../domain/inventory.ts";
import type { EffectiveSetting, SettingComponent, SettingSource } from "../../domain/setting.ts";

/** The node that tests of sources are about. */
export const worker = "worker-1";

/** A cluster of which the kubelet of worker-1 tells nothing by itself: no /configz, and no answer of its ports. */
export function silent(seen: Seen = hardened()): Seen {
  const unread = withKubeletConfig(seen, worker, null);
  return [10248, 10250, 10255].reduce((made, port) => withPort(made, worker, port, { state: "filtered" }), unread);
}

export function source(
  kind: SettingSource["kind"],
  name: string,
  values: SettingSource["values"],
  changes: Partial<SettingSource> = {},
): SettingSource {
  return { component: "kubelet", node: worker, kind, name, at, values, ...changes };
}

/** A command line as it runs: `--a=b --c` become its values. */
export function commandLine(line: string, changes: Partial<SettingSource> = {}): SettingSource {
  const words = line.split(/\s+/).filter((word) => word.startsWith("--"));
  const values = words.map((word) => {
    const [flag = "", ...rest] = word.slice(2).split("=");
    return [flag, rest.length > 0 ? rest.join("=") : "true"] as const;
  });
  return source("command-line", "command line of the kubelet", Object.fromEntries(values), changes);
}

export function withSources(settingSources: SettingSource[], seen: Seen = silent()): Seen {
  return withInventory(seen, { settingSources });
}

export function asNode(changes: Partial<ClusterNode>, seen: Seen): Seen {
  return withNode(seen, worker, changes);
}

export function settingOf(
  seen: Seen,
  name: string,
  component: SettingComponent = "kubelet",
  node: string | null = worker,
): EffectiveSetting {
  return evidenceOf(seen).setting(component, node, name);
}

/** What counts and what said so, for one line of an assertion. */
export function decided(
  seen: Seen,
  name: string,
  component: SettingComponent = "kubelet",
  node: string | null = worker,
) {
  const { value, decidedBy } = settingOf(seen, name, component, node);
  return [value, decidedBy] as const;
}
