import { Lexer, LineCounter, parseDocument } from "yaml";
import { hasEnded, isAboutNode, portRange } from "../../domain/expected-port.ts";
import type { BaselineEntry, BaselineProblem, PortBaseline } from "../../domain/port-baseline.ts";
import { readEntry } from "./read-entry.ts";
import { scopeOf } from "./write-baseline.ts";
import { mostProblems, type Place, quoted, YamlReader } from "./yaml-reader.ts";

export const baselineKeys = ["apiVersion", "kind", "cluster", "expected"] as const;
const mostBytes = 512_000;
const mostEntries = 5_000;
/** A list has four levels. */
const mostLevels = 50;

/** A node as far as an entry can name it. */
export interface KnownNode {
  node: string;
  role: string;
  distribution: string;
}

export interface ParseFor {
  now: Date;
  /** Name of the cluster that it is to be saved for; any where absent. */
  cluster?: string;
  /** Its nodes, to tell entries that are about none. */
  nodes?: readonly KnownNode[];
}

export interface ParsedBaseline {
  /** null where there is an error. */
  baseline: PortBaseline | null;
  problems: BaselineProblem[];
}

interface Read {
  entry: BaselineEntry;
  at: Place;
  /** Read once: thousands of entries are each compared with those above. */
  range: ReturnType<typeof portRange>;
}

/** Reads a baseline; every problem names its line, what is wrong and what is possible. */
export function parseBaseline(text: string, asked: ParseFor): ParsedBaseline {
  if (text.length > mostBytes) return refused(`The text has ${text.length} characters; ${mostBytes} are read.`);
  if (isTooDeep(text)) return refused(`The text nests more than ${mostLevels} levels; a list has four.`);
  const lines = new LineCounter();
  // Keys that stand twice are told by the reader: the library compares each key with every other.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: false, uniqueKeys: false });
  const reader = new YamlReader(lines);
  for (const { pos, message } of document.errors) reader.error({ offset: pos[0] }, sentence(message));
  if (document.errors.length > 0) return { baseline: null, problems: reader.problems };
  const baseline = readDocument(reader, document.contents, asked);
  const problems = reader.problems.sort((a, b) => a.line - b.line || a.column - b.column).slice(0, mostProblems);
  return { baseline: problems.some(({ severity }) => severity === "error") ? null : baseline, problems };
}

/** Counted before it is read: the parser calls itself for each level, and its errors would fill the memory. */
function isTooDeep(text: string): boolean {
  let [brackets, marks] = [0, 0];
  for (const token of new Lexer().lex(text)) {
    if (token === "[" || token === "{") brackets += 1;
    else if (token === "]" || token === "}") brackets -= 1;
    // "- - - x" on one line: each opens a level.
    if (token === "-" || token === "?") marks += 1;
    else if (token.trim() !== "") marks = 0;
    if (brackets > mostLevels || marks > mostLevels) return true;
  }
  return false;
}

const refused = (message: string): ParsedBaseline => ({
  baseline: null,
  problems: [{ severity: "error", line: 1, column: 1, message }],
});

const sentence = (message: string) => `This is no YAML: ${message.trim().replace(/\.$/, "")}.`;

function readDocument(reader: YamlReader, contents: unknown, asked: ParseFor): PortBaseline | null {
  const top = { offset: 0 };
  const fields = reader.fields(contents, "The text", baselineKeys, top);
  if (!fields) return null;
  readFixed(reader, fields.get("apiVersion"), "apiVersion", "breakwater.dev/v1");
  readFixed(reader, fields.get("kind"), "kind", "PortBaseline");
  const cluster = readCluster(reader, fields.get("cluster"), asked);
  const list = fields.get("expected");
  if (!list) return reader.error(top, "expected is missing: the list of ports; [] where none is expected.");
  const items = reader.list(list.value, "expected", list.at);
  if (!items || cluster === null) return null;
  if (items.length > mostEntries)
    return reader.error(list.at, `expected has ${items.length} entries; ${mostEntries} are possible.`);
  const read = items.flatMap((item): Read[] => {
    const entry = readEntry(reader, item, list.at);
    return entry ? [{ entry, at: reader.placeOf(item, list.at), range: portRange(entry.ports) }] : [];
  });
  const scopes = new Set<string>();
  for (const [index, one] of read.entries()) {
    const scope = scopeOf(one.entry);
    const above = scopes.has(scope) ? "twin" : read.slice(0, index).find((other) => covers(other, one));
    scopes.add(scope);
    warn(reader, one, above, asked);
  }
  return { apiVersion: "breakwater.dev/v1", kind: "PortBaseline", cluster, expected: read.map(({ entry }) => entry) };
}

type Field = { value: unknown; at: Place } | undefined;

function readFixed(reader: YamlReader, field: Field, key: string, value: string): void {
  if (!field) return void reader.error({ offset: 0 }, `${key} is missing; write ${key}: ${value}.`);
  const text = reader.text(field.value, key, field.at);
  if (text !== null && text !== value) reader.error(field.at, `${key} cannot be ${quoted(text)}; it is ${value}.`);
}

function readCluster(reader: YamlReader, field: Field, { cluster }: ParseFor): string | null {
  if (!field) return reader.error({ offset: 0 }, `cluster is missing: ${cluster ?? "the name of the cluster"}.`);
  const text = reader.text(field.value, "cluster", field.at);
  if (text === null || cluster === undefined || text === cluster) return text;
  return reader.error(field.at, `This list is for the cluster ${quoted(text)}, and not for ${quoted(cluster)}.`);
}

/** What can be saved and should be looked at: over, said twice, about no node, not thought about yet. */
function warn(
  reader: YamlReader,
  { entry, at }: Read,
  above: Read | "twin" | undefined,
  { now, nodes }: ParseFor,
): void {
  const say = (message: string) => reader.say("warning", at, message);
  if (hasEnded(entry, now)) say(`This entry ended on ${entry.until}: the port counts as unexpected.`);
  if (above === "twin") say("This entry says the same port of the same nodes again.");
  else if (above) say(`An entry above covers this one already (${above.entry.ports}/${above.entry.protocol}).`);
  if (nodes && nodes.length > 0 && !nodes.some((node) => isAboutNode(entry, node)))
    say("This entry can never match: the cluster has no such node.");
  if (/^TODO\b/.test(entry.because)) say("because is still to be written.");
}

/** Everything that `narrow` expects, `wide` expects as well, and as long. */
function covers({ entry: wide, range: outer }: Read, { entry: narrow, range: inner }: Read): boolean {
  if (!outer || !inner || wide.protocol !== narrow.protocol || inner[0] < outer[0] || inner[1] > outer[1]) return false;
  const keys = ["role", "distribution", "name"] as const;
  if (keys.some((key) => wide.nodes[key] !== undefined && wide.nodes[key] !== narrow.nodes[key])) return false;
  if (wide.service !== undefined && wide.service !== narrow.service) return false;
  if (wide.from && !(narrow.from ?? []).every((kind) => wide.from?.includes(kind))) return false;
  if (wide.from && !narrow.from) return false;
  return wide.until === undefined || (narrow.until !== undefined && narrow.until <= wide.until);
}
