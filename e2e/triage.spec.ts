import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import * as t from "../lib/messages/index.ts";

interface Row {
  id: string;
  headline: string;
  state: string;
  triageVersion: number;
}

const acts = t.triage.acts;
const words = t.triageDialog;
const rowsOf = (page: Page) => page.locator("tbody tr[data-index]");
const focusedRow = (page: Page) => page.locator("tbody tr[data-index]:focus-within");
const dialogOf = (page: Page, name: string) => page.getByRole("dialog", { name });

async function ask<Value>(page: Page, path: string): Promise<Value> {
  const answer = await page.request.get(path);
  expect(answer.ok(), path).toBe(true);
  return (await answer.json()) as Value;
}

/** So many findings that match, as the API tells them. */
async function findings(page: Page, query: string, count: number): Promise<{ items: Row[]; total: number }> {
  return ask(page, `/api/v1/findings?${query}&limit=${count}`);
}

async function undoByApi(page: Page, actId: string): Promise<void> {
  expect((await page.request.post(`/api/v1/triage/${actId}/undo`)).ok()).toBe(true);
}

/** Takes back every act of this test: other stories count findings. */
async function takeBackSince(page: Page, since: string): Promise<void> {
  const { items } = await ask<{ items: { id: string; at: string; undoneAt: string | null }[] }>(page, "/api/v1/triage");
  for (const act of items) if (act.at >= since && act.undoneAt === null) await undoByApi(page, act.id);
}

async function axeOf(page: Page, part: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .include(part)
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160))}`);
}

/** The keys work once the page's script runs. */
async function pressUntilFocused(page: Page, key: string, index: number): Promise<void> {
  await expect(async () => {
    await page.keyboard.press(key);
    await expect(focusedRow(page)).toHaveAttribute("data-index", String(index), { timeout: 500 });
  }).toPass();
}

/** Tab until something has the focus, as a person without a mouse does. */
async function tabTo(page: Page, name: string | RegExp, role: "button" | "checkbox" | "radio"): Promise<void> {
  const wanted = page.getByRole(role, { name });
  for (let presses = 0; presses < 60; presses += 1) {
    if (await wanted.first().evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${name} cannot be reached by Tab`);
}

let since = "";
test.beforeEach(() => {
  since = new Date(Date.now() - 1_000).toISOString();
});
test.afterEach(async ({ page }) => takeBackSince(page, since));

