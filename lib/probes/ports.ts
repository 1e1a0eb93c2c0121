import { AppError } from "../domain/errors.ts";

const highest = 65_535;

/** Writes ports as ranges: [22, 80, 81] becomes "22,80-81". Doubles and order do not matter. */
export function formatPortRanges(ports: Iterable<number>): string {
  const sorted = [...new Set(ports)].sort((a, b) => a - b);
  const ranges: string[] = [];
  for (let start = 0; start < sorted.length; ) {
    let end = start;
    while (sorted[end + 1] === (sorted[end] ?? 0) + 1) end += 1;
    ranges.push(start === end ? `${sorted[start]}` : `${sorted[start]}-${sorted[end]}`);
    start = end + 1;
  }
  return ranges.join(",");
}

/** Reads "22,80,30000-32767" into ascending ports without doubles. Throws AppError "invalid" that names the part. */
export function parsePorts(list: string): number[] {
  const parts = list.split(",").map((part) => part.trim());
  if (parts.every((part) => part === "")) {
    throw new AppError("invalid", 'No port was given. Write ports and ranges like "22,80,30000-32767".');
  }
  const ports = new Set<number>();
  for (const part of parts) for (const port of parseRange(part)) ports.add(port);
  return [...ports].sort((a, b) => a - b);
}

function parseRange(part: string): number[] {
  const shown = JSON.stringify(part.slice(0, 40));
  const match = /^(\d{1,6})(?:\s*-\s*(\d{1,6}))?$/.exec(part);
  if (!match) {
    throw new AppError("invalid", `${shown} is no port. Write ports and ranges like "22,80,30000-32767".`);
  }
  const first = Number(match[1]);
  const last = match[2] === undefined ? first : Number(match[2]);
  for (const port of [first, last]) {
    if (port < 1 || port > highest) {
      throw new AppError("invalid", `Port ${port} in ${shown} is out of range: ports go from 1 to ${highest}.`);
    }
  }
  if (last < first) {
    throw new AppError("invalid", `The range ${shown} runs backwards. Write the lower port first: "${last}-${first}".`);
  }
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
