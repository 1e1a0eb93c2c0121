import { headers } from "next/headers";
import type { z } from "zod";
import { AppError } from "../domain/errors.ts";
import { withReadersWords } from "../messages/in-readers-words.ts";
import { admit } from "./admit.ts";
import type { Identity, Permission } from "./identity.ts";
import { entriesOf, parseInput, type RawInput } from "./parse-input.ts";
import { refusalOf } from "./problem.ts";

/** What a server action answers: a value, or a sentence and one for each field that does not fit. */
export type ActionResult<Value> =
  | { ok: true; value: Value }
  | { ok: false; message: string; fields: Record<string, string> };

/** Wraps a server action; it never throws for what an AppError can say. Next itself compares Origin and Host. */
export function guardAction<Schema extends z.ZodType, Value>(
  permission: Permission,
  schema: Schema,
  act: (input: z.output<Schema>, identity: Identity) => Promise<Value>,
) {
  return async function guardedAction(raw: FormData | RawInput): Promise<ActionResult<Value>> {
    try {
      const identity = await admit(await headers(), permission);
      const input = parseInput(schema, raw instanceof FormData ? entriesOf(raw) : raw);
      return { ok: true, value: withReadersWords(await act(input, identity)) };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { ok: false, ...refusalOf(error) };
    }
  };
}

/** The same for `useActionState`, which passes the previous state first. */
export function guardFormAction<Schema extends z.ZodType, Value>(
  permission: Permission,
  schema: Schema,
  act: (input: z.output<Schema>, identity: Identity) => Promise<Value>,
) {
  const guarded = guardAction(permission, schema, act);
  return async (_previous: ActionResult<Value> | null, form: FormData): Promise<ActionResult<Value>> => guarded(form);
}
