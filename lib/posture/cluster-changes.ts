import type { PortChange } from "../domain/memory.ts";
import { formatPort } from "../domain/port-state.ts";
import type { DeclaredPort } from "../domain/previous-scan.ts";
import type { Coverage, ScanReport } from "../domain/scan-report.ts";
import { type ChangeDraft, versionDirection } from "./change-draft.ts";
import { type NodeBefore, nodeChanges } from "./node-changes.ts";
import { portChanges } from "./port-changes.ts";
import { settingChanges } from "./setting-changes.ts";

export interface RulesChange {
  added: readonly string[];
  removed: readonly string[];
  changed: readonly string[];
}

export interface ClusterBefore {
  /** As stored before the scan, those that left too; none means that this is the cluster's first scan. */
  nodes: readonly NodeBefore[];
  version: string | null;
  declaredPorts: readonly DeclaredPort[] | null;
  /** Of the last complete scan. */
  coverage: Coverage | null;
}

export interface ClusterAfter {
  report: ScanReport;
  /** Id of a node after the scan, by its name. */
  nodeId: (name: string) => string | null;
  /** True when the report names every node of the cluster. */
  namesEveryNode: boolean;
  ports: readonly PortChange[];
  rules: RulesChange | null;
  clockWentBackMs: number | null;
}

const draft = (kind: ChangeDraft["kind"], message: string, facts: Record<string, unknown>): ChangeDraft => ({
  nodeId: null,
  kind,
  port: null,
  protocol: null,
  message,
  facts,
});

function versionChange(before: string | null, after: string | null): ChangeDraft[] {
  if (before === null || after === null || before === after) return [];
  const direction = versionDirection(before, after);
  return [draft("cluster-upgraded", `Kubernetes: ${before} → ${after}`, { name: "version", before, after, direction })];
}

const declaredKey = ({ service, port, protocol, via }: DeclaredPort) =>
  [service.namespace, service.name, port, protocol, via].join("|");

function declared(kind: "service-created" | "service-removed", of: DeclaredPort): ChangeDraft {
  const { service, via, port, protocol } = of;
  const place = formatPort(port, protocol);
  const does = kind === "service-created" ? "declares" : "no longer declares";
  const sides = kind === "service-created" ? { before: null, after: place } : { before: place, after: null };
  const message = `Service ${service.namespace}/${service.name} ${does} ${via} ${place}`;
  return { ...draft(kind, message, { service, via, ...sides }), port, protocol };
}

function serviceChanges(before: ClusterBefore["declaredPorts"], after: ScanReport["declaredPorts"]): ChangeDraft[] {
  if (!before || !after) return [];
  const [old, now] = [before, after].map((ports) => new Map(ports.map((port) => [declaredKey(port), port])));
  const only = (these: typeof old, those: typeof old) =>
    [...(these ?? [])].flatMap(([key, port]) => (those?.has(key) ? [] : [port]));
  return [
    ...only(old, now).map((port) => declared("service-removed", port)),
    ...only(now, old).map((port) => declared("service-created", port)),
  ];
}

function sight(before: Coverage | null, after: Coverage): ChangeDraft[] {
  if (!before) return [];
  const missed = ({ known, checked }: Coverage["nodes"]) => known - checked;
  const fewer = after.nodes.checked < before.nodes.checked && missed(after.nodes) > missed(before.nodes);
  const had = new Set(before.lost.map(({ need }) => need));
  const lost = after.lost.map(({ need }) => need).filter((need) => !had.has(need));
  if (!fewer && lost.length === 0) return [];
  const reached = new Set(before.nodes.unreachable);
  const unreachable = after.nodes.unreachable.filter((node) => !reached.has(node)).slice(0, 50);
  const count = ({ nodes }: Coverage) => ({ known: nodes.known, checked: nodes.checked });
  const { known, checked } = after.nodes;
  const message = [
    ...(fewer ? [`${checked} of ${known} nodes checked, ${before.nodes.checked} by the complete scan before.`] : []),
    ...(lost.length > 0 ? [`No longer allowed or reachable: ${lost.join(", ")}.`] : []),
  ].join(" ");
  return [draft("scan-saw-less", message, { before: count(before), after: count(after), unreachable, lost })];
}

function ruleChanges(rules: RulesChange | null): ChangeDraft[] {
  if (!rules) return [];
  const words = { added: "new", removed: "retired", changed: "changed" };
  const parts = (["added", "removed", "changed"] as const).flatMap((part) =>
    rules[part].length > 0 ? [`${rules[part].length} ${words[part]}`] : [],
  );
  return parts.length > 0 ? [draft("rules-changed", `Checks: ${parts.join(", ")}`, { ...rules })] : [];
}

function clock(ms: number | null): ChangeDraft[] {
  if (ms === null || ms <= 0) return [];
  const seconds = Math.max(1, Math.round(ms / 1000));
  const message = `The scan's clock is ${seconds} s behind the scan before; it is kept as the later one.`;
  return [draft("clock-went-back", message, { ms })];
}

/** What a scan changed beside findings, least first: an entry's place in the feed follows its id. */
export function clusterChanges(before: ClusterBefore, after: ClusterAfter): ChangeDraft[] {
  const { report, nodeId } = after;
  const known = before.nodes.length > 0;
  const settings = known ? settingChanges(before.nodes, report, nodeId) : [];
  const nodes = known ? nodeChanges(before.nodes, report.nodes, nodeId, after.namesEveryNode) : [];
  return [
    ...portChanges(after.ports, new Map(report.nodes.map(({ name }) => [nodeId(name), name]))),
    ...settings,
    ...serviceChanges(before.declaredPorts, report.declaredPorts),
    ...nodes,
    ...versionChange(before.version, report.cluster.version),
    ...sight(before.coverage, report.coverage),
    ...ruleChanges(after.rules),
    ...clock(after.clockWentBackMs),
  ];
}
