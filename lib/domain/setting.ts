/** Components whose effective settings are worked out from every source. */
export const settingComponents = [
  "kubelet",
  "kube-apiserver",
  "etcd",
  "kube-controller-manager",
  "kube-scheduler",
  "kube-proxy",
] as const;
export type SettingComponent = (typeof settingComponents)[number];

/** Strongest first: what answers on the wire beats what a running process says of itself, and that beats any file. */
export const settingSourceKinds = [
  "wire",
  "configz",
  "command-line",
  "node-args",
  "drop-in",
  "file",
  "configmap",
  "default",
] as const;
export type SettingSourceKind = (typeof settingSourceKinds)[number];

export type SettingValue = string | number | boolean | string[];

/**
 * What one source says of one component. Keys are the component's own names: fields of the KubeletConfiguration in
 * dotted form ("authentication.anonymous.enabled"), fields of the KubeProxyConfiguration, flags without dashes else.
 */
export interface SettingSource {
  component: SettingComponent;
  /** Node name; null where the source speaks for every node. */
  node: string | null;
  kind: Exclude<SettingSourceKind, "wire" | "default">;
  /** "ConfigMap kube-system/kubelet-config", "annotation k3s.io/node-args", "/var/lib/kubelet/config.yaml". */
  name: string;
  /** RFC 3339. */
  at: string;
  values: Record<string, SettingValue>;
}

/** What one source says of one setting, for the page that shows them beside each other. */
export interface SettingReading {
  kind: SettingSourceKind;
  source: string;
  /** null: this source was read and does not name the setting. */
  value: SettingValue | null;
  /** RFC 3339; null for a default. */
  at: string | null;
  /** Set where it is not known whether the component reads this source at all: it may contradict, but not decide. */
  uncertain?: true;
  note?: string;
}

/** The value that counts, what decided it, and what every source said. */
export interface EffectiveSetting {
  component: SettingComponent;
  node: string | null;
  /** The component's own name: "readOnlyPort", "anonymous-auth". */
  name: string;
  /** null: not known from any source. */
  value: SettingValue | null;
  decidedBy: SettingSourceKind | null;
  /** One sentence: why this source decided, or what is missing. */
  why: string;
  /** Strongest first. */
  readings: SettingReading[];
  /** One sentence where sources contradict each other and the wire shows it; null where they agree. */
  contradiction: string | null;
}
