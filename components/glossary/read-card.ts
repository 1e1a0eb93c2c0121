import type { GlossaryTerm } from "../../lib/domain/glossary/index.ts";
import type { ReferencePort } from "../../lib/domain/port-reference/index.ts";

export interface TermEntry {
  id: GlossaryTerm;
  term: string;
  is: string;
  why: string;
}

export type CardContent =
  | { kind: "term"; entry: TermEntry }
  | { kind: "port"; port: number; rows: readonly ReferencePort[] };

/** Read once a page: what a port is does not change while one looks at it. */
const read = new Map<string, Promise<CardContent | null>>();

async function items<Item>(path: string): Promise<Item[]> {
  const response = await fetch(path, { headers: { accept: "application/json" }, signal: AbortSignal.timeout(10_000) });
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  return ((await response.json()) as { items: Item[] }).items;
}

async function fetchCard({ term, port }: DOMStringMap): Promise<CardContent | null> {
  if (term) {
    const [entry] = await items<TermEntry>(`/api/v1/glossary?term=${encodeURIComponent(term)}`);
    return entry ? { kind: "term", entry } : null;
  }
  const [number = "", protocol = "TCP"] = (port ?? "").split("/");
  const rows = await items<ReferencePort>(`/api/v1/ports?port=${encodeURIComponent(number)}&protocol=${protocol}`);
  return { kind: "port", port: Number(number), rows };
}

/** What an element with `data-term` or `data-port` ("10250/TCP") asks for; rejects where it could not be read. */
export function readCard({ dataset }: HTMLElement): Promise<CardContent | null> {
  const key = dataset.term ?? dataset.port ?? "";
  const known = read.get(key);
  if (known) return known;
  const reading = fetchCard(dataset);
  read.set(key, reading);
  reading.catch(() => read.delete(key));
  return reading;
}
