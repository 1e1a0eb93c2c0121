import { printable } from "./result-order.ts";

/** Quotes a printable cell; one that a spreadsheet would run as a formula gets an apostrophe (OWASP, CSV injection). */
export function csvCell(text: string): string {
  const value = printable(text).trimStart();
  const harmless = /^[=+\-@]/.test(value) ? `'${value}` : value;
  return /[",]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
