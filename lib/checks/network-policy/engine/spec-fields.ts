export type Fields = Readonly<Record<string, unknown>>;

const empty: Fields = {};

/** Policies come from the cluster as they are: a field of another shape than the API's reads as absent. */
export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : empty;
}

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The objects of a list; undefined where the field is no list, so that "absent" and "empty" stay apart. */
export function listOf(value: unknown): Fields[] | undefined {
  return Array.isArray(value) ? value.filter(isFields) : undefined;
}

export function textsOf(value: unknown): string[] | undefined {
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === "string") : undefined;
}

export function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

export function numberOf(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^\d+$/.test(value) ? Number(value) : undefined;
}
