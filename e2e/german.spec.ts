import { expect, type Page, test } from "@playwright/test";
import { defaultPreferences, preferencesCookie, writePreferences } from "../lib/domain/preferences.ts";
import * as t from "../lib/messages/index.ts";
import { englishIn, englishOnly, saidOn } from "./both-languages.ts";
import { readIds, states, visit } from "./pages.ts";

test.setTimeout(900_000);

const german = { language: "de", timeZone: "Europe/Berlin" } as const;

/** The walk opens what it opens by the same names, in German. */
test.beforeAll(() => {
  globalThis.breakwaterReader = () => german;
});
test.afterAll(() => {
  globalThis.breakwaterReader = undefined;
});

async function readInGerman(page: Page): Promise<void> {
  const value = writePreferences({ ...defaultPreferences, ...german });
  await page.context().addCookies([{ name: preferencesCookie, value, url: test.info().project.use.baseURL ?? "" }]);
}

test("no page and nothing that opens on one speaks English to a German reader", async ({ page, request }) => {
  const [english, ids] = await Promise.all([englishOnly(), readIds(request)]);
  for (const state of states) {
    await test.step(state.name, async () => {
      await visit(page, { ...state, preferences: { ...state.preferences, ...german } }, ids);
      await expect(page.locator("html"), state.name).toHaveAttribute("lang", german.language);
      expect.soft(englishIn(await saidOn(page), english), state.name).toEqual([]);
    });
  }
});

test("days, numbers and spans are written as German writes them", async ({ page }) => {
  await readInGerman(page);
  await page.goto("/trends?days=90");
  await expect(page).toHaveTitle(`${t.trends.title} · ${t.ui.product}`);
  const months = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember";
  await expect(page.getByRole("main")).toContainText(new RegExp(`\\d{1,2}\\. (?:${months}) \\d{4}`));
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toContainText(/vor \d+ (?:Sek\.|Min\.|Std\.)/);
  await page.goto("/changes");
  await expect(page.getByRole("main").locator("time").first()).toHaveText(
    /^\d{1,2}\. (?:\p{L}{3}\.|\p{L}{3,4}) \d{4}$/u,
  );
});

test("the walk notices a text, a sentence, a date and a number that are English", async () => {
  const english = await englishOnly();
  globalThis.breakwaterReader = undefined;
  const texts = [t.findings.title, t.report.title, t.time.lastDays(90), "3 October 2026", "1,204"];
  expect(englishIn(texts, english)).toHaveLength(texts.length);
  globalThis.breakwaterReader = () => german;
  const told = [t.findings.title, t.time.lastDays(90), "3. Oktober 2026", "1.204", "3,5 %"];
  expect(englishIn(told, english)).toEqual([]);
});
