import { type Document, isMap, isScalar, isSeq, LineCounter, parseDocument, visit, type YAMLMap } from "yaml";
import { AppError } from "../domain/errors.ts";
import { isDeepYaml } from "./deep-yaml.ts";

/** A mapping of a kubeconfig: its values as plain strings, and the line that each key stands on. */
export interface Section {
  line: number;
  text(key: string): string | null;
  section(key: string): Section | null;
  has(key: string): boolean;
  lineOf(key: string): number;
  /** The sequence under a key, its mappings only; throws when it is something else. */
  list(key: string): Section[];
  /** The sequence of plain strings under a key. */
  texts(key: string): string[];
}

const maximumLength = 1024 * 1024;

export function refuseLine(line: number, what: string): never {
  throw new AppError("invalid", `Line ${line} of the kubeconfig: ${what}`);
}

/**
 * Reads a kubeconfig's text with every scalar as a string.
 * The parser's own messages quote the text, credentials included, so only positions are passed on.
 */
export function readKubeconfigDocument(text: string): Section {
  if (text.trim() === "") throw new AppError("invalid", "The kubeconfig is empty.");
  if (text.length > maximumLength) throw new AppError("invalid", "The kubeconfig is larger than 1 MiB.");
  if (isDeepYaml(text)) throw new AppError("invalid", "The kubeconfig nests too deep to be one.");
  const lines = new LineCounter();
  const settings = { lineCounter: lines, prettyErrors: false, schema: "failsafe", uniqueKeys: false } as const;
  const document = parseDocument(text, settings);
  const [error] = document.errors;
  if (error) {
    const at = lines.linePos(error.pos[0]);
    refuseLine(at.line, `it is not YAML at column ${at.col}.`);
  }
  refuseDoubles(document, lines);
  if (!isMap(document.contents)) {
    throw new AppError("invalid", "The kubeconfig is not a YAML mapping with clusters, users and contexts.");
  }
  return toSection(document.contents, lines);
}

/** The parser's own search for doubles compares every key with every other: a long file would hold the server up. */
function refuseDoubles(document: Document.Parsed, lines: LineCounter): void {
  visit(document, {
    Map(_, map) {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value)) refuseLine(lines.linePos(key.range?.[0] ?? 0).line, "a key stands there twice.");
        seen.add(key.value);
      }
    },
  });
}

function toSection(map: YAMLMap, lines: LineCounter): Section {
  const line = lines.linePos(map.range?.[0] ?? 0).line;
  const pair = (key: string) => map.items.find((item) => isScalar(item.key) && item.key.value === key);
  const lineOf = (key: string) => {
    const node = pair(key)?.key;
    return isScalar(node) && node.range ? lines.linePos(node.range[0]).line : line;
  };
  const items = (key: string): unknown[] => {
    const value = pair(key)?.value;
    if (value === undefined || value === null || (isScalar(value) && isEmpty(value.value))) return [];
    return isSeq(value) ? value.items : refuseLine(lineOf(key), `"${key}" is not a list.`);
  };
  return {
    line,
    lineOf,
    has: (key) => pair(key) !== undefined,
    text: (key) => {
      const value = pair(key)?.value;
      if (value === undefined || value === null || (isScalar(value) && isEmpty(value.value))) return null;
      return isScalar(value) ? String(value.value) : refuseLine(lineOf(key), `"${key}" is not a plain value.`);
    },
    section: (key) => {
      const value = pair(key)?.value;
      return isMap(value) ? toSection(value, lines) : null;
    },
    list: (key) =>
      items(key).map((item) =>
        isMap(item) ? toSection(item, lines) : refuseLine(lineOf(key), `"${key}" holds something that is no mapping.`),
      ),
    texts: (key) =>
      items(key).map((item) =>
        isScalar(item) ? String(item.value) : refuseLine(lineOf(key), `"${key}" holds something that is no text.`),
      ),
  };
}

function isEmpty(value: unknown): boolean {
  return value === null || value === "" || value === "~" || value === "null";
}
