import type { SettingValue } from "../domain/setting.ts";
import { cleanText } from "./clean-text.ts";
import { namesSecret } from "./flags.ts";

const maximumDepth = 6;
const maximumSettings = 500;
const maximumItems = 200;
/** Headers of staticPodURL may hold a credential; the others are no settings. */
const leftOut = new Set(["apiVersion", "kind", "metadata", "staticPodURLHeader"]);

/**
 * Scalars and lists of strings of a configuration under their dotted names. Empty texts, and durations of zero where
 * `zeroIsUnset`, are left out: the component takes its default instead.
 */
export function flattenSettings(
  configuration: unknown,
  { zeroIsUnset = false }: { zeroIsUnset?: boolean } = {},
): Record<string, SettingValue> {
  const found: [string, SettingValue][] = [];
  const visit = (value: unknown, path: string, depth: number): void => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      const setting = toSetting(value, zeroIsUnset);
      const isSecret = typeof value !== "boolean" && namesSecret(path.split(".").at(-1) ?? "");
      if (setting !== null && path !== "" && !isSecret) found.push([path, setting]);
      return;
    }
    if (depth >= maximumDepth) return;
    for (const [key, inner] of Object.entries(value)) {
      if (leftOut.has(key)) continue;
      visit(inner, path === "" ? key : `${path}.${key}`, depth + 1);
    }
  };
  visit(configuration, "", 0);
  return Object.fromEntries(found.slice(0, maximumSettings));
}

function toSetting(value: unknown, zeroIsUnset: boolean): SettingValue | null {
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "string") return value === "" || (zeroIsUnset && value === "0s") ? null : cleanText(value);
  if (!Array.isArray(value) || !value.every((one) => typeof one === "string")) return null;
  return value.slice(0, maximumItems).map((one) => cleanText(one));
}
