import type { SettingValue } from "../../domain/setting.ts";

/** Fields of a nested configuration by their dotted names; what is no value of a setting is left out. */
export function flattenConfiguration(configuration: object, prefix = ""): Record<string, SettingValue> {
  return Object.fromEntries(
    Object.entries(configuration).flatMap(([field, value]): [string, SettingValue][] => {
      const name = `${prefix}${field}`;
      if (isSettingValue(value)) return [[name, value]];
      return isFields(value) ? Object.entries(flattenConfiguration(value, `${name}.`)) : [];
    }),
  );
}

function isSettingValue(value: unknown): value is SettingValue {
  if (Array.isArray(value)) return value.every((entry) => typeof entry === "string");
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function isFields(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
