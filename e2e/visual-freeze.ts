import { expect, type Page } from "@playwright/test";
import type { PageState } from "./pages.ts";

/** Nothing moves, blinks or hovers in a picture, and where a round date lies on an axis hangs on the day. */
const still = `
  *, *::before, *::after { animation: none !important; transition: none !important; caret-color: transparent !important }
  [data-toasts], [data-scan-line], [data-ticks] { visibility: hidden !important }`;

/** What differs from run to run, and what stands there instead, as long as it mostly is. */
const volatileTexts: [pattern: string, instead: string][] = [
  ["\\b\\d{4}-\\d{2}-\\d{2}(?:[T ]\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?(?: ?Z| ?UTC)?)?", "2026-01-01"],
  ["\\b\\d{4}-\\d{2}\\b", "2026-01"],
  [
    "\\b(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? )?\\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*(?: \\d{4})?",
    "1 Jan",
  ],
  [
    "\\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \\d{4}",
    "January 2026",
  ],
  ["(?<![\\d.:])\\d{1,2}:\\d{2}(?::\\d{2})?(?![\\d:])", "00:00"],
  ["\\b(?:in )?\\d[\\d,.]* ?(?:ms|s|min|h|d|days?|hours?|minutes?|seconds?)\\b(?: ago)?", "9 min"],
  ["\\bjust now\\b", "9 min"],
  // The minute of an hourly scan lies just before the start.
  ["\\b\\d{1,2}(?= \\* \\* \\* \\*)", "0"],
  ["\\bat \\d{2} past\\b", "at 00 past"],
  ["\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}\\b", "00000000-0000-0000-0000-000000000000"],
  ["\\b(?:[0-9A-Fa-f]{2}:){5,}[0-9A-Fa-f]{2}\\b", "00:00:00:00:00:00"],
  ["\\b[0-9a-f]{16,}\\b", "0000000000000000"],
  // The fleet and the server stand at addresses that whoever starts them chooses.
  ["\\b127\\.\\d+\\.(\\d+\\.\\d+)", "127.0.$1"],
  ["\\b(127\\.0\\.0\\.1|localhost):\\d+", "$1:0"],
];

/** In the page: words and values that differ from run to run become the same. Does nothing the second time. */
function freezeTexts([patterns, volatile]: [[string, string][], string[]]): void {
  const frozen = (text: string) =>
    patterns.reduce((now, [pattern, instead]) => now.replaceAll(new RegExp(pattern, "g"), instead), text);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = new Set<Element>();
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (text.parentElement?.closest("script, style")) continue;
    const time = text.parentElement?.closest("time");
    const value = time ? (seen.has(time) ? "" : "9 min") : frozen(text.nodeValue ?? "");
    if (time) seen.add(time);
    if (text.nodeValue !== value) text.nodeValue = value;
  }
  for (const field of document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input, textarea")) {
    if (field.type === "date") field.value = "2026-01-01";
    else if (field.type === "month") field.value = "2026-01";
    else if (["text", "search", "textarea", "number"].includes(field.type) && field.value !== frozen(field.value))
      field.value = frozen(field.value);
  }
  for (const selector of volatile)
    for (const element of document.querySelectorAll<HTMLElement>(selector)) element.style.visibility = "hidden";
}

/** Waits until all that the page asks for is there and nothing of it moves. */
export async function settle(page: Page): Promise<void> {
  await expect(page.locator("[data-loading]")).toHaveCount(0);
  await page.addStyleTag({ content: still });
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

/** A picture of the window in which only what the product decides can differ between two runs. */
export async function frozenScreenshot(page: Page, { volatile = [] }: Pick<PageState, "volatile">): Promise<Buffer> {
  await page.evaluate(
    () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
  );
  await page.evaluate(freezeTexts, [volatileTexts, [...volatile]] as [[string, string][], string[]]);
  return page.screenshot({ animations: "disabled", caret: "hide" });
}
