import type { Evidence } from "../../domain/evidence.ts";
import { isControlPlane } from "../../domain/inventory.ts";
import {
  type EffectiveSetting,
  type SettingComponent,
  type SettingValue,
  settingComponents,
} from "../../domain/setting.ts";
import { decideSetting } from "./decide-setting.ts";
import { type Declared, declaredSources } from "./declared-sources.ts";
import { type Circumstances, defaultOf } from "./known-setting.ts";
import { knownSetting, settingName, settingNames } from "./known-settings.ts";
import { type StartMode, startModeOf } from "./start-mode.ts";
import { wireOfComponent } from "./wire-control-plane.ts";
import { wireOfKubelet } from "./wire-kubelet.ts";
import type { WireReadings } from "./wire-reading.ts";

type Known = Pick<Evidence, "inventory" | "ofNode" | "kubeletConfig" | "node">;

/** All that is known of one component on one node, before a setting is asked for. */
interface ComponentSources {
  sources: readonly Declared[];
  start: StartMode;
  wire: WireReadings;
  circumstances: Omit<Circumstances, "set">;
}

/** The effective value of a setting, worked out from every source there is. */
export function settingsOf(known: Known): Evidence["setting"] {
  const declaredOf = declaredSources(known.inventory, known.kubeletConfig);
  const seen = new Map<string, ComponentSources>();
  const sourcesOf = (component: SettingComponent, node: string | null): ComponentSources => {
    const key = `${component} ${node ?? ""}`;
    const found = seen.get(key) ?? componentSources(known, component, node, declaredOf(component, node));
    seen.set(key, found);
    return found;
  };
  return (component, node, written) => {
    const name = settingName(component, written);
    const { sources, start, wire, circumstances } = sourcesOf(component, node);
    const setting = knownSetting(component, name);
    const byDefault = setting && start.set !== null ? defaultOf(setting, { ...circumstances, set: start.set }) : null;
    const configzMissing = component === "kubelet" ? missingFor(known, node) : "";
    const of = { component, node, name, known: setting, wire: wire.get(name), sources, start, byDefault };
    return decideSetting({ ...of, configzMissing });
  };
}

/** What stands between us and the kubelet's own word: a permission, or its certificate. */
function missingFor({ kubeletConfig }: Known, node: string | null): string {
  const answer = node === null ? null : kubeletConfig(node);
  if (answer?.status === "unknown" && answer.certificate)
    return "the kubelet's serving certificate does not verify, so it is sent no credential: have the certificate signed by the cluster's CA";
  if (answer?.status === "unknown" && answer.need === null) return "";
  return 'grant "get nodes/configz"';
}

function componentSources(
  { inventory, ofNode, node: nodeOf }: Known,
  component: SettingComponent,
  node: string | null,
  sources: readonly Declared[],
): ComponentSources {
  const own = node === null ? undefined : nodeOf(node);
  const runsAsNode = component === "kubelet" || component === "kube-proxy";
  const version = (runsAsNode ? own?.kubeletVersion : inventory.cluster.version) ?? own?.kubeletVersion;
  const { minor, patch } = parseVersion(version ?? null);
  const distribution = own?.distribution ?? inventory.cluster.distribution;
  const start = startModeOf({ component, distribution, minor, sources });
  const wire =
    component === "kubelet" ? wireOfKubelet(ofNode(node), own?.kubeletPort) : wireOfComponent(component, ofNode(node));
  const named = (name: string) => wire.get(name)?.value ?? namedIn(sources, start, name);
  return { sources, start, wire, circumstances: { distribution, minor, patch, named } };
}

function namedIn(sources: readonly Declared[], start: StartMode, name: string): SettingValue | null {
  const naming = sources.find((source) => start.ignored(source) === undefined && source.values.has(name));
  return naming?.values.get(name) ?? null;
}

function parseVersion(version: string | null): { minor: number | null; patch: number | null } {
  const match = /^v?1\.(\d+)(?:\.(\d+))?/.exec(version ?? "");
  return { minor: match ? Number(match[1]) : null, patch: match?.[2] ? Number(match[2]) : null };
}

const onEveryNode: readonly SettingComponent[] = ["kubelet", "kube-proxy"];

/** Every setting of every component on a node that any source tells something of, for the node's page. */
export function effectiveSettings(evidence: Pick<Evidence, "node" | "setting">, node: string): EffectiveSetting[] {
  const found = evidence.node(node);
  const components = settingComponents.filter(
    (component) => onEveryNode.includes(component) || (found !== undefined && isControlPlane(found)),
  );
  return components.flatMap((component) => {
    const settings = settingNames(component).map((name) => evidence.setting(component, node, name));
    const isTold = settings.some(({ readings }) => readings.length > 0);
    return isTold || component === "kubelet" ? settings : [];
  });
}

export { settingNames };
