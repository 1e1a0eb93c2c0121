import type { EvidenceItem } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { ClusterNode } from "../../domain/inventory.ts";
import type { SettingReading, SettingValue } from "../../domain/setting.ts";
import type { Severity } from "../../domain/severity.ts";
import { inventoryItem } from "../evidence-items.ts";
import { type DriftField, driftFields } from "./drift-fields.ts";
import { declaredReading, settingItem, valueText } from "./kubelet-settings.ts";
import { majorityOf, poolOfNode } from "./node-pools.ts";

/** One field that differs from one baseline. */
export interface Drift {
  /** "readOnlyPort is 10255". */
  now: string;
  /** "the last scan saw 0". */
  instead: string;
  severity: Severity;
  items: EvidenceItem[];
}

interface Baseline {
  value: SettingValue;
  says: string;
  item: EvidenceItem;
  /** A change since the last scan to what is safe is a fix, and no drift. */
  mayImprove: boolean;
}

export interface DriftFindings {
  drifts: Drift[];
  /** Fields whose value is known. */
  known: number;
  /** What is set in the fields that something could be compared with. */
  compared: EvidenceItem[];
}

export function driftOf(evidence: Evidence, node: ClusterNode): DriftFindings {
  const read = driftFields.flatMap((field) => {
    const reading = declaredReading(evidence, node.name, field.name);
    return reading === null || reading.value === null ? [] : [{ field, reading, value: reading.value }];
  });
  const withBaselines = read.map((entry) => ({ ...entry, baselines: baselinesOf(evidence, node, entry.field) }));
  const compared = withBaselines.filter(({ baselines }) => baselines.length > 0);
  return {
    known: read.length,
    compared: compared.map(({ field, reading }) => settingItem(evidence, node.name, field.name, reading)),
    drifts: compared.flatMap(({ field, reading, value, baselines }) =>
      baselines.flatMap((baseline) => compareWith(evidence, node, field, reading, value, baseline)),
    ),
  };
}

const same = (a: SettingValue, b: SettingValue) => JSON.stringify(a) === JSON.stringify(b);

function compareWith(
  evidence: Evidence,
  node: ClusterNode,
  field: DriftField,
  reading: SettingReading,
  value: SettingValue,
  baseline: Baseline,
): Drift[] {
  if (same(value, baseline.value)) return [];
  const isBetter = field.isSafe(value) && !field.isSafe(baseline.value);
  if (isBetter && baseline.mayImprove) return [];
  const now = `${field.name} is ${shortText(value)}`;
  const instead = `${baseline.says} ${shortText(baseline.value)}`;
  const items = [settingItem(evidence, node.name, field.name, reading), baseline.item];
  return [{ now, instead, severity: severityOf(field, value, isBetter), items }];
}

/** A long list by its first entry and how many there are more. */
function shortText(value: SettingValue): string {
  if (!Array.isArray(value) || value.length < 3) return valueText(value);
  return `${value[0]} and ${value.length - 1} more`;
}

/** Towards what is safe: only to be known. Between two safe values: low at most. */
function severityOf(field: DriftField, value: SettingValue, isBetter: boolean): Severity {
  if (isBetter || field.severity === "info") return "info";
  return field.isSafe(value) ? "low" : field.severity;
}

function baselinesOf(evidence: Evidence, node: ClusterNode, field: DriftField): Baseline[] {
  return [
    declaredFor(evidence, node, field),
    agreedBy(evidence, node, field),
    seenBefore(evidence, node, field),
  ].flatMap((baseline) => baseline ?? []);
}

function declaredFor(evidence: Evidence, node: ClusterNode, { name }: DriftField): Baseline | null {
  const { readings } = evidence.setting("kubelet", node.name, name);
  const map = readings.find(({ kind, value }) => kind === "configmap" && value !== null);
  if (!map || map.value === null) return null;
  const item = inventoryItem(map.source, `${name}: ${valueText(map.value)}`, map.at ?? evidence.inventory.at, false);
  return { value: map.value, says: `${map.source} says`, item, mayImprove: false };
}

function agreedBy(evidence: Evidence, node: ClusterNode, { name }: DriftField): Baseline | null {
  const majority = majorityOf(evidence, node, name);
  if (!majority) return null;
  const pool = poolOfNode(node);
  const received = `${name}: ${valueText(majority.value)} on ${majority.nodes} others`;
  const item = inventoryItem(`Kubelets of ${pool}`, received, evidence.inventory.at, false);
  return { value: majority.value, says: `most of ${pool} have`, item, mayImprove: false };
}

/** Both as /configz gave them, so that nothing but the kubelet's own words is compared. */
function seenBefore(evidence: Evidence, node: ClusterNode, { name, of }: DriftField): Baseline | null {
  const { previous } = evidence;
  const before = previous?.scan.nodes.find(({ uid }) => uid === node.uid)?.kubeletConfig;
  if (!previous || before?.status !== "read" || evidence.kubeletConfig(node.name).status !== "read") return null;
  const value = of(before.config);
  if (value === null) return null;
  const item = inventoryItem(
    `/configz of ${node.name} in the last scan`,
    `${name}: ${valueText(value)}`,
    before.at,
    false,
  );
  return { value, says: "the last scan saw", item, mayImprove: true };
}
