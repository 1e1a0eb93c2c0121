import type { Observation } from "../../lib/domain/observation.ts";

/** What moves with every request and says nothing of who answers. */
const volatile = new Set(["durationMs", "bytes", "bodyBytes", "at", "rttMs", "node", "address", "port", "vantage"]);

function linesOf(path: string, value: unknown): string[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) {
    if (value.length === 0) return [];
    if (value.every((item) => typeof item !== "object")) return [`${path}: ${value.join(", ")}`];
    return value.flatMap((item, index) => linesOf(`${path}[${index}]`, item));
  }
  if (typeof value !== "object") return [`${path}: ${String(value)}`];
  return Object.entries(value)
    .filter(([key]) => !volatile.has(key))
    .flatMap(([key, inner]) => linesOf(path ? `${path}.${key}` : key, inner));
}

/** A recorded answer as lines that can be compared: "kubelet.access: open", without sizes and durations. */
export function answerLines(answer: Partial<Observation> | undefined): string[] {
  return answer ? linesOf("", answer) : [];
}
