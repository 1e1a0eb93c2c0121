import type { EffectiveSetting, SettingReading } from "../../lib/domain/setting.ts";

/** What one reading is beside the value that counts. */
export type Standing = "decided" | "contradicts" | "agrees" | "overruled" | "silent";

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/**
 * The first reading of the deciding kind that names the setting has decided. Of the others one that says something
 * else contradicts only where the setting is known to contradict itself; a default is merely overruled, as ever.
 */
export function standingOf(reading: SettingReading, setting: EffectiveSetting): Standing {
  if (reading.value === null) return "silent";
  const decider = setting.readings.find(({ kind, value }) => kind === setting.decidedBy && value !== null);
  if (reading === decider) return "decided";
  if (same(reading.value, setting.value)) return "agrees";
  return setting.contradiction !== null && reading.kind !== "default" ? "contradicts" : "overruled";
}
