import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { readIds, states, visit } from "./pages.ts";

test.setTimeout(600_000);
// A record of every page costs more than what axe takes.
test.use({ trace: "off" });

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

async function axe(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
}

for (const state of states) {
  test(`${state.name} passes axe (WCAG 2.2 AA) in both themes`, async ({ page }) => {
    const ids = await readIds(page.request);
    const problems: string[] = [];
    page.on("pageerror", (error) => problems.push(error.message));
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await visit(page, state, ids);
    for (const theme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      await expect(page.locator("html")).toHaveCSS("color-scheme", theme);
      // What is folded away keeps the colours of the theme in which it was drawn until it is drawn again.
      await page.locator("main details:not([open])").evaluateAll((folded) => {
        for (const one of folded as HTMLDetailsElement[]) {
          one.open = true;
          one.getBoundingClientRect();
          one.open = false;
        }
      });
      expect(await axe(page), theme).toEqual([]);
    }
    expect(problems).toEqual([]);
  });
}

test("every page can be walked by keyboard: skip link first, then the menu, and focus is seen", async ({ page }) => {
  await page.goto("/");
  // The page has replaced its skeleton, and with it the target of the skip link.
  await expect(page.getByRole("heading", { level: 1 })).toContainText(/nodes? checked/);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("#main")).toBeFocused();
});

/** CSS pixels that the window could be scrolled sideways. */
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const [what, width, height] of [
  ["a phone", 390, 844],
  ["a screen of 1440 pixels at 200 %", 720, 450],
  ["a screen of 1280 pixels at 400 %", 320, 256],
] as const) {
  test(`nothing scrolls sideways on ${what}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    const ids = await readIds(page.request);
    const wide: string[] = [];
    for (const state of states.filter(({ open }) => !open)) {
      await visit(page, state, ids);
      const pixels = await overflow(page);
      if (pixels > 0) wide.push(`${state.name}: ${pixels}`);
    }
    expect(wide).toEqual([]);
  });
}

for (const [width, height] of [
  [390, 844],
  [1440, 900],
] as const) {
  test(`no table is cut off at a width of ${width}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    const ids = await readIds(page.request);
    const tables = ["findings", "findings-by-check", "findings-by-node", "nodes-table", "scans", "schedules", "checks"];
    for (const state of states.filter(({ name }) =>
      [...tables, "clusters", "exposures", "compare-clusters", "node-ports", "ports", "acceptances"].includes(name),
    )) {
      await visit(page, state, ids);
      await expect(page.locator("tbody tr").first()).toBeVisible();
      const hidden = await page
        .locator("table")
        .evaluateAll((all) =>
          all.map((table) => table.scrollWidth - (table.parentElement?.clientWidth ?? table.scrollWidth)),
        );
      expect(Math.max(...hidden), state.name).toBeLessThanOrEqual(1);
    }
  });
}
