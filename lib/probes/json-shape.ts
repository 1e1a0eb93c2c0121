/** Foreign JSON, read without trusting its shape. */
export type JsonObject = Record<string, unknown>;

/** The object in `text`, or null when it is anything else or no JSON. */
export function parseJsonObject(text: string): JsonObject | null {
  if (!/^\s*\{/.test(text)) return null;
  try {
    return objectOf(JSON.parse(text));
  } catch {
    return null;
  }
}

export function objectOf(value: unknown): JsonObject | null {
  return isObject(value) ? value : null;
}

export function objectsOf(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

/** A count, also where JSON carries it as text, as protobuf gateways do with 64-bit numbers. */
export function countOf(value: unknown): number | null {
  const number = typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) && number >= 0 ? number : null;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
