import { printable } from "./result-order.ts";

/** What a spreadsheet begins a formula with; East Asian ones also take the wide forms. */
const formula = /^[=+\-@\uff1d\uff0b\uff0d\uff20]/;

/** Quotes a printable cell; one that a spreadsheet would run as a formula gets an apostrophe (OWASP, CSV injection). */
export function csvCell(text: string): string {
  const value = printable(text).trimStart();
  const harmless = formula.test(value) ? `'${value}` : value;
  return /[",;]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
