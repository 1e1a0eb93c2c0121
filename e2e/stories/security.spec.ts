import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import * as t from "../../lib/messages/index.ts";

const words = t.triageDialog;
const filter = "severity:low component:kubelet";

interface Act {
  id: string;
  at: string;
  undoneAt: string | null;
}

const box = (page: Page) => page.getByRole("main").getByRole("combobox", { name: t.filter.box });
const total = (page: Page) => page.locator("main [data-total]").first();
const totalOf = async (page: Page) => Number(await total(page).getAttribute("data-total"));
const firstRows = (page: Page) => page.locator("tbody tr[data-index] a[data-row-link]");

/** Types a filter as a person does, and waits for its list. */
async function list(page: Page, text: string): Promise<number> {
  await expect(async () => {
    await box(page).fill(text);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL((url) => url.searchParams.get("q") === text, { timeout: 3_000 });
  }).toPass();
  await expect(box(page)).toHaveValue(text);
  await expect(firstRows(page).first()).toBeVisible();
  return totalOf(page);
}

async function countOf(page: Page, text: string): Promise<number> {
  const answer = await page.request.get(`/api/v1/findings?limit=1&q=${encodeURIComponent(text)}`);
  return ((await answer.json()) as { total: number }).total;
}

async function download(page: Page, format: "csv" | "sarif"): Promise<string> {
  const panel = page.locator("[data-export]");
  await expect(async () => {
    if (!(await panel.isVisible())) await page.getByRole("button", { name: t.exporting.label }).click();
    await expect(panel).toBeVisible({ timeout: 2_000 });
  }).toPass();
  const { name, use } = t.exporting.formats[format];
  const waiting = page.waitForEvent("download");
  await panel.getByRole("link", { name: `${name} ${use}`, exact: true }).click();
  return readFile(await (await waiting).path(), "utf8");
}

/** Selects everything that the filter matches, and asks for the dialog that accepts it. */
async function selectEverything(page: Page, matching: number): Promise<void> {
  const bar = page.getByRole("region", { name: t.findings.select.bar });
  await expect(async () => {
    await page.getByRole("checkbox", { name: t.findingsList.select.shown }).check({ timeout: 1_000 });
    await expect(bar).toBeVisible({ timeout: 1_000 });
  }).toPass();
  const everything = bar.getByRole("button", { name: t.findingsList.select.everything(matching) });
  if (await everything.isVisible()) await everything.click();
  await bar.getByRole("button", { name: t.findingsList.acts.accept }).click();
}

let since = "";
test.beforeEach(() => {
  since = new Date(Date.now() - 1_000).toISOString();
});
/** Whatever a story that broke off left: other stories count findings. */
test.afterEach(async ({ page }) => {
  const { items } = (await (await page.request.get("/api/v1/triage")).json()) as { items: Act[] };
  for (const { id, at, undoneAt } of items)
    if (at >= since && undoneAt === null) await page.request.post(`/api/v1/triage/${id}/undo`);
});

test("security filters, accepts all that match on a condition, takes it away as files, and shares the view", async ({
  page,
  browser,
}) => {
  const accepted = `${filter} state:accepted`;
  const reason = `The node network is closed until the gateway is replaced ${Date.now()}`;
  await page.goto("/findings");
  const matching = await list(page, filter);
  const before = await countOf(page, accepted);
  expect(matching).toBeGreaterThan(1);

  await selectEverything(page, matching);
  const dialog = page.getByRole("dialog", { name: words.titles.accept });
  await dialog.getByLabel(words.reason).fill(reason);
  const conditions = dialog.getByRole("group", { name: words.conditions.label });
  await conditions.getByRole("checkbox", { name: /internet/ }).check();
  await conditions.getByRole("checkbox", { name: words.conditions.evidence }).check();
  const summary = dialog.locator("[data-summary]");
  await expect(summary).toContainText(/open from.*internet/);
  await expect(summary).toContainText(words.conditions.evidence);
  await dialog.getByRole("button", { name: words.submit.accept(matching) }).click();
  await expect(page.getByText(words.done.accept(matching))).toBeVisible();
  await expect(dialog).toBeHidden();

  // What was accepted, as the list shows it and as both files hold it.
  expect(await list(page, accepted)).toBe(before + matching);
  const csv = await download(page, "csv");
  expect(csv.trimEnd().split("\r\n")).toHaveLength(before + matching + 1);
  const sarif = JSON.parse(await download(page, "sarif")) as { runs: { results: { suppressions?: unknown[] }[] }[] };
  const results = sarif.runs.flatMap((run) => run.results);
  expect(results).toHaveLength(before + matching);
  expect(results.every(({ suppressions }) => suppressions?.length === 1)).toBe(true);

  // The view, and a colleague who opens its link.
  const name = `Accepted kubelets ${Date.now()}`;
  const menu = page.getByRole("region", { name: t.filter.views.menu });
  await page.keyboard.press("Escape");
  await expect(page.locator("[data-export]")).toBeHidden();
  await expect(async () => {
    if (!(await menu.isVisible()))
      await page.getByRole("button", { name: t.filter.views.menu }).click({ timeout: 2_000 });
    await expect(menu).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await menu.getByRole("textbox").fill(name);
  await menu.getByRole("checkbox").check();
  await menu.getByRole("button", { name: t.filter.views.save }).click();
  await expect(menu.getByRole("status")).toHaveText(t.filter.views.saved(name));
  await menu.getByRole("button", { name: t.filter.views.copy(name) }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const headlines = await firstRows(page).allTextContents();
  const context = await browser.newContext();
  const colleague = await context.newPage();
  await colleague.goto(link);
  await expect(box(colleague)).toHaveValue(accepted);
  await expect(total(colleague)).toHaveAttribute("data-total", String(before + matching));
  await expect(firstRows(colleague).first()).toBeVisible();
  const shared = await firstRows(colleague).allTextContents();
  const both = Math.min(shared.length, headlines.length);
  expect(both).toBeGreaterThan(1);
  expect(shared.slice(0, both)).toEqual(headlines.slice(0, both));
  await context.close();
  await menu.getByRole("button", { name: t.filter.views.remove(name) }).click();
  await expect(menu.getByRole("status")).toHaveText(t.filter.views.removed(name));

  // The acceptance is ended where all of them stand, and everything is open again.
  await page.goto("/acceptances?standing=matched");
  await page.getByRole("link", { name: reason }).click();
  const revoke = page.getByRole("dialog", { name: t.acceptances.acts.revokeTitle });
  await expect(async () => {
    await page.getByRole("button", { name: t.acceptances.acts.revoke, exact: true }).click({ timeout: 1_000 });
    await expect(revoke).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await revoke.getByLabel(t.acceptances.acts.why).fill("The gateway is replaced.");
  await revoke.getByRole("button", { name: t.acceptances.acts.revoke }).click();
  await expect(page.getByText(t.acceptances.acts.revoked(matching))).toBeVisible();
  expect(await countOf(page, accepted)).toBe(before);
  expect(await countOf(page, filter)).toBe(matching);
});