test("a whole triage is done by keyboard alone", async ({ page }) => {
  await page.goto("/findings");
  await expect(rowsOf(page).nth(2)).toBeVisible();
  await pressUntilFocused(page, "j", 0);
  await page.keyboard.press("/");
  await page.keyboard.type("severity:medium state:open");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/severity/);
  await expect(rowsOf(page).nth(2)).toBeVisible();
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await pressUntilFocused(page, "j", 0);
  await page.keyboard.press("k");
  const link = (index: number) => page.locator(`tbody tr[data-index="${index}"] a[data-row-link]`);
  const [first, second] = [(await link(0).textContent()) ?? "", (await link(1).textContent()) ?? ""];

  // Accept the first with a condition, under a name that is asked for once.
  await page.keyboard.press("x");
  await page.keyboard.press("a");
  await expect(dialogOf(page, words.titles.menu)).toBeVisible();
  await page.keyboard.press(words.menu.keys.accept);
  const dialog = dialogOf(page, words.titles.accept);
  await expect(dialog.getByLabel(words.reason)).toBeFocused();
  await page.keyboard.press("Control+Enter");
  await expect(dialog).toContainText(words.tooShort(10));
  await page.keyboard.type("Nobody but the node network reaches this until the gateway is gone.");
  await tabTo(page, words.conditions.evidence, "checkbox");
  await page.keyboard.press("Space");
  await expect(dialog.locator("[data-summary]")).toContainText(words.conditions.evidence);
  await expect(dialog.locator("[data-summary]")).toContainText(words.days(90));
  await expect(dialog.getByLabel(words.name.label)).toBeVisible();
  expect(await axeOf(page, '[role="dialog"]')).toEqual([]);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Kim Keyboard");
  await page.keyboard.press("Control+Enter");
  await expect(dialog).toBeHidden();
  await expect(page.getByText(words.done.accept(1))).toBeVisible();
  // The row has left the list, and the next one has the focus.
  await expect(link(0)).toHaveText(second);
  await expect(focusedRow(page)).toHaveAttribute("data-index", "0");

  await page.keyboard.press("u");
  await expect(page.getByText(words.undone(1))).toBeVisible();
  await expect(link(0)).toHaveText(first);

  // The focus has stayed with its row. Assign it to oneself from the drawer, comment on it, and come back.
  await expect(focusedRow(page)).toHaveAttribute("data-index", "1");
  await page.keyboard.press("o");
  const drawer = page.getByRole("complementary", { name: t.findingDrawer.label });
  await expect(drawer.getByRole("heading", { level: 2 })).toHaveText(second);
  await page.keyboard.press("a");
  await expect(dialogOf(page, words.titles.menu)).toBeVisible();
  await page.keyboard.press(words.menu.keys.assign);
  await expect(dialogOf(page, words.titles.assign)).toBeVisible();
  await page.keyboard.type("Kim Keyboard");
  await page.keyboard.press("Enter");
  await expect(page.getByText(words.done.assign(1))).toBeVisible();
  await expect(drawer.getByText("Kim Keyboard").first()).toBeVisible();
  await tabTo(page, t.triage.comments.write, "button");
  await page.keyboard.press("Enter");
  await expect(drawer.getByLabel(words.comment.label, { exact: true })).toBeFocused();
  await page.keyboard.type("Seen **twice**: https://example.org/x ![p](https://example.org/p.png) <b>raw</b>");
  await page.keyboard.press("Control+Enter");
  const comment = drawer.locator("[data-comment]").filter({ hasText: "Seen twice" });
  await expect(comment.locator("strong")).toHaveText("twice");
  await expect(comment.locator("img")).toHaveCount(0);
  await expect(comment.locator("b")).toHaveCount(0);
  expect(await axeOf(page, "aside")).toEqual([]);
  const remove = comment.getByRole("button").last();
  await remove.focus();
  await page.keyboard.press("Enter");
  await tabTo(page, words.comment.reallyRemove, "button");
  await page.keyboard.press("Enter");
  await expect(comment).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(drawer).toBeHidden();
  await expect(focusedRow(page)).toHaveAttribute("data-index", "1");
});

test("one act takes in everything that the filter matches, and says how many", async ({ page }) => {
  const { total } = await findings(page, "severity=low&state=open", 1);
  await page.goto("/findings?severity=low&state=open");
  await expect(rowsOf(page).nth(1)).toBeVisible();
  const bar = page.getByRole("region", { name: t.findings.select.bar });
  await expect(async () => {
    await page.getByRole("checkbox", { name: t.findingsList.select.shown }).check({ timeout: 1_000 });
    await expect(bar).toBeVisible({ timeout: 1_000 });
  }).toPass();
  const everything = bar.getByRole("button", { name: t.findingsList.select.everything(total) });
  if (await everything.isVisible()) await everything.click();
  await page.keyboard.press("a");
  await expect(dialogOf(page, words.titles.menu)).toContainText(String(total));
  await page.keyboard.press(words.menu.keys.due);
  const dialog = dialogOf(page, words.titles.due);
  await dialog.getByRole("button", { name: words.days(30) }).click();
  await dialog.getByRole("button", { name: words.due.save }).click();
  await expect(page.getByText(words.done.due(total))).toBeVisible();
  await page.getByRole("button", { name: words.undo }).click();
  await expect(page.getByText(words.undone(total))).toBeVisible();
});

