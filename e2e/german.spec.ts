import { expect, type Page, test } from "@playwright/test";
import { preferencesCookie } from "../lib/domain/preferences.ts";
import * as t from "../lib/messages/index.ts";
import { type English, englishIn, englishOnly, saidOn } from "./both-languages.ts";
import { readIds, states, visit } from "./pages.ts";

test.setTimeout(900_000);

/** The walk opens what it opens by the same names, in German. */
test.beforeAll(() => {
  globalThis.breakwaterReader = () => ({ language: "de", timeZone: "Europe/Berlin" });
});
test.afterAll(() => {
  globalThis.breakwaterReader = undefined;
});

async function readInGerman(page: Page): Promise<void> {
  const value = encodeURIComponent(JSON.stringify({ language: "de", timeZone: "Europe/Berlin" }));
  await page.context().addCookies([{ name: preferencesCookie, value, url: test.info().project.use.baseURL ?? "" }]);
}

test("no page and nothing that opens on one speaks English to a German reader", async ({ page, request }) => {
  await readInGerman(page);
  const [english, ids] = await Promise.all([englishOnly(), readIds(request)]);
  const wrong: string[] = [];
  for (const state of states) {
    await test.step(state.name, async () => {
      await visit(page, state, ids);
      await expect(page.locator("html"), state.name).toHaveAttribute("lang", "de");
      wrong.push(...englishIn(await saidOn(page), english).map((text) => `${state.name}: ${text}`));
    });
  }
  expect([...new Set(wrong)]).toEqual([]);
});

test("days, numbers and spans are written as German writes them", async ({ page, request }) => {
  await readInGerman(page);
  const ids = await readIds(request);
  await page.goto("/trends?days=90");
  await expect(page).toHaveTitle(`${t.trends.title} · ${t.ui.product}`);
  await expect(page.getByRole("main")).toContainText(
    /\d{1,2}\. (?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember) \d{4}/,
  );
  await page.goto(`/findings/${ids.finding}`);
  await expect(page.getByRole("main").locator("time").first()).toHaveText(
    /vor \d+ (?:Sek\.|Min\.|Std\.|Tg\.)|gerade eben/,
  );
  await page.goto("/changes");
  const { total } = (await (await request.get("/api/v1/changes?limit=1")).json()) as { total?: number };
  if (total !== undefined && total >= 1_000)
    await expect(page.getByRole("main")).toContainText(total.toLocaleString("de"));
});

test("the walk notices a text, a sentence, a date and a number that are English", async () => {
  const english: English = await englishOnly();
  globalThis.breakwaterReader = undefined;
  const texts = [t.findings.title, t.report.title, t.time.lastDays(90), "3 October 2026", "1,204"];
  expect(englishIn(texts, english)).toHaveLength(texts.length - 0);
  globalThis.breakwaterReader = () => ({ language: "de", timeZone: "Europe/Berlin" });
  const german = [t.findings.title, t.time.lastDays(90), "3. Oktober 2026", "1.204", "3,5 %"];
  expect(englishIn(german, english)).toEqual([]);
});
