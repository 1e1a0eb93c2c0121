import type { Distribution } from "../../domain/distribution.ts";
import type { SettingValue } from "../../domain/setting.ts";

/**
 * Which defaults a component takes for what nobody names: those of its configuration file, those of its command line,
 * or those of the program that starts it inside itself (k3s, RKE2).
 */
export type DefaultSet = "file" | "flags" | "embedded";

export interface Circumstances {
  set: DefaultSet;
  distribution: Distribution;
  /** Of Kubernetes 1.x; null where the version is not known. */
  minor: number | null;
  patch: number | null;
  /** What the strongest source says of another setting, for a default that follows it. */
  named(name: string): SettingValue | null;
}

type Default = SettingValue | null | ((circumstances: Circumstances) => SettingValue | null);

export interface KnownSetting {
  kind: "boolean" | "number" | "string" | "list" | "duration";
  /** The flag of the same meaning, where the setting's name is a field of a configuration file. */
  flag?: string;
  /** What it means that /configz leaves the field out: Go's zero value. Absent where the field is always written. */
  omitted?: SettingValue;
  /** Upstream's default; null where it is not known. */
  byDefault: Default;
  /** What k3s and RKE2 start the component with; upstream's default where absent. */
  embedded?: Default;
}

export type KnownSettings = Readonly<Record<string, KnownSetting>>;

/** A default that changed: the value of the newest step at or below the minor; null for a version before them all. */
export function sinceMinor(...steps: readonly (readonly [minor: number, value: SettingValue])[]): Default {
  return ({ minor }) => (minor === null ? null : (steps.findLast(([since]) => since <= minor)?.[1] ?? null));
}

/** The kubelet has two sets of defaults: applyLegacyDefaults in cmd/kubelet/app/options/options.go (PR #59666). */
export function fileOrFlags(file: SettingValue, flags: SettingValue): Default {
  return ({ set }) => (set === "file" ? file : flags);
}

export function defaultOf(setting: KnownSetting, circumstances: Circumstances): SettingValue | null {
  const isEmbedded = circumstances.set === "embedded" && setting.embedded !== undefined;
  const rule = isEmbedded ? setting.embedded : setting.byDefault;
  return typeof rule === "function" ? rule(circumstances) : (rule ?? null);
}
