import type { Evidence } from "../../domain/evidence.ts";
import type { Sweep } from "../../domain/observation.ts";

export interface RangeSweep {
  /** True when at least one address was looked at over the whole range. */
  isWhole: boolean;
  /** Ports without any answer, and ports whose probe broke, in the sweeps of the range. */
  filtered: number;
  failed: number;
  answered: number;
}

type Range = [first: number, last: number];

/** How much of a port range of one node the sweeps looked at. */
export function sweptRange(evidence: Evidence, node: string, [first, last]: readonly [number, number]): RangeSweep {
  const sweeps = evidence.sweeps.filter((sweep) => sweep.node === node && sweep.protocol === "TCP");
  const touching = sweeps.filter(({ ports }) => rangesOf(ports).some(([from, to]) => from <= last && to >= first));
  const byAddress = Map.groupBy(touching.filter(isFinished), ({ address, vantage }) => `${address} ${vantage.name}`);
  const sum = (count: (sweep: Sweep) => number) => touching.reduce((total, sweep) => total + count(sweep), 0);
  return {
    isWhole: [...byAddress.values()].some((list) =>
      covers(
        list.flatMap(({ ports }) => rangesOf(ports)),
        first,
        last,
      ),
    ),
    filtered: sum(({ filtered }) => filtered),
    failed: sum(({ failed }) => failed),
    answered: sum(({ open, closed }) => open + closed),
  };
}

/** A sweep that was cut short does not say which ports it left out. */
function isFinished({ ports, open, closed, filtered, failed }: Sweep): boolean {
  const asked = rangesOf(ports).reduce((sum, [from, to]) => sum + to - from + 1, 0);
  return open + closed + filtered + failed >= asked;
}

function covers(ranges: Range[], first: number, last: number): boolean {
  let next = first;
  for (const [from, to] of ranges.toSorted((a, b) => a[0] - b[0])) {
    if (from > next) break;
    next = Math.max(next, to + 1);
  }
  return next > last;
}

function rangesOf(ports: string): Range[] {
  return ports.split(",").flatMap((part): Range[] => {
    const match = /^\s*(\d+)(?:\s*-\s*(\d+))?\s*$/.exec(part);
    return match ? [[Number(match[1]), Number(match[2] ?? match[1])]] : [];
  });
}