test("what somebody else did meanwhile is shown and not overwritten, until one says so", async ({ page, context }) => {
  const { items } = await findings(page, "severity=medium&state=open", 1);
  const [finding] = items;
  if (!finding) throw new Error("no finding is open");
  const other = await context.newPage();
  for (const one of [page, other]) await one.goto(`/findings/${finding.id}`);
  await expect(async () => {
    await other.keyboard.press("e");
    await expect(other.getByText(words.done.acknowledge(1))).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await page.getByRole("button", { name: acts.acknowledge, exact: true }).click();
  const conflicts = dialogOf(page, words.conflicts.title(1));
  await expect(conflicts).toContainText(t.words.findingState.acknowledged.toLowerCase());
  await expect(conflicts.getByRole("link", { name: words.conflicts.look })).toBeVisible();
  expect(await axeOf(page, '[role="dialog"]')).toEqual([]);
  await conflicts.getByRole("button", { name: words.conflicts.anyway }).click();
  await expect(page.getByText(words.skips.already)).toBeVisible();

  // Who only looks on is told within seconds.
  const undone = other.getByRole("button", { name: words.undo });
  await undone.click();
  await expect(page.getByText(t.triage.news.changed("Local operator"))).toBeVisible({ timeout: 20_000 });
  await page.getByRole("button", { name: t.triage.news.show }).click();
  await expect(page.getByRole("button", { name: acts.acknowledge, exact: true })).toBeVisible();
  await other.close();
});

test("an acceptance says until when it holds, stands in its list, and is revoked", async ({ page }) => {
  const { items } = await findings(page, "severity=medium&state=open", 1);
  const [finding] = items;
  if (!finding) throw new Error("no finding is open");
  await page.goto(`/findings/${finding.id}`);
  const dialog = dialogOf(page, words.titles.accept);
  await expect(async () => {
    await page.getByRole("button", { name: acts.accept, exact: true }).click({ timeout: 1_000 });
    await expect(dialog).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await dialog.getByLabel(words.reason).fill("It is replaced with the next release of the platform.");
  await dialog.getByText(words.days(30)).click();
  await dialog.getByText(words.scope.selector).click();
  await dialog.getByLabel(words.scope.selectorLabel).fill("severty:low");
  await expect(dialog.getByText(/severty/).first()).toBeVisible();
  await dialog.getByText(words.scope.these(1)).click();
  await dialog.getByRole("button", { name: words.submit.accept(1) }).click();
  await expect(page.getByText(words.done.accept(1))).toBeVisible();
  const panel = page.locator("#triage");
  await expect(panel).toContainText(t.triage.acceptance.until);
  await expect(panel).toContainText("in 29 d");
  expect(await axeOf(page, "#triage")).toEqual([]);
  await panel.getByRole("link", { name: t.triage.acceptance.open }).click();

  await expect(page).toHaveURL(/\/acceptances\//);
  await expect(page.getByText(t.acceptances.scope.findings(1)).first()).toBeVisible();
  await page.goto("/acceptances?standing=matched");
  const tab = page.getByRole("link", { name: new RegExp(t.acceptances.standing.matched) }).first();
  const count = Number(await tab.locator("[data-count]").getAttribute("data-count"));
  expect(count).toBe(Number(await page.locator("[data-total]").first().getAttribute("data-total")));
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    expect(await axeOf(page, "main")).toEqual([]);
  }
  await page.getByRole("link", { name: /replaced with the next release/ }).click();
  const revoke = dialogOf(page, t.acceptances.acts.revokeTitle);
  await expect(async () => {
    await page.getByRole("button", { name: t.acceptances.acts.revoke, exact: true }).click({ timeout: 1_000 });
    await expect(revoke).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await revoke.getByLabel(t.acceptances.acts.why).fill("The release is there.");
  await revoke.getByRole("button", { name: t.acceptances.acts.revoke }).click();
  await expect(page.getByText(t.acceptances.acts.revoked(1))).toBeVisible();
  await expect(page.getByText(t.acceptances.meaning.revoked)).toBeVisible();
  const after = await ask<Row>(page, `/api/v1/findings/${finding.id}`);
  expect(after.state).toBe("open");
});

test("days to repair tell what would become overdue before they are set", async ({ page }) => {
  await page.goto("/settings/sla");
  const dialog = dialogOf(page, t.sla.form.title(t.sla.all));
  await expect(async () => {
    await page.getByRole("button", { name: t.sla.editOf(t.sla.all) }).click({ timeout: 1_000 });
    await expect(dialog).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await dialog.getByLabel(t.words.severity.low).fill("0");
  await dialog.getByRole("button", { name: t.sla.form.preview }).click();
  await expect(dialog).toContainText(t.sla.form.wrong);
  await dialog.getByLabel(t.words.severity.low).fill("1");
  await dialog.getByRole("button", { name: t.sla.form.preview }).click();
  await expect(dialog.locator("[data-become]")).toBeVisible();
  expect(await axeOf(page, '[role="dialog"]')).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});
