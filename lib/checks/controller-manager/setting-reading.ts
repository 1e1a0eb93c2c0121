import type { EvidenceItem } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { EffectiveSetting, SettingComponent, SettingValue } from "../../domain/setting.ts";

/** A setting whose value is known; a default counts only beside a source that was read and does not name it. */
export type KnownSetting = EffectiveSetting & { value: SettingValue };

export function knownSetting(
  evidence: Evidence,
  component: SettingComponent,
  node: string | null,
  name: string,
): KnownSetting | null {
  const setting = evidence.setting(component, node, name);
  const { value, decidedBy, readings } = setting;
  if (value === null) return null;
  if (decidedBy === "default" && readings.every(({ kind }) => kind === "default")) return null;
  return { ...setting, value };
}

/** The same without what answers on the wire, for a check that reads the wire by itself and compares. */
export function declaredSetting(
  evidence: Evidence,
  component: SettingComponent,
  node: string | null,
  name: string,
): KnownSetting | null {
  const setting = evidence.setting(component, node, name);
  const readings = setting.readings.filter(({ kind }) => kind !== "wire");
  const [strongest] = readings.filter(({ value }) => value !== null);
  if (!strongest || strongest.value === null || readings.every(({ kind }) => kind === "default")) return null;
  return { ...setting, readings, value: strongest.value, decidedBy: strongest.kind };
}

/** What decided a setting, in the words of its source. */
export function settingItem(evidence: Evidence, setting: KnownSetting, decisive = true): EvidenceItem {
  const { component, node, name, value, decidedBy } = setting;
  const decided = setting.readings.find((reading) => reading.kind === decidedBy && reading.value !== null);
  const silent = setting.readings.find((reading) => reading.kind !== "default" && reading.value === null);
  const isDefault = decidedBy === "default";
  const source = (isDefault ? silent?.source : decided?.source) ?? `settings of ${component}`;
  const text = settingText(value);
  return {
    sent: node === null ? source : `${source}, for ${node}`,
    received: isDefault ? `${name} is not set, which means ${text}` : `${name}: ${text}`,
    at: (isDefault ? silent?.at : decided?.at) ?? evidence.inventory.at,
    vantage: null,
    decisive,
  };
}

/** "127.0.0.1", "a, b"; an empty value is named as such. */
export function settingText(value: SettingValue): string {
  const text = Array.isArray(value) ? value.join(", ") : String(value);
  return text === "" ? "empty" : text;
}

/** Items of a setting that is a list, whatever form its source has. */
export function settingList(value: SettingValue): string[] {
  const items = Array.isArray(value) ? value : String(value).split(",");
  return items.map((item) => item.trim()).filter((item) => item !== "");
}

/** Sentence: why a setting is not known, and how to supply it. */
export function settingMissing(evidence: Evidence, component: SettingComponent, node: string | null): string {
  const lost = evidence.inventory.lost.find(({ need }) => /\b(pods|configmaps?)\b/.test(need));
  const where = node === null ? component : `${component} on ${node}`;
  if (lost) return `The settings of ${where} are not known: the permission "${lost.need}" is missing (${lost.why}).`;
  return `No static pod, node annotation or file that tells the settings of ${where} was seen; upload a node report to supply them.`;
}
