import type { Answer } from "./port-answer.ts";
import { portRanges } from "./port-ranges.ts";
import {
  decodeCodes,
  emptyCodes,
  encodeCodes,
  formatRanges,
  mergeRanges,
  notLooked,
  stateCodes,
} from "./port-states.ts";
import type { SeenTarget } from "./seen-targets.ts";

/** A target as it is stored. */
export interface KnownTarget {
  id: number;
  ports: string;
  states: Buffer;
  firstLookedAt: string;
  looks: { id: number; ports: string; firstAt: string }[] | null;
}

/** A row of PortState with what answered. */
export interface KnownPort {
  targetId: number;
  port: number;
  state: number;
  answerId: number | null;
  since: string;
  hash: string | null;
  service: string | null;
}

/** A port whose row is written: what it is now, and what it was; `before` is null on the first look. */
export interface Difference {
  key: string;
  targetId: number;
  port: number;
  code: number;
  answer: Answer | null;
  before: { code: number; answerId: number | null; service: string | null; since: string } | null;
}

const now = emptyCodes();
const then = emptyCodes();

function clear(codes: Uint8Array, ports: string): void {
  for (const [from, to] of portRanges(ports)) codes.fill(notLooked, from, to + 1);
}

/** When a port without a row was looked at for the first time: since then it has been what it was. */
function firstLook(known: KnownTarget, port: number): string {
  const looks = (known.looks ?? []).filter(({ ports }) =>
    portRanges(ports).some(([from, to]) => from <= port && port <= to),
  );
  return looks.map(({ firstAt }) => firstAt).sort((a, b) => Date.parse(a) - Date.parse(b))[0] ?? known.firstLookedAt;
}

/** Compares one target with what is stored of it. What was not looked at this time stays as it was. */
export function differences(target: SeenTarget, known: KnownTarget, ports: readonly KnownPort[]) {
  decodeCodes(target.ports, target.states, now);
  decodeCodes(known.ports, known.states, then);
  const rowOf = new Map(ports.map((row) => [row.port, row]));
  const found: Difference[] = [];
  for (const [from, to] of portRanges(target.ports)) {
    for (let port = from; port <= to; port += 1) {
      const code = now[port] ?? notLooked;
      const was = then[port] ?? notLooked;
      const answer = target.answers.get(port) ?? null;
      const row = rowOf.get(port);
      // A re-check that ended while the scan still ran has seen this port later than the scan did.
      if (row && was !== notLooked && Date.parse(row.since) > Date.parse(target.at)) continue;
      const base = { key: target.key, targetId: known.id, port, code, answer };
      if (was === notLooked) {
        if (target.listed.has(port) || code === stateCodes.open || code === stateCodes["open|filtered"])
          found.push({ ...base, before: null });
      } else if (code !== was || (row?.hash ?? null) !== (answer?.hash ?? null)) {
        const { answerId = null, service = null } = row ?? {};
        const since = row?.since ?? firstLook(known, port);
        found.push({ ...base, before: { code: was, answerId, service, since } });
      }
      then[port] = code;
    }
  }
  const all = mergeRanges([...portRanges(known.ports), ...portRanges(target.ports)]);
  const states = encodeCodes(then, all);
  clear(now, target.ports);
  clear(then, formatRanges(all));
  const hashes = new Map(ports.flatMap(({ port, hash }) => (hash === null ? [] : [[port, hash] as const])));
  for (const { port, answer } of found) {
    if (answer) hashes.set(port, answer.hash);
    else hashes.delete(port);
  }
  return { id: known.id, ports: formatRanges(all), states, hashes, found };
}
