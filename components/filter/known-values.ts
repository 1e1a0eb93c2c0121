import { type FilterField, type KnownValue, parseFilter, writeFilter } from "../../lib/domain/filter-language/index.ts";
import type { FilterFieldValue } from "../../lib/domain/views/finding-view.ts";

const counted: readonly FilterField[] = [
  ...(["severity", "state", "verdict", "check", "component", "cluster", "role", "distribution", "namespace"] as const),
  ...(["node", "zone", "port", "protocol", "vantage", "assignee", "due"] as const),
];

/** Fields whose values the server counts. */
export const isCounted = (field: FilterField): boolean => counted.includes(field);

export interface ValuesQuestion {
  field: FilterField;
  prefix: string;
  /** The rest of the filter; left out where it cannot be read. */
  rest: string;
  cluster: string | null;
  limit: number;
}

/** The address that answers which values a field has beside the rest of a filter. */
export function valuesAddress({ field, prefix, rest, cluster, limit }: ValuesQuestion): string {
  const { terms, problems } = parseFilter(rest);
  const query = new URLSearchParams({ field, limit: String(limit) });
  if (prefix) query.set("prefix", prefix.slice(0, 200));
  if (cluster) query.set("cluster", cluster);
  if (problems.length === 0 && terms.length > 0) query.set("q", writeFilter(terms));
  return `/api/v1/findings/values?${query}`;
}

const timeoutMs = 10_000;
const kept = new Map<string, { at: number; values: KnownListedValue[] }>();
const keptMs = 15_000;

export type KnownListedValue = FilterFieldValue & { label?: string | null };

/** Asks the server; throws a sentence where it does not answer. */
export async function readValues(question: ValuesQuestion, signal: AbortSignal): Promise<KnownListedValue[]> {
  const address = valuesAddress(question);
  const known = kept.get(address);
  if (known && Date.now() - known.at < keptMs) return known.values;
  const answer = await fetch(address, { signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]) });
  const body = (await answer.json()) as { items?: KnownListedValue[]; detail?: string };
  if (!answer.ok || !body.items) throw new Error(body.detail ?? answer.statusText);
  if (kept.size > 200) kept.clear();
  kept.set(address, { at: Date.now(), values: body.items });
  return body.items;
}

/** What is listed, as completion takes it: what has none is called "none". */
export function knownValues(values: readonly KnownListedValue[]): KnownValue[] {
  return values.map(({ value, count, label }) => ({ value: value || "none", count, ...(label ? { label } : {}) }));
}
