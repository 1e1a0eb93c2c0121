import { AppError } from "../domain/errors.ts";

/** A place in a sorted list: the sort it belongs to, and the sort keys of the last row as PostgreSQL writes them. */
export function encodeCursor(sort: string, keys: readonly string[]): string {
  return Buffer.from(JSON.stringify([sort, ...keys])).toString("base64url");
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    return null; // reported below, like every other text that is no cursor
  }
}

/** Reads a cursor back; throws AppError "invalid" when it is none, or of another sort. */
export function decodeCursor(cursor: string, sort: string, length: number): string[] {
  const value = cursor.length <= 1000 ? parse(cursor) : null;
  const isCursor =
    Array.isArray(value) && value.length === length + 1 && value.every((part) => typeof part === "string");
  if (!isCursor || value[0] !== sort) {
    throw new AppError("invalid", "The cursor does not belong to this list and sort; start again without it.");
  }
  return value.slice(1).map(String);
}

/** Holds a page size inside 1..max. */
export function pageSize(limit: number | undefined, standard = 50, max = 500): number {
  if (limit === undefined) return standard;
  if (!Number.isInteger(limit) || limit < 1) throw new AppError("invalid", "limit must be a whole number above 0.");
  return Math.min(limit, max);
}
