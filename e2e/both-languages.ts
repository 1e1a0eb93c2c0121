import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";

type Texts = Record<string, unknown>;

const messages = join(import.meta.dirname, "..", "lib", "messages");

function leaves(texts: Texts): unknown[] {
  return Object.values(texts).flatMap((text) =>
    typeof text === "object" && text !== null ? leaves(text as Texts) : [text],
  );
}

async function textsOf(language: string): Promise<unknown[]> {
  const files = readdirSync(join(messages, language)).filter((file) => file !== "plural.ts");
  const areas = await Promise.all(files.map((file) => import(join(messages, language, file)) as Promise<Texts>));
  return areas.flatMap((area) => leaves({ ...area }));
}

/** Four words and more that a text writes between its values; fewer may as well be of a check's text, which is English. */
function fragments(text: unknown): string[] {
  const templates = String(text).match(/`[^`]*`/g) ?? [];
  const written = templates.flatMap((template) => template.slice(1, -1).split(/\$\{[^}]*\}/));
  return written.map((part) => part.trim()).filter((part) => /^[A-Za-z]{2,}(?: [A-Za-z]+){3,}/.test(part));
}

export interface English {
  /** Texts that German says otherwise. */
  whole: ReadonlySet<string>;
  /** What English texts with values in them write, and no German one does. */
  parts: readonly string[];
}

/** What a German reader must not be given, as the two catalogues say it. */
export async function englishOnly(): Promise<English> {
  const [en, de] = await Promise.all([textsOf("en"), textsOf("de")]);
  const isText = (text: unknown) => typeof text === "string";
  const german = new Set(de.filter(isText));
  const whole = new Set(en.filter(isText).filter((text) => /[A-Za-z]{2}/.test(text) && !german.has(text)));
  const spoken = de.map(String).join("\n");
  const parts = en.filter((text) => typeof text === "function").flatMap(fragments);
  return { whole, parts: [...new Set(parts)].filter((part) => !spoken.includes(part)) };
}

/** Everything that a page says: what is seen, what a reader of the screen is told, and its title. */
export function saidOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const spoken = ["aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "title", "alt"];
    // Code, evidence and what a person typed are not the interface's words.
    const quoted = "script, style, code, pre, kbd, samp, textarea, [contenteditable], [lang]:not(html, [lang=de])";
    const said = [document.title];
    const isShown = (element: Element) => element.checkVisibility({ visibilityProperty: true });
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement, nodeValue } = walker.currentNode;
      const host = parentElement?.closest("select") ?? parentElement;
      if (host && parentElement && !parentElement.closest(quoted) && isShown(host)) said.push(nodeValue ?? "");
    }
    for (const element of document.querySelectorAll("body *")) {
      if (!isShown(element)) continue;
      for (const name of [...spoken, "placeholder"]) said.push(element.getAttribute(name) ?? "");
    }
    return [...new Set(said.map((text) => text.replaceAll(/\s+/g, " ").trim()).filter((text) => text !== ""))];
  });
}

/** What of it is in English: a text of the catalogue, a sentence of it with values, a date or a number of English form. */
export function englishIn(said: readonly string[], { whole, parts }: English): string[] {
  const months = "January|February|March|May|June|July|October|December|Oct|Dec|Mar";
  const english: [what: string, pattern: RegExp][] = [
    ["a date", new RegExp(`\\b\\d{1,2} (?:${months})\\b|\\b(?:${months}) \\d{1,4}\\b`)],
    ["a number", /(?<![\d.,])\d{1,3},\d{3}(?![\d,])|\b\d+\.\d ?%/],
    ["a span", /^\d+ (?:s|min|h|d)(?: ago)?$|^\d+ days?$/],
  ];
  return said.flatMap((text) => {
    if (whole.has(text)) return [text];
    const part = parts.find((one) => text.includes(one));
    if (part) return [`${text} (${part})`];
    return english.filter(([, pattern]) => pattern.test(text)).map(([what]) => `${text} (${what})`);
  });
}
