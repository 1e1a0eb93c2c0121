import type { RemediationContext } from "../lib/domain/remediation.ts";

/** The values a remediation was filled with, longest first, so that "worker-10" is found before "worker-1". */
export function markedValues(context: RemediationContext): string[] {
  const values = [
    context.nodeName,
    context.subject.name,
    context.address,
    String(context.port),
    ...context.controlPlaneAddresses,
    ...context.podCIDRs,
    ...Object.values(context.values),
  ];
  const usable = values.filter((value): value is string => typeof value === "string" && value.length > 2);
  return [...new Set(usable)].sort((a, b) => b.length - a.length);
}

interface Part {
  text: string;
  marked: boolean;
  offset: number;
}

const escaped = (value: string) => value.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Cuts a text at every whole occurrence of a value: "443" is not found in "6443" or "10.443". */
export function splitAtValues(text: string, values: readonly string[]): Part[] {
  if (values.length === 0) return [{ text, marked: false, offset: 0 }];
  const pattern = new RegExp(`(?<![\\w.-])(${values.map(escaped).join("|")})(?![\\w]|[.-]\\w)`, "g");
  const parts: Part[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) parts.push({ text: text.slice(end, match.index), marked: false, offset: end });
    parts.push({ text: match[0], marked: true, offset: match.index });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), marked: false, offset: end });
  return parts;
}
