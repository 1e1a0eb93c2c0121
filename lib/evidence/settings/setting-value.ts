import { durationMs } from "../../domain/go-duration.ts";
import type { SettingValue } from "../../domain/setting.ts";
import type { KnownSetting } from "./known-setting.ts";

type Kind = KnownSetting["kind"];

const truths = new Set(["true", "True", "TRUE", "t", "T", "1"]);
const lies = new Set(["false", "False", "FALSE", "f", "F", "0"]);

/** A value as a source wrote it, brought to the setting's own type; as it stands where it does not fit. */
export function readValue(kind: Kind | undefined, written: SettingValue): SettingValue {
  if (kind === "list") return typeof written === "string" ? listOf(written) : written;
  if (typeof written !== "string") return written;
  const text = written.trim();
  if (kind === "boolean") return truths.has(text) ? true : lies.has(text) ? false : written;
  if (kind === "number") return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : written;
  return text;
}

function listOf(text: string): string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** True where two values of a setting mean the same. */
export function sameValue(kind: Kind | undefined, a: SettingValue, b: SettingValue): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((value, index) => value === b[index]);
  if (kind !== "duration") return a === b;
  const [left, right] = [a, b].map((value) => durationMs(String(value)));
  return left === null || right === null ? a === b : left === right;
}

/** As a sentence writes it: "", [] and values with blanks stay readable. */
export function valueInWords(value: SettingValue): string {
  if (Array.isArray(value)) return value.length === 0 ? "nothing" : value.join(",");
  return value === "" ? "nothing" : String(value);
}
