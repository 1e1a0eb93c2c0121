import { type Expectation, entriesAbout, expectationOf, hasEnded, type OpenPort } from "../../domain/expected-port.ts";
import type { BaselineEntry } from "../../domain/port-baseline.ts";

export interface Drift<Port extends OpenPort = OpenPort> {
  port: Port;
  expectation: Exclude<Expectation, { kind: "expected" | "unconfirmed" }>;
}

export interface EntryStanding {
  entry: BaselineEntry;
  /** Open ports of nodes that it is about. */
  open: number;
  ended: boolean;
  /** Days until its last one, 0 on it; null where it does not end or has ended. */
  endsInDays: number | null;
}

export interface BaselineStanding<Port extends OpenPort = OpenPort> {
  drift: Drift<Port>[];
  /** Open ports that are expected. */
  expected: number;
  entries: EntryStanding[];
}

const dayMs = 86_400_000;

function endsIn(entry: BaselineEntry, now: Date): number | null {
  if (entry.until === undefined || hasEnded(entry, now)) return null;
  return Math.round((Date.parse(entry.until) - Date.parse(now.toISOString().slice(0, 10))) / dayMs);
}

/** How a baseline stands against the ports that are open, by the same rule as the check. */
export function standBaseline<Port extends OpenPort>(
  entries: readonly BaselineEntry[],
  open: readonly Port[],
  now: Date,
): BaselineStanding<Port> {
  const drift: Drift<Port>[] = [];
  const matches = new Map<BaselineEntry, number>();
  let expected = 0;
  for (const port of open) {
    for (const entry of entriesAbout(entries, port)) matches.set(entry, (matches.get(entry) ?? 0) + 1);
    const expectation = expectationOf(entries, port, now);
    if (expectation.kind === "expected") expected += 1;
    else if (expectation.kind !== "unconfirmed") drift.push({ port, expectation });
  }
  return {
    drift,
    expected,
    entries: entries.map((entry) => ({
      entry,
      open: matches.get(entry) ?? 0,
      ended: hasEnded(entry, now),
      endsInDays: endsIn(entry, now),
    })),
  };
}
