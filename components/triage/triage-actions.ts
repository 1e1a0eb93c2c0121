import type { TriageAct, TriageOutcome, TriageTarget } from "../../lib/domain/triage.ts";
import type { FindingComment } from "../../lib/domain/views/triage-view.ts";

/** What a server action answers: a value, or a sentence and one for each field that does not fit. */
export type Answer<Value> = { ok: true; value: Value } | { ok: false; message: string; fields: Record<string, string> };
export type Refusal = Extract<Answer<unknown>, { ok: false }>;

/** The server actions of triage, as pages hand them to what people press. */
export interface TriageActions {
  triage: (input: { act: TriageAct; target: TriageTarget }) => Promise<Answer<TriageOutcome>>;
  undo: (input: { actId: string }) => Promise<Answer<TriageOutcome>>;
  namePerson: (input: { name: string }) => Promise<Answer<{ name: string }>>;
  addComment: (input: { findingId: string; body: string }) => Promise<Answer<FindingComment>>;
  editComment: (input: { id: string; version: number; body: string }) => Promise<Answer<FindingComment>>;
  removeComment: (input: { id: string; version: number }) => Promise<Answer<void>>;
}

/** An act that got no answer is a refusal too: what was written stays where it is. */
export async function answered<Value>(asked: Promise<Answer<Value>>, failed: () => string): Promise<Answer<Value>> {
  try {
    return await asked;
  } catch (error) {
    console.error("an act of triage got no answer:", error);
    return { ok: false, message: failed(), fields: {} };
  }
}

/** The fields that a sentence of the store begins with. */
const named = /^(reason|proof|expiresAt|reviewer|selector|assignee|at)\b/;

/** The sentences of a refusal by field, whatever act the field belongs to; "" is the whole. */
export function fieldsOf({ message, fields }: Refusal): Record<string, string> {
  const entries = Object.entries(fields).map(([path, sentence]) => [path.split(".").at(-1) ?? "", sentence] as const);
  if (entries.length > 0) return Object.fromEntries(entries);
  return { [named.exec(message)?.[1] ?? ""]: message };
}
