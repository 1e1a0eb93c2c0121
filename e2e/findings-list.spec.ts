import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import * as t from "../lib/messages/index.ts";

const drawerOf = (page: Page) => page.getByRole("complementary", { name: t.findingDrawer.label });
const rowsOf = (page: Page) => page.locator("tbody tr[data-index]");
const focusedRow = (page: Page) => page.locator("tbody tr[data-index]:focus-within");

/** The keys work once the page's script runs. */
async function pressUntilFocused(page: Page, key: string, index: number): Promise<void> {
  await expect(async () => {
    await page.keyboard.press(key);
    await expect(focusedRow(page)).toHaveAttribute("data-index", String(index), { timeout: 500 });
  }).toPass();
}

async function opened(page: Page, path = "/findings"): Promise<void> {
  await page.goto(path);
  await expect(rowsOf(page).nth(2)).toBeVisible();
}

test("the whole list is worked through by keyboard, and each key is explained", async ({ page }) => {
  await opened(page);
  await pressUntilFocused(page, "j", 0);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await expect(focusedRow(page)).toHaveAttribute("data-index", "1");

  await page.keyboard.press("x");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("Shift+X");
  const bar = page.getByRole("region", { name: t.findings.select.bar });
  await expect(bar).toContainText(t.findings.select.chosen(3));

  await page.keyboard.press("o");
  const headline = await focusedRowLink(page, 3);
  await expect(drawerOf(page).getByRole("heading", { level: 2 })).toHaveText(headline);
  await page.keyboard.press("]");
  await expect(drawerOf(page)).toContainText(/^5 of /);
  await page.keyboard.press("[");
  await page.keyboard.press("[");
  await expect(drawerOf(page)).toContainText(/^3 of /);
  await page.keyboard.press("Escape");
  await expect(drawerOf(page)).toBeHidden();
  await expect(focusedRow(page)).toHaveAttribute("data-index", "2");
  await expect(bar).toContainText(t.findings.select.chosen(3));

  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: t.keyboard.title });
  await expect(help).toContainText(t.findingDrawer.keys.range);
  const { violations } = await new AxeBuilder({ page }).include('[role="dialog"]').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await help.getByRole("checkbox", { name: new RegExp(t.keyboard.single) }).uncheck();
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();
  await page.keyboard.press("j");
  await expect(focusedRow(page)).toHaveAttribute("data-index", "2");
});

async function focusedRowLink(page: Page, index: number): Promise<string> {
  return (await page.locator(`tbody tr[data-index="${index}"] a[data-row-link]`).textContent()) ?? "";
}

