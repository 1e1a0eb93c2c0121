import { isAlias, isMap, isScalar, isSeq, type LineCounter, type Node, type YAMLMap } from "yaml";
import type { BaselineProblem } from "../../domain/port-baseline.ts";
import { meant } from "./nearest-word.ts";

const shownChars = 60;
/** So many are told; what comes after them is not looked at. */
export const mostProblems = 100;

/** Text of a person in a message: one line, not too long. */
export function quoted(value: unknown): string {
  const text = String(value).replaceAll(/\s+/g, " ");
  return `"${text.length > shownChars ? `${text.slice(0, shownChars)}…` : text}"`;
}

/** A value with its place in the text. */
export interface Place {
  offset: number;
}

/** Reads maps, lists and texts of a YAML document and notes what does not fit, where it stands. */
export class YamlReader {
  readonly problems: BaselineProblem[] = [];
  readonly #lines: LineCounter;
  constructor(lines: LineCounter) {
    this.#lines = lines;
  }

  say(severity: BaselineProblem["severity"], { offset }: Place, message: string): void {
    const { line, col } = this.#lines.linePos(offset);
    this.problems.push({ severity, line: Math.max(1, line), column: Math.max(1, col), message });
  }

  error(place: Place, message: string): null {
    this.say("error", place, message);
    return null;
  }

  placeOf(node: unknown, otherwise: Place): Place {
    const range = (node as Node | null)?.range;
    return range ? { offset: range[0] } : otherwise;
  }

  /** The values of a map by key, each key one of `keys`; null where it is no map. */
  fields(
    node: unknown,
    what: string,
    keys: readonly string[],
    place: Place,
  ): Map<string, { value: unknown; at: Place }> | null {
    const here = this.placeOf(node, place);
    if (isAlias(node))
      return this.error(here, `${what} is an alias (*name); write it out, so that a reviewer reads it.`);
    if (!isMap(node)) return this.error(here, `${what} has to be a map with ${keys.join(", ")}.`);
    return this.#entries(node, what, keys, here);
  }

  #entries(map: YAMLMap, what: string, keys: readonly string[], place: Place) {
    const fields = new Map<string, { value: unknown; at: Place }>();
    for (const pair of map.items) {
      if (this.problems.length >= mostProblems) break;
      const at = this.placeOf(pair.key, place);
      const name = isScalar(pair.key) ? String(pair.key.value) : "";
      if (fields.has(name)) this.error(at, `${what} has ${name} twice; leave one of them.`);
      else if (keys.includes(name)) fields.set(name, { value: pair.value, at: this.placeOf(pair.value, at) });
      else this.error(at, `${what} has no ${quoted(name)}; ${meant(name, keys)}`);
    }
    return fields;
  }

  list(node: unknown, what: string, place: Place): unknown[] | null {
    const here = this.placeOf(node, place);
    if (isSeq(node)) return node.items;
    return this.error(here, `${what} has to be a list; begin each item with "- ".`);
  }

  /** A text or number as text, trimmed; null where it is neither or empty. */
  text(node: unknown, what: string, place: Place): string | null {
    const here = this.placeOf(node, place);
    const value = isScalar(node) ? node.value : undefined;
    if (typeof value !== "string" && typeof value !== "number") return this.error(here, `${what} has to be a text.`);
    const text = String(value).trim();
    // What neither the database nor a page can show: an escape as "\0" writes it.
    if (/[^\P{Cc}\t\n\r]/u.test(text)) return this.error(here, `${what} has a control character in it.`);
    return text === "" ? this.error(here, `${what} must not be empty.`) : text;
  }

  oneOf<Word extends string>(node: unknown, what: string, words: readonly Word[], place: Place): Word | null {
    const text = this.text(node, what, place);
    if (text === null) return null;
    const found = words.find((word) => word === text);
    return found ?? this.error(this.placeOf(node, place), `${what} cannot be ${quoted(text)}; ${meant(text, words)}`);
  }
}
