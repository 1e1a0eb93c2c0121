import { type FilterField, fieldNames, filterFields, findField } from "./fields.ts";
import { choicesOf } from "./read-value.ts";
import { type Character, said, type Token, tokenize } from "./tokens.ts";
import { writeName } from "./write-filter.ts";

export interface Suggestion {
  /** What is put in, from `start` to before `end` of the completion. */
  insert: string;
  /** What people read. */
  text: string;
  field: FilterField;
  kind: "field" | "value";
  /** How many findings it would leave, where that is known. */
  count?: number;
  /** Another name of the value: a check's title, a cluster's name. */
  label?: string;
}

export interface Completion {
  start: number;
  end: number;
  suggestions: Suggestion[];
}

export interface KnownValue {
  value: string;
  count?: number;
  label?: string;
}

/** Values by field, as far as they are known; of a field that is left out, what the language itself knows. */
export type Vocabulary = Partial<Record<FilterField, readonly KnownValue[]>>;

/** What stands at the caret: the beginning of a field or word, or of a value. */
export interface FilterSlot {
  start: number;
  end: number;
  /** null: before the colon, where fields are named. */
  field: FilterField | null;
  prefix: string;
  not: boolean;
}

const most = 12;

function valueSlot(token: Token, colon: number, field: FilterField, caret: number): FilterSlot {
  const not = token.characters[0]?.text === "-" && !token.characters[0].quoted;
  const after = token.characters.slice(colon);
  const isEdge = ({ text, quoted }: Character) => !quoted && /[:,<>=]/.test(text);
  const edge = after.findLast((character) => isEdge(character) && character.at < caret);
  const start = edge ? edge.at + 1 : caret;
  const next = after.find((character) => isEdge(character) && character.at >= caret);
  const prefix = said(after.filter(({ at }) => at >= start && at < caret));
  return { start, end: next?.at ?? token.end, field, prefix, not };
}

/** What the caret stands at. */
export function slotAt(text: string, caret: number): FilterSlot {
  const token = tokenize(text).find(({ start, end }) => start <= caret && caret <= end);
  if (!token) return { start: caret, end: caret, field: null, prefix: "", not: false };
  const not = token.characters[0]?.text === "-" && !token.characters[0].quoted;
  const start = token.start + (not ? 1 : 0);
  const colon = token.characters.findIndex(({ text: one, quoted }) => !quoted && /[:<>=]/.test(one));
  const at = token.characters[colon]?.at ?? token.end;
  const field = findField(text.slice(start, at));
  if (field && colon >= 0 && caret > at) return valueSlot(token, colon, field, caret);
  return { start, end: token.end, field: null, prefix: text.slice(start, Math.max(start, caret)), not };
}

/** First what begins so, then what has it inside. */
function ranked<Item>(items: readonly Item[], prefix: string, of: (item: Item) => readonly string[]): Item[] {
  const wanted = prefix.toLowerCase();
  const begins = items.filter((item) => of(item).some((text) => text.toLowerCase().startsWith(wanted)));
  const holds = items.filter(
    (item) => !begins.includes(item) && of(item).some((text) => text.toLowerCase().includes(wanted)),
  );
  return [...begins, ...holds];
}

const isTime = (field: FilterField): boolean => ["age", "moment", "due", "instant"].includes(filterFields[field].kind);

/** Values of ages and days are endless: examples of them are offered. */
function examplesOf(field: FilterField): KnownValue[] {
  const written = filterFields[field].examples.filter((example) => example.startsWith(field));
  return written.map((example) => ({ value: example.slice(field.length).replace(/^:/, "") }));
}

function valuesOf(field: FilterField, vocabulary: Vocabulary): readonly KnownValue[] {
  const words = choicesOf(field).map((value) => ({ value }));
  const known = vocabulary[field];
  if (isTime(field)) return examplesOf(field);
  if (!known) return words;
  const own = words.filter(({ value }) => !known.some((one) => one.value === value));
  return [...known, ...own];
}

function written(field: FilterField, value: string): string {
  const isWord = choicesOf(field).includes(value) || filterFields[field].kind !== "name";
  return isWord ? value : writeName(value);
}

function valuesAt({ field, prefix }: { field: FilterField; prefix: string }, vocabulary: Vocabulary): Suggestion[] {
  const known = ranked(valuesOf(field, vocabulary), prefix, ({ value, label = "" }) => [value, label]);
  return known.slice(0, most).map(({ value, ...more }) => ({
    insert: `${written(field, value)} `,
    text: value === "" ? '""' : value,
    field,
    kind: "value",
    ...more,
  }));
}

/** A comparison begins with its sign; all others with a colon. */
const begin = (field: FilterField): string => (filterFields[field].kind === "age" ? `${field}>` : `${field}:`);

function fieldsAt(prefix: string, vocabulary: Vocabulary): Suggestion[] {
  const fields = fieldNames
    .filter((field) => field.startsWith(prefix.toLowerCase()))
    .map((field) => ({ insert: begin(field), text: begin(field), field, kind: "field" as const }));
  if (prefix.length < 2) return fields;
  // "crit" may be meant as severity:critical.
  const values = fieldNames
    .filter((field) => filterFields[field].kind === "choice" || (vocabulary[field]?.length ?? 0) > 0)
    .flatMap((field) =>
      valuesOf(field, vocabulary)
        .filter(({ value }) => value.toLowerCase().startsWith(prefix.toLowerCase()))
        .map(({ value, ...more }) => ({
          insert: `${field}:${written(field, value)} `,
          text: `${field}:${value}`,
          field,
          kind: "value" as const,
          ...more,
        })),
    );
  return [...fields, ...values].slice(0, most);
}

/** What can stand at the caret. */
export function completeFilter(text: string, caret: number, vocabulary: Vocabulary = {}): Completion {
  const slot = slotAt(text, caret);
  const { start, end, field, prefix } = slot;
  if (field) return { start, end, suggestions: valuesAt({ field, prefix }, vocabulary) };
  return { start, end, suggestions: fieldsAt(prefix, vocabulary) };
}

/** The text with a suggestion in place, and where the caret stands then; a space that is there already is not doubled. */
export function applySuggestion(text: string, { start, end }: Completion, { insert }: Suggestion) {
  const rest = insert.endsWith(" ") ? text.slice(end).replace(/^ /, "") : text.slice(end);
  // Within a list the next value follows at once.
  const put = rest.startsWith(",") ? insert.trimEnd() : insert;
  return { text: text.slice(0, start) + put + rest, caret: start + put.length };
}
