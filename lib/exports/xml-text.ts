import { printable } from "./result-order.ts";

/** What XML 1.0 cannot carry even as a reference. */
const notInXml = /[\uFFFE\uFFFF]/g;

/** A text for an element or an attribute in double quotes, whatever a target is called. */
export function xmlText(text: string): string {
  return printable(text.toWellFormed())
    .replaceAll(notInXml, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
