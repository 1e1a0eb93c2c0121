import { type Browser, expect, type Page, test } from "@playwright/test";
import { type Ids, readIds, states, visit } from "./pages.ts";
import { themes, windowHeight } from "./visual-baseline.ts";
import { type Difference, difference } from "./visual-difference.ts";
import { frozenScreenshot, settle } from "./visual-freeze.ts";
import { type Picture, reduced, shrink } from "./visual-image.ts";

/** Pages of different kinds: a table, prose with code, charts, a matrix, a form. */
const looked = states.filter(({ name }) => ["findings", "finding", "trends", "nodes", "settings"].includes(name));
const size = { width: 1440, height: windowHeight };

async function seen(page: Page, side = shrink): Promise<Picture> {
  return reduced(await frozenScreenshot(page, {}), side);
}

interface Screen {
  theme: (typeof themes)[number];
  /** Device pixels for each CSS pixel. */
  scale?: number;
}

/** Opens pages in a window of their own and hands over what it shows, frozen. */
async function looks(
  browser: Browser,
  { theme, scale = 1 }: Screen,
  then: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({
    locale: "en-GB",
    timezoneId: "UTC",
    reducedMotion: "reduce",
    colorScheme: theme,
    viewport: size,
    deviceScaleFactor: scale,
  });
  await then(await context.newPage());
  await context.close();
}

async function opened(page: Page, name: string, ids: Ids): Promise<void> {
  const state = looked.find((one) => one.name === name);
  if (!state) throw new Error(`there is no ${name}`);
  await visit(page, state, ids);
  await settle(page);
}

const places = ({ tiles }: Difference) =>
  tiles.slice(0, 5).map(({ x, y, pixels }) => `${x * shrink},${y * shrink}: ${pixels}`);

/** How other machines draw the same glyphs in the same places: bolder, and from another part of a pixel on. */
const smoothings = [
  ["bolder glyphs", "* { -webkit-text-stroke: 0.1px !important }"],
  ["glyphs that begin between two pixels", "body { transform: translate(0.4px, 0.4px) }"],
] as const;

for (const theme of themes) {
  test(`a removed button, another colour of a severity and a shift by 8 pixels are seen in ${theme}`, async ({
    browser,
    request,
  }) => {
    const ids = await readIds(request);
    await looks(browser, { theme }, async (page) => {
      await opened(page, "findings", ids);
      const before = await seen(page);
      expect(places(difference(await seen(page), before)), "the same twice").toEqual([]);

      const button = page.locator("main button").filter({ hasText: "Export" }).first();
      await button.evaluate((element) => element.style.setProperty("visibility", "hidden"));
      expect(places(difference(await seen(page), before)), "a removed button").not.toEqual([]);
      await button.evaluate((element) => element.style.removeProperty("visibility"));

      const shape = page.locator('tbody tr[data-index="1"] svg').first();
      await shape.evaluate((element) => element.style.setProperty("color", "var(--high)"));
      expect(places(difference(await seen(page), before)), "critical in the colour of high").not.toEqual([]);
      await shape.evaluate((element) => element.style.removeProperty("color"));

      const head = page.locator("main h1");
      for (const shift of ["translateY(8px)", "translateX(8px)"]) {
        await head.evaluate((element, how) => element.style.setProperty("transform", how), shift);
        expect(places(difference(await seen(page), before)), shift).not.toEqual([]);
      }
    });
  });

  test(`glyphs that are rasterised otherwise are no difference in ${theme}`, async ({ browser, request }) => {
    const ids = await readIds(request);
    for (const { name } of looked) {
      let plain: Picture | undefined;
      await looks(browser, { theme }, async (page) => {
        await opened(page, name, ids);
        plain = await seen(page);
        for (const [how, css] of smoothings) {
          const style = await page.addStyleTag({ content: css });
          expect.soft(places(difference(await seen(page), plain)), `${name}: ${how}`).toEqual([]);
          await style.evaluate((element) => element.parentNode?.removeChild(element));
        }
      });
      await looks(browser, { theme, scale: 2 }, async (page) => {
        await opened(page, name, ids);
        const fine = await seen(page, shrink * 2);
        expect.soft(plain && places(difference(fine, plain)), `${name}: twice as many device pixels`).toEqual([]);
      });
    }
  });
}
