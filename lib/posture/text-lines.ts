import type { EvidenceItem } from "../domain/check.ts";
import type { Observation } from "../domain/observation.ts";

/** What differs from look to look and from node to node without being another answer. */
const passing = new Set([
  "node",
  "address",
  "at",
  "vantage",
  "rttMs",
  "durationMs",
  "bytes",
  "bodyBytes",
  "port",
  "protocol",
]);
const mostLines = 400;

function flatten(value: unknown, path: string, into: string[]): void {
  if (into.length >= mostLines || value === undefined) return;
  if (Array.isArray(value)) {
    if (value.length === 0) into.push(`${path}: none`);
    for (const [index, item] of value.entries()) flatten(item, `${path}[${index}]`, into);
  } else if (typeof value === "object" && value !== null) {
    for (const [name, item] of Object.entries(value)) {
      if (!passing.has(name)) flatten(item, path ? `${path}.${name}` : name, into);
    }
  } else into.push(`${path}: ${value === null ? "not known" : String(value)}`);
}

/** What answered at a port as "tls.version: TLSv1.3", a line each, without times and sizes; at most 400 lines. */
export function answerLines(seen: Partial<Observation>): string[] {
  const lines: string[] = [];
  flatten(seen, "", lines);
  return lines;
}

/** Evidence as lines of text without its times: what was sent, what came back, and the details; at most 400 lines. */
export function evidenceLines(evidence: readonly Omit<EvidenceItem, "at">[]): string[] {
  const lines = evidence.flatMap(({ sent, received, detail = [] }) => [
    ...sent.split("\n").map((line) => `→ ${line}`),
    ...received.split("\n").map((line) => `← ${line}`),
    ...detail.map((line) => `  ${line}`),
  ]);
  return lines.slice(0, mostLines);
}
