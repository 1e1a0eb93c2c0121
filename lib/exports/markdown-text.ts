import { printable } from "./result-order.ts";

/**
 * Names of targets are not trusted: nothing in a text may become markup, a list, a mention or a link. References, where an
 * escape would not keep GitHub from making a link of an address.
 */
export function plainMarkdown(text: string): string {
  return printable(text.toWellFormed())
    .replaceAll("&", "&amp;")
    .replace(/[\\`*_{}[\]<>#|!~]/g, (character) => `\\${character}`)
    .replace(/^(\s*)([-+=])/, "$1\\$2")
    .replace(/^(\s*\d+)([.)])/, "$1\\$2")
    .replaceAll("://", "&#58;//")
    .replace(/\bwww\./gi, (match) => `${match.slice(0, 3)}&#46;`)
    .replaceAll("@", "@\u200b");
}

/** The fence is longer than any run of backticks inside, so that nothing inside can end it (CommonMark 4.5). */
export function fenced(code: string, language = ""): string {
  const runs = [...code.matchAll(/`+/g)].map(([run]) => run.length);
  const fence = "`".repeat(Math.max(3, Math.max(0, ...runs) + 1));
  const lines = code
    .toWellFormed()
    .split(/\r\n|\r|\n/)
    .map(printable);
  return [`${fence}${language}`, ...lines, fence].join("\n");
}

/** A cell of a table: one line, in which no character ends the cell. */
export const markdownCell = (text: string): string => plainMarkdown(text).trim();
