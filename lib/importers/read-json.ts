import { LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { AppError } from "../domain/errors.ts";

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
  const value = parse(text, tool);
  const parsed = schema.safeParse(wrap(value));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  // What `wrap` put around the value has no place in the text: a name, and for a single object the list it became.
  const wrapped = wrap(value) === value ? 0 : Array.isArray(value) ? 1 : 2;
  const path = (issue?.path ?? []).slice(wrapped);
  const where = path.length > 0 ? path.join(".") : "the whole file";
  throw refuse(tool, lineOf(text, path), `${where}: ${issue?.message ?? "not what was expected"}`);
}

/** Refuses a file; `line` counts from 1. */
export function refuse(tool: string, line: number, reason: string): AppError {
  return new AppError("invalid", `Line ${line} of the ${tool} file: ${reason.replace(/\.$/, "")}.`);
}

function parse(text: string, tool: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const position = Number(/at position (\d+)/.exec(message)?.[1] ?? text.length);
    const line = text.slice(0, position).split("\n").length;
    throw refuse(tool, line, `it is not valid JSON: ${message.replace(/ in JSON at position.*$/s, "").slice(0, 120)}`);
  }
}

/** Line of a value by its path: the file is JSON, which YAML's parser reads with the places of everything in it. */
function lineOf(text: string, path: readonly PropertyKey[]): number {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, strict: false, uniqueKeys: false });
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range)) {
      return counter.linePos(Number(node.range[0])).line;
    }
  }
  return 1;
}
