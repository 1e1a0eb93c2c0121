import type { Prisma } from "./generated/client.ts";
import { jsonText } from "./json-text.ts";

export function iso(time: Date): string {
  return time.toISOString();
}

export function isoOrNull(time: Date | null): string | null {
  return time ? time.toISOString() : null;
}

/** Gives a jsonb column the type that was written into it; only lib/store writes it. */
export function fromJson<Value>(value: unknown): Value {
  return value as Value;
}

/** Makes a value fit for a jsonb column. */
export function toJson(value: object): Prisma.InputJsonValue {
  return JSON.parse(jsonText(value));
}
