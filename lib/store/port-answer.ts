import type { Exchange, Observation } from "../domain/observation.ts";
import { insertReturning, selectRows } from "./bulk.ts";
import type { Transaction } from "./client.ts";
import { jsonText } from "./json-text.ts";
import { sha256 } from "./sha256.ts";

/** What answered at a port, under a hash that is the same as long as it answers the same. */
export interface Answer {
  hash: string;
  service: string | null;
  facts: Observation;
}

const plain = new Set(["node", "address", "port", "protocol", "state", "service", "vantage", "at", "rttMs", "reason"]);

function steadyExchange({ durationMs: _duration, bytes: _bytes, summary, ...rest }: Exchange) {
  // Sizes and counts of bodies move with every request ("12,345 bytes"); what kind of answer it is does not.
  return { ...rest, summary: summary.replaceAll(/\d[\d,.]*/g, "#") };
}

/** Most ports that are told said nothing: this is asked a hundred thousand times a scan. */
function isPlain(seen: Observation): boolean {
  for (const key in seen) if (!plain.has(key) && seen[key as keyof Observation] !== undefined) return false;
  return true;
}

/** What is the same as long as it answers the same; null for a port of which nothing but its state is known. */
export function steadyFacts(seen: Observation): Record<string, unknown> | null {
  if (seen.service === null && isPlain(seen)) return null;
  const said = Object.entries(seen).filter(([key, value]) => !plain.has(key) && value !== undefined);
  const { exchanges, http, kubelet, etcd } = seen;
  return {
    ...Object.fromEntries(said),
    service: seen.service,
    // How many pods and keys there are just now is evidence of a verdict, not who answers.
    ...(kubelet ? { kubelet: { ...kubelet, podCount: 0, privilegedPods: [] } } : {}),
    ...(etcd ? { etcd: { ...etcd, registryKeys: etcd.registryKeys === null ? null : 0 } } : {}),
    ...(exchanges ? { exchanges: exchanges.map(steadyExchange) } : {}),
    ...(http ? { http: { ...http, bodyBytes: 0 } } : {}),
  };
}

/** Null for a port of which nothing but its state is known. */
export function answerOf(seen: Observation): Answer | null {
  const steady = steadyFacts(seen);
  if (steady === null) return null;
  const hash = sha256(jsonText(steady), "base64url");
  return { hash, service: seen.service, facts: seen };
}

/** Keeps each answer once and gives its id by hash. */
export async function keepAnswers(tx: Transaction, answers: readonly Answer[]): Promise<Map<string, number>> {
  const wanted = new Map(answers.map((answer) => [answer.hash, answer]));
  // In one order everywhere, so that two transactions that keep the same answers never wait for each other in a ring.
  const hashes = [...wanted.keys()].sort();
  const known = new Map<string, number>();
  const read = async (missing: readonly string[]) => {
    // Without its facts it was emptied by retention, and is filled again below under the same id.
    const rows = await selectRows<{ id: number; hash: string }>(
      tx,
      'select "id", "hash" from "PortAnswer" where "hash" = any($1::text[]) and "facts" is not null',
      missing,
    );
    for (const { id, hash } of rows) known.set(hash, id);
  };
  if (hashes.length > 0) await read(hashes);
  const absent = hashes.filter((hash) => !known.has(hash));
  const columns = { hash: "text", service: "text", facts: "jsonb" };
  const into = {
    table: "PortAnswer",
    columns,
    onConflict: 'on conflict ("hash") do update set "facts" = excluded."facts" where "PortAnswer"."facts" is null',
    returning: '"id", "hash"',
  };
  const rows = absent.flatMap((hash) => wanted.get(hash) ?? []);
  for (const { id, hash } of await insertReturning<Answer, { id: number; hash: string }>(tx, into, rows))
    known.set(hash, id);
  // Another transaction may have kept some of them meanwhile.
  const late = absent.filter((hash) => !known.has(hash));
  if (late.length > 0) await read(late);
  return known;
}
