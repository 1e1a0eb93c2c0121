import { Document, isMap, isSeq, parseDocument, type YAMLMap } from "yaml";
import { AppError } from "../../domain/errors.ts";
import { portRange } from "../../domain/expected-port.ts";
import type { BaselineEntry, PortBaseline } from "../../domain/port-baseline.ts";
import { entryKeys } from "./read-entry.ts";

const layout = { lineWidth: 0, minContentWidth: 0 } as const;

/** What an entry is about, whoever wants it and why: two with the same are one. */
export function scopeOf({ ports, protocol, nodes, service, from }: BaselineEntry): string {
  return JSON.stringify([placeOf({ ports, protocol, nodes, ...(service ? { service } : {}) }), from ?? null]);
}

/** The same without the places from which it may be open. */
export function placeOf({
  ports,
  protocol,
  nodes,
  service,
}: Pick<BaselineEntry, "ports" | "protocol" | "nodes" | "service">) {
  return JSON.stringify([ports, protocol, nodes.role ?? "", nodes.distribution ?? "", nodes.name ?? "", service ?? ""]);
}

function byPlace(a: BaselineEntry, b: BaselineEntry): number {
  const [first, second] = [portRange(a.ports), portRange(b.ports)];
  const order = (first?.[0] ?? 0) - (second?.[0] ?? 0) || (first?.[1] ?? 0) - (second?.[1] ?? 0);
  return order || compare(scopeOf(a), scopeOf(b)) || compare(a.because, b.because);
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** As it is written: keys in their order, nothing that says nothing, a port as a number. */
function plain(entry: BaselineEntry): Record<string, unknown> {
  const fields = entryKeys.flatMap((key): [string, unknown][] => {
    const value = entry[key];
    if (value === undefined || (key === "nodes" && Object.keys(entry.nodes).length === 0)) return [];
    return [[key, key === "ports" && /^\d+$/.test(entry.ports) ? Number(entry.ports) : value]];
  });
  return Object.fromEntries(fields);
}

/** Comment lines: whatever is in them stays a comment. */
const comment = (lines: readonly string[]) => lines.map((line) => ` ${line.replaceAll(/\s+/g, " ")}`).join("\n");

/** The canonical text: the same entries give the same text, whatever order they come in. */
export function writeBaseline({ cluster, expected }: PortBaseline, notes: readonly string[] = []): string {
  const document = new Document({
    apiVersion: "breakwater.dev/v1",
    kind: "PortBaseline",
    cluster,
    expected: expected.toSorted(byPlace).map(plain),
  });
  if (notes.length > 0) document.comment = comment(notes);
  return document.toString(layout);
}

/** Adds entries to a text and keeps its comments; one about the same port of the same nodes is replaced. AppError "invalid" for a text that cannot be read. */
export function withEntries(text: string, entries: readonly BaselineEntry[]): string {
  const document = parseDocument(text, { merge: false });
  const list: unknown = document.get("expected");
  if (document.errors.length > 0 || !isMap(document.contents))
    throw new AppError("invalid", "The saved text cannot be read; edit it first.");
  const items = isSeq(list) ? list : document.createNode([]);
  items.flow = false;
  if (items !== list) document.set("expected", items);
  for (const entry of entries) {
    const same = items.items.findIndex((item) => isMap(item) && placeOf(entryOf(item)) === placeOf(entry));
    const old = items.items[same];
    if (isMap(old)) replace(document, old, entry);
    else items.add(document.createNode(plain(entry)));
  }
  return document.toString(layout);
}

/** As much of an entry of the text as says what it is about. */
function entryOf(item: YAMLMap): Pick<BaselineEntry, "ports" | "protocol" | "nodes" | "service"> {
  const value = item.toJSON() as Partial<BaselineEntry>;
  const { protocol = "TCP", nodes, service } = value;
  return { ports: String(value.ports), protocol, nodes: nodes ?? {}, ...(service ? { service } : {}) };
}

function replace(document: Document, old: YAMLMap, entry: BaselineEntry): void {
  const fields = plain(entry);
  for (const key of ["from", "owner", "because", "until"]) {
    if (fields[key] === undefined) old.delete(key);
    else old.set(key, document.createNode(fields[key]));
  }
}
