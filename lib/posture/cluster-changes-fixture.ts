import type { ScanReport } from "../domain/scan-report.ts";
import type { EffectiveSetting, SettingSourceKind, SettingValue } from "../domain/setting.ts";
import type { NodeAfter, NodeBefore } from "./node-changes.ts";

const unknownConfig = { status: "unknown", reason: "not asked", need: null } as const;

export function nodeBefore(name: string, of: Partial<NodeBefore> = {}): NodeBefore {
  return {
    ...{ id: `id-${name}`, uid: `uid-${name}`, name, addresses: ["127.0.0.1"], roles: ["worker"], osImage: null },
    ...{ kubeletVersion: "v1.33.1", ready: true, present: true, settings: null, kubeletConfig: unknownConfig, ...of },
  };
}

export function nodeAfter(name: string, of: Partial<NodeAfter> = {}): NodeAfter {
  return {
    ...{ name, uid: `uid-${name}`, roles: ["worker"], kubeletVersion: "v1.33.1", distribution: "kubeadm" as const },
    ...{
      osImage: null,
      ready: true,
      kubeletPort: 10250,
      addresses: ["127.0.0.1"],
      kubeletConfig: unknownConfig,
      ...of,
    },
  };
}

/** A report of nodes by name or whole. */
export function reportAfter(
  of: { nodes: (string | NodeAfter)[] } & Partial<Pick<ScanReport, "declaredPorts" | "coverage" | "outcome">>,
): ScanReport {
  const { nodes, coverage, outcome = "complete", declaredPorts = null } = of;
  return {
    schemaVersion: 1,
    tool: { name: "breakwater", version: "0.0.0" },
    cluster: { name: "test", uid: "cluster", version: "v1.33.1", distribution: "kubeadm", source: "kubeconfig" },
    vantage: { name: "scanner", kind: "worker-node" },
    startedAt: "2026-11-01T00:00:00.000Z",
    finishedAt: "2026-11-01T00:01:00.000Z",
    profile: "standard",
    outcome,
    coverage: coverage ?? {
      nodes: { known: nodes.length, checked: nodes.length, unreachable: [] },
      probes: { planned: 1, done: 1, failed: 0 },
      lost: [],
    },
    nodes: nodes.map((node) => (typeof node === "string" ? nodeAfter(node) : node)),
    observations: [],
    sweeps: [],
    results: [],
    problems: [],
    declaredPorts,
  };
}

/** An effective setting of the kubelet; `kinds` are the sources that were read, the first decides. */
export function kubeletSetting(
  name: string,
  value: SettingValue | null,
  kinds: SettingSourceKind[] = ["configz", "default"],
): EffectiveSetting {
  return {
    ...{ component: "kubelet", node: null, name, value, decidedBy: value === null ? null : (kinds[0] ?? null) },
    ...{ why: value === null ? "no permission for nodes/configz" : "it decides", contradiction: null },
    readings: kinds.map((kind) => ({ kind, source: `the ${kind}`, value, at: null })),
  };
}
