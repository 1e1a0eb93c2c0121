import type { PortState } from "../domain/port-state.ts";
import { portRanges } from "./port-ranges.ts";

/** Numbers that stand for a state in PortState, PortHistory and, two to a byte, in PortTarget; 0 is "not known". */
export const stateCodes = { closed: 1, open: 2, filtered: 3, "open|filtered": 4 } as const satisfies Record<
  PortState,
  number
>;
export const unknownCode = 0;
/** In a table of codes by port: never looked at. Not stored. */
export const notLooked = 255;

const states: readonly (PortState | null)[] = [null, "closed", "open", "filtered", "open|filtered"];

/** Gives the state behind a stored number; null is "not known". */
export function stateOf(code: number): PortState | null {
  return states[code] ?? null;
}

export function codeOf(state: PortState | null): number {
  return state === null ? unknownCode : stateCodes[state];
}

/** A code for every port, all "not looked at". */
export function emptyCodes(): Uint8Array {
  return new Uint8Array(65_536).fill(notLooked);
}

/** Sorts ranges and joins those that touch, so that the same ports are always written alike. */
export function mergeRanges(ranges: readonly (readonly [number, number])[]): [number, number][] {
  const merged: [number, number][] = [];
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

export function formatRanges(ranges: readonly (readonly [number, number])[]): string {
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(",");
}

/** Writes the codes of the ports in merged ranges, two to a byte in their order. */
export function encodeCodes(codes: Uint8Array, ranges: readonly (readonly [number, number])[]): Buffer {
  const size = ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0);
  const packed = Buffer.alloc(Math.ceil(size / 2));
  let index = 0;
  for (const [from, to] of ranges) {
    for (let port = from; port <= to; port += 1, index += 1) {
      const at = index >> 1;
      packed[at] = (packed[at] ?? 0) | ((codes[port] ?? unknownCode) << ((index % 2) * 4));
    }
  }
  return packed;
}

/** Reads back what encodeCodes wrote, into `codes` where one is given. */
export function decodeCodes(ports: string, packed: Uint8Array, codes = emptyCodes()): Uint8Array {
  let index = 0;
  for (const [from, to] of portRanges(ports)) {
    for (let port = from; port <= to; port += 1, index += 1)
      codes[port] = ((packed[index >> 1] ?? 0) >> ((index % 2) * 4)) & 15;
  }
  return codes;
}
