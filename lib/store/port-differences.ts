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
import { targetClasses } from "./target-classes.ts";
import { targetSections } from "./target-sections.ts";

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

/** Ports whose states differ, where the same ports were looked at as before; two lie in a byte. */
export function differingPorts(ports: string, a: Uint8Array, b: Uint8Array): number[] {
  const differing: number[] = [];
  let index = 0;
  for (const [from, to] of portRanges(ports)) {
    for (let port = from; port <= to; port += 1, index += 1) {
      const at = index >> 1;
      if (a[at] === b[at]) continue;
      const shift = (index % 2) * 4;
      if ((((a[at] ?? 0) ^ (b[at] ?? 0)) >> shift) & 15) differing.push(port);
    }
  }
  return differing;
}

/** Ports that may differ: where the same ports were looked at, those of differing bytes and those that answer or did. */
function candidates(
  target: SeenTarget,
  known: KnownTarget,
  { ports, full }: { ports: readonly KnownPort[]; full: boolean },
): number[] {
  const ranges = portRanges(target.ports);
  if (target.ports !== known.ports) {
    return ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, index) => from + index));
  }
  const telling = full ? [...target.answers.keys(), ...ports.map(({ port }) => port)] : [];
  return [...new Set([...differingPorts(target.ports, target.states, known.states), ...telling])];
}

/**
 * Compares one target with what is stored of it. What was not looked at this time stays as it was. `full` says that all
 * rows of the target are given; else only those of differingPorts, because everything answers as before.
 */
export function differences(
  target: SeenTarget,
  known: KnownTarget,
  rows: { ports: readonly KnownPort[]; full: boolean },
) {
  const { ports, full } = rows;
  decodeCodes(target.ports, target.states, now);
  decodeCodes(known.ports, known.states, then);
  const rowOf = new Map(ports.map((row) => [row.port, row]));
  const found: Difference[] = [];
  for (const port of candidates(target, known, rows)) {
    const code = now[port] ?? notLooked;
    const was = then[port] ?? notLooked;
    const answer = target.answers.get(port) ?? null;
    const row = rowOf.get(port);
    // Looked at by an earlier and wider look alone.
    if (code === notLooked) continue;
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
  const same = target.ports === known.ports;
  const all = same ? portRanges(known.ports) : mergeRanges([...portRanges(known.ports), ...portRanges(target.ports)]);
  const states = encodeCodes(then, all);
  const sections = targetSections(then, all);
  const classes = targetClasses(then, all);
  clear(now, target.ports);
  clear(then, formatRanges(all));
  const compared = { id: known.id, ports: same ? known.ports : formatRanges(all), states, sections, classes, found };
  if (!full) return { ...compared, hashes: null };
  const hashes = new Map(ports.flatMap(({ port, hash }) => (hash === null ? [] : [[port, hash] as const])));
  for (const { port, answer } of found) {
    if (answer) hashes.set(port, answer.hash);
    else hashes.delete(port);
  }
  return { ...compared, hashes };
}
