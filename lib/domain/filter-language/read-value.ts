import { type FilterField, filterFields } from "./fields.ts";
import { nearestWord } from "./nearest-word.ts";
import {
  type Comparison,
  comparisons,
  type FilterProblem,
  type FilterProblemKind,
  type FilterValue,
  type SpanUnit,
  type Special,
  specials,
} from "./terms.ts";
import { type Character, isQuoted, said } from "./tokens.ts";

/** Names that are known beforehand; those of other fields are taken as they are. */
export type KnownNames = Partial<Record<FilterField, readonly string[]>>;

export type ValueAnswer = FilterValue | Pick<FilterProblem, "kind" | "nearest" | "possible">;

const problem = (kind: FilterProblemKind, possible: readonly string[], word?: string): ValueAnswer => {
  const nearest = word === undefined ? undefined : nearestWord(word, possible);
  return { kind, possible, ...(nearest === undefined ? {} : { nearest }) };
};

interface Written {
  field: FilterField;
  than: Comparison | null;
  text: string;
  quoted: boolean;
  hasStar: boolean;
  known: KnownNames;
}

/** All words that may stand after a field. */
export function choicesOf(field: FilterField): readonly string[] {
  const { values = [], specials: own = [] } = filterFields[field];
  return [...values, ...own];
}

function special({ field, text, quoted }: Written): FilterValue | undefined {
  if (quoted) return undefined;
  const word = text === "-" ? "none" : text.toLowerCase();
  const name = filterFields[field].specials?.find((one: Special) => one === word);
  return name ? { kind: "special", name } : undefined;
}

function readChoice(written: Written): ValueAnswer {
  const { field, than, text, hasStar } = written;
  const { values = [], ranked } = filterFields[field];
  const word = values.find((value) => value.toLowerCase() === text.toLowerCase());
  if (hasStar && !word) return problem("no-glob", choicesOf(field));
  if (than === null)
    return special(written) ?? (word ? { kind: "word", text: word } : problem("unknown-value", choicesOf(field), text));
  if (!ranked) return problem("no-comparison", choicesOf(field));
  return word ? { kind: "rank", than, text: word } : problem("unknown-value", values, text);
}

/** A name as it is, or with `*`. Where the names are known, one that is none of them is said at once. */
function readName(written: Written): ValueAnswer {
  const { field, than, text, hasStar, known } = written;
  if (than !== null) return problem("no-comparison", choicesOf(field));
  const word = special(written);
  if (word) return word;
  const names = known[field];
  if (!hasStar) {
    const name = names?.find((one) => one.toLowerCase() === text.toLowerCase());
    if (names && name === undefined) return problem("unknown-value", names, text);
    return { kind: "word", text: name ?? text };
  }
  const glob = { kind: "glob" as const, text: text.replaceAll(/\*+/g, "*") };
  const matches = names?.some((one) => globPattern(glob.text).test(one)) ?? true;
  return matches ? glob : problem("unknown-value", names ?? [], text);
}

/** What a glob means, for whole names in any case. */
export function globPattern(glob: string): RegExp {
  const parts = glob.split("*").map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "i");
}

function readPort(written: Written): ValueAnswer {
  const { field, than, text } = written;
  const examples = filterFields[field].examples;
  if (than !== null) return problem("no-comparison", examples);
  const word = special(written);
  if (word) return word;
  const [, first, last] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
  const from = Number(first);
  const to = last === undefined ? from : Number(last);
  const fits = first !== undefined && from >= 1 && to <= 65_535 && from <= to;
  return fits ? { kind: "range", from, to } : problem("not-a-port", examples);
}

const isDay = (text: string): boolean => {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : new Date(Number.NaN);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
};
const isInstant = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/i.test(text) &&
  isDay(text.slice(0, 10)) &&
  !Number.isNaN(Date.parse(text));

function readTime(written: Written): ValueAnswer {
  const { field, than, text } = written;
  const { kind, examples } = filterFields[field];
  const word = than === null ? special(written) : undefined;
  if (word) return word;
  const [, amount, unit] = /^(\d{1,4})([mhdw])$/i.exec(text) ?? [];
  if (amount && unit && Number(amount) > 0) {
    if (than === null) return problem("needs-comparison", examples);
    return { kind: "span", than, amount: Number(amount), unit: unit.toLowerCase() as SpanUnit };
  }
  if (kind !== "age" && isDay(text)) return { kind: "date", than: than ?? "=", text };
  return problem(kind === "age" ? "not-a-span" : "not-a-date", [...choicesOf(field), ...examples], text);
}

function readInstant({ field, than, text }: Written): ValueAnswer {
  const { examples } = filterFields[field];
  if (than !== null) return problem("no-comparison", examples);
  if (isDay(text) || isInstant(text)) return { kind: "date", than: "=", text: isDay(text) ? text : text.toUpperCase() };
  return problem("not-a-date", examples);
}

const readers = {
  choice: readChoice,
  name: readName,
  port: readPort,
  age: readTime,
  moment: readTime,
  due: readTime,
  instant: readInstant,
  text: readName,
};

/** Takes a comparison off the front: ">=high" is two things. */
export function takeComparison(characters: readonly Character[]): { than: Comparison | null; rest: Character[] } {
  const plain = characters.slice(0, 2).map(({ text, quoted }) => (quoted ? " " : text));
  const than = comparisons.find((one) => plain.join("").startsWith(one)) ?? null;
  return { than, rest: characters.slice(than?.length ?? 0) };
}

/** One value of a field; a problem where it is none. */
export function readValue(
  field: FilterField,
  than: Comparison | null,
  value: readonly Character[],
  known: KnownNames,
): ValueAnswer {
  const text = said(value);
  const hasStar = value.some((character) => character.text === "*" && !character.quoted);
  if (text === "") return problem("missing-value", [...choicesOf(field), ...filterFields[field].examples]);
  return readers[filterFields[field].kind]({ field, than, text, quoted: isQuoted(value), hasStar, known });
}

export const isSpecial = (text: string): boolean =>
  text === "-" || specials.some((name) => name === text.toLowerCase());
