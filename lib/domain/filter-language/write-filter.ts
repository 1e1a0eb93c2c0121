import { filterFields } from "./fields.ts";
import { mergeTerms } from "./parse-filter.ts";
import { isSpecial } from "./read-value.ts";
import type { FilterTerm, FilterValue } from "./terms.ts";

const quote = (text: string): string => `"${text.replaceAll(/["\\]/g, "\\$&")}"`;

/** A name as it must be written after a field. */
export function writeName(text: string): string {
  return text === "" || isSpecial(text) || /[\s",*\\]|^[<>=]/.test(text) ? quote(text) : text;
}

// What could be read as anything but a word stands in quotes.
const writeWord = (text: string): string => (text === "" || /[\s"*\\:<>=]|^-./.test(text) ? quote(text) : text);

/** Between the stars what needs quotes stands in them; a word's glob never has any. */
const writeGlob = (text: string): string =>
  text
    .split("*")
    .map((part) => (part === "" ? part : writeName(part)))
    .join("*");

function writeValue(value: FilterValue, plain: (text: string) => string): string {
  switch (value.kind) {
    case "word":
      return plain(value.text);
    case "glob":
      return plain === writeWord ? value.text : writeGlob(value.text);
    case "special":
      return value.name;
    case "range":
      return value.from === value.to ? String(value.from) : `${value.from}-${value.to}`;
    case "rank":
      return `${value.than}${value.text}`;
    case "span":
      return `${value.than}${value.amount}${value.unit}`;
    case "date":
      return `${value.than === "=" ? "" : value.than}${value.text}`;
  }
}

/** One term as text: `-state:accepted`, `age>30d`, `"two words"`. */
export function writeTerm({ field, not, values }: FilterTerm): string {
  const minus = not ? "-" : "";
  if (field === "text") return values.map((value) => minus + writeValue(value, writeWord)).join(" ");
  const written = values.map((value) => writeValue(value, filterFields[field].kind === "name" ? writeName : String));
  const compared = values.length === 1 && /^[<>]/.test(written[0] ?? "");
  return `${minus}${field}${compared ? "" : ":"}${written.join(",")}`;
}

/** A filter in its one way of writing; `parseFilter` reads the same terms from it. */
export function writeFilter(terms: readonly FilterTerm[]): string {
  return mergeTerms(terms).map(writeTerm).join(" ");
}