test("a finding opens beside its list, by an address of its own, and Back closes it", async ({ page }) => {
  await opened(page);
  const link = rowsOf(page).nth(1).locator("a[data-row-link]");
  const headline = (await link.textContent()) ?? "";
  await expect(async () => {
    await link.click();
    await expect(page).toHaveURL(/open=/, { timeout: 1_000 });
  }).toPass();
  const drawer = drawerOf(page);
  await expect(drawer.getByRole("heading", { level: 2 })).toHaveText(headline);
  for (const name of [t.finding.proof.title, t.finding.fix.title, t.finding.verify.title, t.finding.history.title])
    await expect(drawer.getByRole("region", { name, exact: true })).toBeVisible();
  const [list, beside] = [await page.locator("table.findings-list").boundingBox(), await drawer.boundingBox()];
  expect(list && beside && list.x + list.width <= beside.x, "beside, not over").toBe(true);
  await page.reload();
  await expect(drawer.getByRole("heading", { level: 2 })).toHaveText(headline);
  await drawer.getByRole("button", { name: t.findingDrawer.next }).click();
  await expect(drawer).toContainText(/^3 of /);
  await page.goBack();
  await expect(drawer).toBeHidden();
  await expect(page).not.toHaveURL(/open=/);

  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await link.click();
    await expect(drawer.getByRole("heading", { level: 2 })).toBeVisible();
    const { violations } = await new AxeBuilder({ page })
      .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
      .analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160))}`)).toEqual([]);
    await page.keyboard.press("Escape");
    await expect(drawer).toBeHidden();
  }
});

test("where the focus goes after the drawer closed, it stays", async ({ page }) => {
  await opened(page);
  await pressUntilFocused(page, "j", 0);
  await page.keyboard.press("o");
  await page.keyboard.press("]");
  await expect(drawerOf(page)).toContainText(/^2 of /);
  await page.keyboard.press("Escape");
  await expect(focusedRow(page)).toHaveAttribute("data-index", "1");
  for (const index of [5, 3]) {
    await rowsOf(page).nth(index).locator("[data-row-link]").focus();
    await page.waitForTimeout(200);
    await expect(focusedRow(page)).toHaveAttribute("data-index", String(index));
  }
});

test("on a phone the finding covers its list, and closing it gives the row its focus back", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await opened(page);
  const link = rowsOf(page).nth(1).locator("a[data-row-link]");
  await expect(async () => {
    await link.click();
    await expect(page).toHaveURL(/open=/, { timeout: 1_000 });
  }).toPass();
  const cover = page.getByRole("dialog", { name: t.findingDrawer.label });
  await expect(cover.getByRole("heading", { level: 2 })).toBeVisible();
  // All of the window but the bar that scrolls.
  expect((await cover.boundingBox())?.width).toBeGreaterThanOrEqual(370);
  await cover.getByRole("button", { name: t.findingDrawer.close }).click();
  await expect(cover).toBeHidden();
  await expect(link).toBeFocused();
});

test("columns are chosen and ordered for this person, and are there in the first paint", async ({ page, browser }) => {
  await opened(page);
  const heads = page.locator("table.findings-list thead th");
  const button = page.getByRole("button", { name: t.findingsList.view });
  await expect(async () => {
    await button.click();
    await expect(page.getByRole("dialog", { name: t.findingsList.view })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  const chooser = page.getByRole("dialog", { name: t.findingsList.view });
  await chooser.getByRole("checkbox", { name: t.findingDrawer.view.show(t.findings.columns.vantage) }).uncheck();
  await chooser.getByRole("button", { name: t.findingDrawer.view.up(t.findings.columns.port), exact: true }).click();
  await chooser.getByRole("radio", { name: t.findingDrawer.view.compact }).check();
  const names = async () => (await heads.allTextContents()).map((text) => text.trim());
  const wanted = await names();
  expect(wanted.join()).toContain(`${t.findings.columns.port},${t.findings.columns.node}`);
  expect(wanted).not.toContain(t.findingsList.columns.from);
  expect((await rowsOf(page).first().boundingBox())?.height).toBeCloseTo(26, 0);

  const context = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
    viewport: { width: 1440, height: 900 },
  });
  const plain = await context.newPage();
  await plain.goto(page.url());
  expect((await plain.locator("table.findings-list thead th").allTextContents()).map((text) => text.trim())).toEqual(
    wanted,
  );
  // Without a script the first page stands there, with the way to the next.
  await expect(plain.locator("tbody tr[data-index]").first()).toBeVisible();
  await plain.getByRole("link", { name: t.ui.pagination.next }).click();
  await expect(plain).toHaveURL(/cursor=/);
  await expect(plain.locator("tbody tr[data-index]").first()).toBeVisible();
  await context.close();
});

test("the list reads on while it is scrolled, few rows stand in the page, and Back restores all of it", async ({
  page,
}) => {
  await opened(page, "/findings?state=all");
  const total = Number(await page.locator("main [data-total]").first().getAttribute("data-total"));
  expect(total).toBeGreaterThan(150);
  await expect(page.locator("table.findings-list")).toHaveAttribute("aria-rowcount", String(total + 1));
  await rowsOf(page).nth(2).getByRole("checkbox").check();
  await expect(async () => {
    await page.mouse.wheel(0, 4_000);
    await expect(page.locator(`tbody tr[data-index="${Math.min(total, 180) - 1}"]`)).toBeVisible({ timeout: 500 });
  }).toPass();
  expect(await rowsOf(page).count()).toBeLessThan(200);
  // A row that is in sight: clicking one beside it would scroll first.
  const inSight = () =>
    page.evaluate(() => {
      const rows = [...document.querySelectorAll<HTMLElement>("tbody tr[data-index]")];
      const seen = rows.find((row) => {
        const { top, bottom } = row.getBoundingClientRect();
        return top > 200 && bottom < innerHeight - 200 && row.querySelector('[href^="/nodes/"]');
      });
      return { offset: scrollY, index: seen?.dataset.index };
    });
  let { offset, index } = await inSight();
  await expect(async () => {
    const before = offset;
    ({ offset, index } = await inSight());
    expect([index === undefined, offset]).toEqual([false, before]);
  }).toPass();
  const row = page.locator(`tbody tr[data-index="${index}"]`);
  expect(offset).toBeGreaterThan(1_000);
  for (const away of ["soft", "hard"] as const) {
    if (away === "soft") await row.locator(`[href^="/nodes/"]`).first().click();
    else await page.goto("/nodes");
    await expect(page).toHaveURL(/\/nodes/);
    await page.goBack();
    await expect(page.locator(`tbody tr[data-index="${index}"]`)).toBeInViewport();
    expect(Math.abs((await page.evaluate(() => scrollY)) - offset)).toBeLessThan(40);
    await expect(page.getByRole("region", { name: t.findings.select.bar })).toContainText(t.findings.select.chosen(1));
  }
});

test("everything that the filter matches is chosen at once, loaded or not", async ({ page }) => {
  await opened(page, "/findings?state=all");
  const total = Number(await page.locator("main [data-total]").first().getAttribute("data-total"));
  const all = page.getByRole("checkbox", { name: t.findingsList.select.shown });
  await expect(async () => {
    await all.check();
    await expect(page.getByRole("region", { name: t.findings.select.bar })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  const bar = page.getByRole("region", { name: t.findings.select.bar });
  await bar.getByRole("button", { name: t.findingsList.select.everything(total) }).click();
  await expect(bar).toContainText(t.findingsList.select.all(total));
  // One taken out of them leaves those that were loaded.
  await rowsOf(page).first().getByRole("checkbox").uncheck();
  await expect(bar).toContainText(/^\d+ selected/);
});

test("an acknowledgement is done at once and can be taken back", async ({ page }) => {
  await opened(page, "/findings?state=open&severity=low");
  await pressUntilFocused(page, "j", 0);
  const headline = await focusedRowLink(page, 0);
  await page.keyboard.press("e");
  await expect(page.getByText(t.findingsList.acts.acknowledged(1))).toBeVisible();
  await expect(page.locator('tbody tr[data-index="0"] a[data-row-link]')).not.toHaveText(headline);
  await page.getByRole("button", { name: t.findingsList.acts.undo }).click();
  await expect(page.locator('tbody tr[data-index="0"] a[data-row-link]')).toHaveText(headline);
});
