import type { RemediationContext } from "../lib/domain/remediation.ts";
import { settingComponents } from "../lib/domain/setting.ts";

const address = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]*:[\da-f:.]*:[\da-f.]*)(?:\/\d{1,3})?$/i;
const namespaced = /^[a-z\d][a-z\d.-]*\/[a-z\d][a-z\d.-]*$/;
/** A Service may be called kubelet: in a command the word is the program's. */
const isComponent = (name: string) => settingComponents.some((component) => component === name);

/**
 * Names and addresses of this cluster that a remediation was filled with, longest first, so that "worker-10" is found
 * before "worker-1". Words of Kubernetes itself are none.
 */
export function markedValues(context: RemediationContext): string[] {
  const { subject } = context;
  const values = [
    context.nodeName,
    isComponent(subject.name) ? null : subject.name,
    subject.namespace === undefined ? null : `${subject.namespace}/${subject.name}`,
    context.address,
    ...context.controlPlaneAddresses,
    ...context.podCIDRs,
    ...Object.values(context.values).filter((value) => address.test(value) || namespaced.test(value)),
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
