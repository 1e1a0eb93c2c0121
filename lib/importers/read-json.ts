import type { z } from "zod";
import { AppError } from "../domain/errors.ts";
import { findInJson } from "./json-position.ts";

/**
 * Parses a JSON text against a schema; AppError "invalid" names line, place and reason. A list at the top is read as the
 * object that `wrap` makes of it, so that one schema says exactly what is wrong.
 */
export function readJson<Schema extends z.ZodType>(
  text: string,
  schema: Schema,
  tool: string,
  wrap: (value: unknown) => unknown = (value) => value,
): z.output<Schema> {
  const value = parseJson(text, tool);
  const parsed = schema.safeParse(wrap(value));
  if (parsed.success) return parsed.data;
  const { path, message } = mostTelling(parsed.error.issues);
  // What `wrap` put around the value has no place in the text: a name, and for a single object the list it became.
  const wrapped = wrap(value) === value ? 0 : Array.isArray(value) ? 1 : 2;
  const inText = path.slice(wrapped);
  const where = inText.length > 0 ? inText.join(".") : "the whole file";
  throw refuse(tool, lineAt(text, findInJson(text, inText).value), `${where}: ${message}`);
}

/** Refuses a file; `line` counts from 1. */
export function refuse(tool: string, line: number, reason: string): AppError {
  return new AppError("invalid", `Line ${line} of the ${tool} file: ${reason.replace(/\.$/, "")}.`);
}

export function parseJson(text: string, tool: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const offset = findInJson(text, []).broken ?? text.length;
    throw refuse(tool, lineAt(text, offset), `it is not valid JSON: ${whatStands(text, offset)}`);
  }
}

/** Line of an offset, counted from 1. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) line += 1;
  return line;
}

function whatStands(text: string, offset: number): string {
  if (offset >= text.trimEnd().length) return "it ends in the middle";
  const words = text.slice(offset, offset + 20).replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, " ");
  return `"${words.trim()}" stands where it may not`;
}

interface Issue {
  path: readonly PropertyKey[];
  message: string;
}

/** Of a value that fits none of several forms, what keeps it from the form that it resembles most. */
function mostTelling(issues: readonly z.core.$ZodIssue[]): Issue {
  const [issue] = issues;
  if (!issue) return { path: [], message: "not what was expected" };
  if (issue.code !== "invalid_union") return { path: issue.path, message: issue.message };
  const inner = issue.errors.flatMap((list) => (list.length > 0 ? [mostTelling(list)] : []));
  const deepest = inner.toSorted((a, b) => b.path.length - a.path.length)[0];
  return deepest
    ? { path: [...issue.path, ...deepest.path], message: deepest.message }
    : { path: issue.path, message: issue.message };
}
