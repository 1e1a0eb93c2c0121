import { expect, type Locator, type Page } from "@playwright/test";
import * as t from "../lib/messages/index.ts";

/** Keys and clicks are heard once the page's script runs: they are repeated until what they open is seen. */
async function until(seen: Locator, act: () => Promise<void>): Promise<void> {
  await expect(async () => {
    if (!(await seen.isVisible())) await act();
    await expect(seen).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
}

const region = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const dialog = (page: Page) => page.getByRole("dialog");

/** Nothing is being read any more inside of what opened. */
async function settled(place: Locator): Promise<void> {
  await expect(place).toBeVisible();
  await expect(place.locator('[aria-busy="true"]')).toHaveCount(0);
}

async function focusFirstRow(page: Page): Promise<void> {
  const row = page.locator('tbody tr[data-index="0"]');
  await until(page.locator('tbody tr[data-index="0"]:focus-within'), async () => {
    await row.waitFor();
    await page.keyboard.press("j");
  });
}

export async function drawer(page: Page): Promise<void> {
  const beside = page.getByLabel(t.findingDrawer.label, { exact: true });
  await expect(beside.getByRole("heading", { level: 2 })).toBeVisible();
  await expect(beside.getByRole("region", { name: t.finding.proof.title, exact: true })).toBeVisible();
}

export async function selection(page: Page): Promise<void> {
  await focusFirstRow(page);
  for (const key of ["x", "j", "j", "X"]) await page.keyboard.press(key);
  await settled(region(page, t.findings.select.bar));
}

export async function columns(page: Page): Promise<void> {
  const button = page.getByRole("button", { name: t.findingsList.view });
  await until(page.getByRole("dialog", { name: t.findingsList.view }), () => button.click());
}

export async function views(page: Page): Promise<void> {
  const menu = region(page, t.filter.views.menu);
  await until(menu, () => page.getByRole("button", { name: t.filter.views.menu }).click());
  await expect(menu.getByRole("link", { name: t.filter.views.names.critical })).toBeVisible();
}

export async function exporting(page: Page): Promise<void> {
  const panel = region(page, t.exporting.label);
  await until(panel, () => page.getByRole("button", { name: t.exporting.label }).click());
  await expect(panel.getByText(t.exporting.print.name)).toBeVisible();
}

export async function completion(page: Page): Promise<void> {
  const box = page.getByRole("main").getByRole("combobox", { name: t.filter.box });
  await until(page.getByRole("option").first(), async () => {
    await box.focus();
    await page.keyboard.press("ArrowDown");
  });
}

export async function facet(page: Page): Promise<void> {
  const name = t.filter.names.node;
  const list = page.getByRole("list", { name, exact: true });
  await until(list.getByRole("link").first(), () => page.getByRole("button", { name, exact: true }).click());
}

export async function keyHelp(page: Page): Promise<void> {
  await until(page.getByRole("dialog", { name: t.keyboard.title }), () => page.keyboard.press("?"));
}

export async function actMenu(page: Page): Promise<void> {
  await focusFirstRow(page);
  await until(page.getByRole("dialog", { name: t.triageDialog.titles.menu }), () => page.keyboard.press("a"));
}

/** The dialog of one act on the first finding. */
export const act = (kind: "accept" | "false-positive" | "assign" | "due") => async (page: Page) => {
  await actMenu(page);
  const asked = page.getByRole("dialog", { name: t.triageDialog.titles[kind] });
  await until(asked, () => page.keyboard.press(t.triageDialog.menu.keys[kind]));
  await settled(asked);
};

export async function palette(page: Page): Promise<void> {
  await until(dialog(page), () => page.keyboard.press("Control+k"));
  await expect(dialog(page).getByRole("option").first()).toBeVisible();
}

export async function matrixCard(page: Page): Promise<void> {
  const cell = page
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader", { name: "harbor-worker-6" }) })
    .locator("[data-place]")
    .nth(1);
  // The card lies where its cell is, and that is decided once all of the grid is there.
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const card = page.getByRole("dialog", { name: t.matrix.card.label });
  await until(card, async () => {
    await cell.focus();
    await page.keyboard.press("Space");
  });
  // A second try gives the focus to the cell once more.
  await card.getByRole("link").first().focus();
}

export async function expectPort(page: Page): Promise<void> {
  await until(dialog(page), () => page.getByRole("button", { name: t.expectPort.open }).first().click());
}
