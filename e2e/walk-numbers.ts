import type { Page } from "@playwright/test";

/** A number on a page that leads to the rows it counts. */
export interface ShownNumber {
  href: string;
  count: number;
  /** What people read: text, or the name of a point of a chart. */
  text: string;
}

/**
 * Every number of the page that links, with the numbers that link and do not say what they count. A score counts nothing:
 * `data-measure` says so, and what it leads to is what it was made from.
 */
export async function numbersOf(page: Page): Promise<{ shown: ShownNumber[]; unnamed: string[] }> {
  return page.evaluate(() => {
    // As it is laid out: what stands in boxes of its own is not one word.
    const readOf = (element: Element) => (element instanceof HTMLElement && element.innerText) || element.textContent;
    const textOf = (element: Element) =>
      `${element.getAttribute("aria-label") ?? ""} ${readOf(element) ?? ""}`.replaceAll(/\s+/g, " ").trim();
    const hrefOf = (element: Element) => element.closest("a")?.getAttribute("href") ?? "";
    const shown = [...document.querySelectorAll("[data-count]")].map((element) => ({
      href: hrefOf(element),
      count: Number(element.getAttribute("data-count")),
      text: textOf(element),
    }));
    const links = [...document.querySelectorAll("main a[href]")];
    const unnamed = links
      .filter(
        (link) =>
          /^[\d,]+( (findings?|nodes?|ports?|changes?|checks?))?$/.test((link.textContent ?? "").trim()) &&
          !link.closest("[data-count], [data-measure]"),
      )
      .filter((link) => !link.querySelector("[data-count]"))
      .map((link) => `${link.textContent?.trim()} → ${link.getAttribute("href")}`);
    return { shown, unnamed };
  });
}

/** Choices of a filter that say how many they leave: "High (12)". */
export async function choicesOf(page: Page): Promise<ShownNumber[]> {
  const base = page.url();
  const options = await page.evaluate(() =>
    [...document.querySelectorAll("main form select option")].map((option) => {
      const { name } = option.closest("select") ?? { name: "" };
      return { name, value: option.getAttribute("value") ?? "", text: (option.textContent ?? "").trim() };
    }),
  );
  return options.flatMap(({ name, value, text }) => {
    const count = /\(([\d,]+)\)$/.exec(text)?.[1];
    if (!count || !value) return [];
    const url = new URL(base);
    url.searchParams.set(name, value);
    return [{ href: url.pathname + url.search, count: Number(count.replaceAll(",", "")), text }];
  });
}

/** What is wrong with a number, given the totals that the page behind it states; null where nothing is. */
export function disagreement({ href, count, text }: ShownNumber, totals: readonly number[]): string | null {
  const said = text.replaceAll(/(\d),(?=\d{3})/g, "$1");
  if (!new RegExp(`(^|\\D)${count}(\\D|$)`).test(said)) return `${href}: reads "${text}" and counts ${count}`;
  if (totals.length === 0) return `${href}: states no total for "${text}"`;
  const wrong = totals.filter((total) => total !== count);
  return wrong.length > 0 ? `${href}: "${text}" counts ${count}, its page ${wrong.join(" and ")}` : null;
}

/** The first, the last and as many in between, evenly, as fit. */
export function sample<Item>(items: readonly Item[], most: number): Item[] {
  if (items.length <= most) return [...items];
  const step = (items.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, index) => items[Math.round(index * step)]).filter(
    (item) => item !== undefined,
  );
}
