import type { EvidenceItem } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { SettingReading, SettingValue } from "../../domain/setting.ts";
import type { Subject } from "../../domain/subject.ts";
import { configItem, inventoryItem } from "../evidence-items.ts";
import type { Reading } from "../hybrid-verdict.ts";
import type { Reach } from "../vantage-severity.ts";

type Told = Pick<Reading, "verdict" | "says"> & Partial<Reach>;

/**
 * The strongest source but the wire that names a setting. A ConfigMap says only what nodes are meant to have, and a file
 * that the kubelet may not be started with says nothing.
 */
export function declaredReading(evidence: Evidence, node: string, name: string): SettingReading | null {
  const { readings } = evidence.setting("kubelet", node, name);
  const strongest = readings.find(({ kind, value, uncertain }) => kind !== "wire" && value !== null && !uncertain);
  return strongest === undefined || strongest.kind === "configmap" ? null : strongest;
}

/** The value that counts, the wire included; null where it is not known, or where only the ConfigMap tells. */
export function effectiveValue(evidence: Evidence, node: string, name: string): SettingValue | null {
  const { value, decidedBy } = evidence.setting("kubelet", node, name);
  return decidedBy === "configmap" ? null : value;
}

/** What every source but the wire says of these settings together; null where they do not tell. */
export function readSettings(
  evidence: Evidence,
  subject: Subject,
  names: readonly string[],
  read: (value: (name: string) => SettingValue | null) => Told | null,
): Reading | null {
  const readings = new Map(names.map((name) => [name, declaredReading(evidence, subject.name, name)]));
  const told = read((name) => readings.get(name)?.value ?? null);
  if (!told) return null;
  const items = [...readings].flatMap(([name, reading]) =>
    reading ? [settingItem(evidence, subject.name, name, reading)] : [],
  );
  return { ...told, evidence: items };
}

/** A setting and what said so. */
export function settingItem(
  evidence: Evidence,
  node: string,
  name: string,
  reading: SettingReading,
  decisive = true,
): EvidenceItem {
  const { kind, value, source, at, note } = reading;
  const received = `${name}: ${valueText(value)}${note ? ` (${note.replace(/\.$/, "")})` : ""}`;
  const answer = evidence.kubeletConfig(node);
  if (kind === "configz" && answer.status === "read") return configItem(node, answer, received, decisive);
  return inventoryItem(`${source}, for ${node}`, received, at ?? evidence.inventory.at, decisive);
}

/** A value as evidence shows it. */
export function valueText(value: SettingValue | null): string {
  if (value === null) return "not set";
  const text = Array.isArray(value) ? value.join(", ") : String(value);
  return text === "" ? "not set" : text;
}

/** Sentence: why no source but the wire decides a setting, and how to supply one that does. */
export function configSilence(evidence: Evidence, subject: Subject, name: string): string {
  const answer = evidence.kubeletConfig(subject.name);
  if (answer.status === "read") return "The configuration that was read does not decide it.";
  const supply = answer.need ? `; grant "${answer.need}"` : "";
  const unread = `The kubelet's configuration is unknown: ${answer.reason.replace(/\.(?=;|$)/g, "")}${supply}.`;
  const { readings, decidedBy, why } = evidence.setting("kubelet", subject.name, name);
  return readings.length > 0 && decidedBy !== "wire" ? `${unread} ${why}` : unread;
}
