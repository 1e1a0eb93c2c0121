import type { Language } from "../domain/preferences.ts";
import { reader } from "./reader.ts";
import { german, germanSentences } from "./sentences/german.ts";
import { filledIn, fillIn, type Pieces, piecesOf } from "./sentences/template.ts";

interface Known {
  pieces: Pieces;
  twin: string;
}

/** Sentences with places by their first word; "" holds those that begin with a place. */
type Table = { whole: ReadonlyMap<string, string>; byWord: ReadonlyMap<string, readonly Known[]> };

const firstWord = (text: string): string => /^\S+(?=\s)/.exec(text)?.[0] ?? "";
const length = ({ pieces }: Known): number => pieces.join("").length;

function tableOf(twins: Readonly<Record<string, string>>): Table {
  const whole = new Map<string, string>();
  const known: Known[] = [];
  for (const [sentence, twin] of Object.entries(twins)) {
    const pieces = piecesOf(sentence);
    if (pieces.length === 1) whole.set(sentence, twin);
    else known.push({ pieces, twin });
  }
  // Of two that fit, the one that says more by itself is the one that was meant.
  known.sort((a, b) => length(b) - length(a));
  return { whole, byWord: Map.groupBy(known, ({ pieces }) => firstWord(pieces[0])) };
}

let ofSentences: Table | undefined;
let ofParts: Table | undefined;

/** Made when a German reader is first told something; words such as "open" are ours only inside of a sentence. */
function tableAt(depth: number): Table {
  if (depth === 0) {
    ofSentences ??= tableOf(germanSentences);
    return ofSentences;
  }
  ofParts ??= tableOf(german);
  return ofParts;
}

/** A field, a host or a node before the sentence about it: "days: ask for at most 400 days". */
const ofField = /^(\S{1,300}): ([\s\S]+)$/;
/** A part of a sentence may itself have parts. */
const deepest = 3;

function inGerman(sentence: string, depth = 0): string {
  const table = tableAt(depth);
  const twin = table.whole.get(sentence);
  if (twin !== undefined) return twin;
  if (depth > deepest) return sentence;
  for (const word of new Set([firstWord(sentence), ""])) {
    for (const known of table.byWord.get(word) ?? []) {
      const values = filledIn(sentence, known.pieces);
      if (values) return fillIn(known.twin, values, (part) => inGerman(part, depth + 1));
    }
  }
  const named = ofField.exec(sentence);
  return named ? `${named[1]}: ${inGerman(named[2] ?? "", depth + 1)}` : sentence;
}

/**
 * A sentence that was thrown or stored in English, in the words of who reads it. One that has no twin stays as it is: a
 * check's own text, or one that is in the reader's language already. For the server alone: its table is not for browsers.
 */
export function inReadersWords(sentence: string, language: Language = reader().language): string {
  return language === "de" ? inGerman(sentence) : sentence;
}

/** Under these names views carry sentences of ours. */
const named = new Set(["message", "trouble", "problem", "where", "endedReason", "reason", "why"]);

/** What people wrote and may write again has a version, and stays as they wrote it. */
const isWritten = (key: string, of: object): boolean => key === "reason" && "version" in of;

function told(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(told);
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const parts = Object.entries(value).map(([key, part]): [string, unknown] => {
    if (typeof part !== "string") return [key, told(part)];
    return [key, named.has(key) && !isWritten(key, value) ? inGerman(part) : part];
  });
  return Object.fromEntries(parts);
}

/** A view with its sentences in the words of who reads it; for English the view itself. */
export function withReadersWords<View>(view: View, language: Language = reader().language): View {
  return language === "de" ? (told(view) as View) : view;
}
