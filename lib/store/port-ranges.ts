import type { Sweep } from "../domain/observation.ts";

/** Reads "2379-2381,10250" as pairs of first and last port; what is no port is left out. */
export function portRanges(ports: string): [from: number, to: number][] {
  return ports.split(",").flatMap((part): [number, number][] => {
    const match = /^\s*(\d{1,5})(?:\s*-\s*(\d{1,5}))?\s*$/.exec(part);
    const from = Number(match?.[1] ?? Number.NaN);
    const to = Number(match?.[2] ?? from);
    return from <= to && to <= 65_535 ? [[from, to]] : [];
  });
}

/** False for a sweep that was cut short: it does not say which of its ports it left out. */
export function isWholeSweep({ ports, open, closed, filtered, failed }: Sweep): boolean {
  const asked = portRanges(ports).reduce((sum, [from, to]) => sum + to - from + 1, 0);
  return open + closed + filtered + failed >= asked;
}
