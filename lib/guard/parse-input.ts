import type { z } from "zod";
import { AppError } from "../domain/errors.ts";
import { issueSentence } from "./issue-sentence.ts";

export type RawInput = Record<string, unknown>;

interface Position {
  start: number;
  end: number;
}

const misfit = "The input does not fit.";
const unknownField = "is not known here; leave it out.";

/** Thrown for input that does not fit; `fields` has one sentence for each field, "" is the whole. */
export class InvalidInput extends AppError {
  readonly fields: Record<string, string>;
  /** Of fields in which one part is wrong: from which character to before which. */
  readonly positions: Record<string, Position>;
  constructor(fields: Record<string, string>, positions: Record<string, Position> = {}) {
    const [field, sentence] = Object.entries(fields)[0] ?? ["", misfit];
    super("invalid", field ? `${field}: ${sentence}` : sentence);
    this.fields = fields;
    this.positions = positions;
  }
}

/** Parses with the schema; one sentence for each field that does not fit. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, raw: RawInput): z.output<Schema> {
  // What a schema says of its own comes before this.
  const parsed = schema.safeParse(raw, { error: issueSentence });
  if (parsed.success) return parsed.data;
  const fields: Record<string, string> = {};
  const positions: Record<string, Position> = {};
  for (const issue of parsed.error.issues) {
    const named = issue.code === "unrecognized_keys" ? issue.keys : [];
    for (const key of named) fields[[...issue.path, key].join(".")] ??= unknownField;
    if (named.length > 0) continue;
    const field = issue.path.join(".");
    if (fields[field] === undefined && issue.code === "custom" && issue.params?.position) {
      positions[field] = issue.params.position as Position;
    }
    fields[field] ??= issue.message;
  }
  throw new InvalidInput(fields, positions);
}

/** Form fields or query parameters as an object; a name given more than once becomes an array. */
export function entriesOf(source: FormData | URLSearchParams): RawInput {
  const result: RawInput = {};
  for (const key of new Set(source.keys())) {
    const values = source.getAll(key);
    result[key] = values.length > 1 ? values : values[0];
  }
  return result;
}
