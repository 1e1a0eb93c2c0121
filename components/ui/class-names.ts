import { type ClassValue, clsx } from "clsx";
import { settingOf, settingsWithin } from "./class-settings.ts";

const known = new Map<string, string>();

function merge(written: string): string {
  const kept: string[] = [];
  const set = new Set<string>();
  for (const name of written.split(/\s+/).toReversed()) {
    const setting = settingOf(name);
    if (set.has(setting)) continue;
    kept.push(name);
    for (const one of [setting, ...settingsWithin(setting)]) set.add(one);
  }
  return kept.reverse().join(" ");
}

/**
 * Joins class names; of two that set the same thing the later wins. Tailwind's own order of rules would decide
 * otherwise. Small, since every page loads it: it knows the classes that this code base uses.
 */
export function cn(...values: ClassValue[]): string {
  const written = clsx(values);
  const before = known.get(written);
  if (before !== undefined) return before;
  const merged = merge(written);
  if (known.size > 2_000) known.clear();
  known.set(written, merged);
  return merged;
}
