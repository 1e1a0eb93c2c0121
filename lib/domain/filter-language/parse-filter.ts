import { type FilterField, fieldNames, filterFields, findField } from "./fields.ts";
import { nearestWord } from "./nearest-word.ts";
import { type KnownNames, readValue, takeComparison } from "./read-value.ts";
import { type FilterProblem, type FilterTerm, type FilterValue, isComparison, type problemKinds } from "./terms.ts";
import { type Character, isQuoted, said, splitAt, type Token, tokenize } from "./tokens.ts";

export interface ParsedFilter {
  terms: FilterTerm[];
  /** Empty where all of it could be read; else the terms are not what was asked, and nothing may be done by them. */
  problems: FilterProblem[];
}

/** Characters of a filter; an address must hold it. */
export const maxFilterLength = 2000;
const maxTokens = 100;

/** What names in Kubernetes and addresses begin with before a colon: such a word has no field. */
const ofNames = ["system", "http", "https", "kubeadm", "eks"];

interface Split {
  not: boolean;
  /** null: a word without a field. */
  name: Character[] | null;
  rest: Character[];
}

/** `-name:rest`, `name>rest`, or a word. */
function split({ characters }: Token): Split {
  const not = characters.length > 1 && characters[0]?.text === "-" && !characters[0].quoted;
  const body = not ? characters.slice(1) : characters;
  const end = body.findIndex(({ text, quoted }) => quoted || !/[a-z-]/i.test(text));
  const after = end > 0 ? body[end] : undefined;
  if (!after || after.quoted || !/[:<>=]/.test(after.text)) return { not, name: null, rest: body };
  const name = body.slice(0, end);
  const written = said(name);
  const isName = /^[a-z][a-z-]*$/i.test(written) && !ofNames.includes(written.toLowerCase());
  // "a=b" is a word like any other, unless it nearly is a field.
  const isMeant = after.text === ":" || findField(written) || nearestWord(written, fieldNames);
  if (!isName || !isMeant) return { not, name: null, rest: body };
  return { not, name, rest: /[:=]/.test(after.text) ? body.slice(end + 1) : body.slice(end) };
}

const place = (characters: readonly Character[], token: Token) => ({
  start: characters[0]?.at ?? token.end,
  end: (characters.at(-1)?.at ?? token.end - 1) + 1,
});

function wordTerm({ not, rest }: Split): FilterTerm {
  const text = said(rest);
  const isGlob = !isQuoted(rest) && text.includes("*") && /[^*]/.test(text);
  const value: FilterValue = isGlob ? { kind: "glob", text: text.replaceAll(/\*+/g, "*") } : { kind: "word", text };
  return { field: "text", not, values: [value] };
}

interface Reading {
  term?: FilterTerm;
  problems: FilterProblem[];
}

function readValues(field: FilterField, { not, rest }: Split, token: Token, known: KnownNames): Reading {
  const problems: FilterProblem[] = [];
  const values: FilterValue[] = [];
  for (const part of splitAt(rest, ",")) {
    const { than, rest: value } = takeComparison(part);
    const answer = readValue(field, than, value, known);
    if ("possible" in answer) {
      const at = part.length > 0 ? place(part, token) : { start: token.start, end: token.end };
      problems.push({ ...answer, ...at, word: said(value), field });
    } else values.push(answer);
  }
  const single = filterFields[field].kind === "instant";
  if (single && (not || values.length > 1)) {
    const kind = not ? "not-negated" : "only-once";
    problems.push({ kind, start: token.start, end: token.end, word: field, field, possible: [] });
  }
  return { term: { field, not, values }, problems };
}

function readToken(token: Token, known: KnownNames): Reading {
  if (token.openQuote !== null) {
    const open = { start: token.openQuote, end: token.end, word: said(token.characters), possible: [] };
    return { problems: [{ kind: "open-quote", ...open }] };
  }
  const parts = split(token);
  if (parts.name === null) return said(parts.rest) === "" ? { problems: [] } : { term: wordTerm(parts), problems: [] };
  const written = said(parts.name);
  const field = findField(written);
  if (field) return readValues(field, parts, token, known);
  const nearest = nearestWord(written, fieldNames);
  const unknown = { kind: "unknown-field" as const, word: written, possible: fieldNames, ...place(parts.name, token) };
  return { problems: [nearest === undefined ? unknown : { ...unknown, nearest }] };
}

const sameValue = (a: FilterValue, b: FilterValue): boolean => JSON.stringify(a) === JSON.stringify(b);
/** What holds for itself however often it is said: words, and marks that a finding may have several of. */
const apart: readonly FilterField[] = ["text", "has", "is"];
const widens = ({ field, values }: FilterTerm): boolean => !apart.includes(field) && !values.some(isComparison);

function unique(values: readonly FilterValue[]): FilterValue[] {
  return values.filter((value, index) => values.findIndex((other) => sameValue(other, value)) === index);
}

/** Names of one field stand together: said twice, it is either of them. Comparisons and words each hold for themselves. */
export function mergeTerms(terms: readonly FilterTerm[]): FilterTerm[] {
  const merged: FilterTerm[] = [];
  for (const term of terms) {
    const at = merged.findIndex(
      (one) => widens(one) && widens(term) && one.field === term.field && one.not === term.not,
    );
    const earlier = merged[at];
    if (earlier) merged[at] = { ...earlier, values: unique([...earlier.values, ...term.values]) };
    else if (!merged.some((one) => JSON.stringify(one) === JSON.stringify({ ...term, values: unique(term.values) }))) {
      merged.push({ ...term, values: unique(term.values) });
    }
  }
  return merged;
}

const whole = (kind: (typeof problemKinds)[number], text: string, from: number): ParsedFilter => ({
  terms: [],
  problems: [{ kind, start: from, end: text.length, word: "", possible: [] }],
});

/** Reads a filter. `known` are names that are known beforehand, so that a misspelt one is said. Never throws. */
export function parseFilter(text: string, known: KnownNames = {}): ParsedFilter {
  if (text.length > maxFilterLength) return whole("too-long", text, maxFilterLength);
  const tokens = tokenize(text);
  if (tokens.length > maxTokens) return whole("too-many", text, tokens[maxTokens]?.start ?? 0);
  const readings = tokens.map((token) => readToken(token, known));
  const problems = readings.flatMap((reading) => reading.problems);
  const terms = mergeTerms(readings.flatMap(({ term }) => (term && term.values.length > 0 ? [term] : [])));
  const days = terms.find(({ field, values }) => field === "at" && values.length > 1);
  const second = tokens.filter((_, index) => readings[index]?.term?.field === "at")[1];
  if (days && second && problems.length === 0) {
    problems.push({ kind: "only-once", start: second.start, end: second.end, word: "at", field: "at", possible: [] });
  }
  return { terms, problems };
}
