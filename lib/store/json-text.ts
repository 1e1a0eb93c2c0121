const unstorable = /\\u0000|\\ud[89a-f]/i;

function storable(value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll("\u0000", "\ufffd").toWellFormed();
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [storable(key), storable(item)]));
}

/** Writes JSON that jsonb takes: PostgreSQL refuses NUL and lone surrogates, which a hostile target may send. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value) ?? "null";
  return unstorable.test(text) ? JSON.stringify(storable(value)) : text;
}
