import { expect, type Locator, type Page, test } from "@playwright/test";
import { type Severity, severities } from "../../lib/domain/severity.ts";
import * as t from "../../lib/messages/index.ts";

type Counts = Record<Severity, number>;

const countOf = async (place: Locator) => Number(await place.getAttribute("data-count"));
const sumOf = (counts: Counts) => severities.reduce((sum, severity) => sum + counts[severity], 0);
const statedTotal = (page: Page) => page.locator("main [data-total]").first();

/** The tiles of the overview. */
async function openOnOverview(page: Page): Promise<Counts> {
  const tiles = page.getByRole("region", { name: t.overview.severities.title }).locator("[data-count]");
  const counts = await Promise.all(severities.map(async (_, index) => countOf(tiles.nth(index))));
  return Object.fromEntries(severities.map((severity, index) => [severity, counts[index] ?? 0])) as Counts;
}

/** Goes back so many days on the chart of open findings, with the keyboard; the link of the point. */
async function pointOfDaysAgo(page: Page, days: number): Promise<Locator> {
  const chart = page.getByRole("toolbar", { name: new RegExp(`^${t.trends.findings.title}`) });
  const point = chart.getByRole("link");
  await expect(async () => {
    await point.focus();
    await page.keyboard.press("End");
    for (let back = 0; back < days; back += 1) await page.keyboard.press("ArrowLeft");
    await expect(point).toHaveAttribute("href", /[?&]at=/, { timeout: 500 });
  }).toPass();
  return point;
}

test("a manager reads the overview, follows the trend to a day, compares two dates, and prints the same numbers", async ({
  page,
}) => {
  await page.goto("/");
  await expect(async () => {
    await page.getByRole("button", { name: t.overviewRoles.asked.manager }).click({ timeout: 1_000 });
    await expect(page.locator("section#month")).toBeVisible({ timeout: 2_000 });
  }).toPass();
  const open = await openOnOverview(page);
  expect(sumOf(open)).toBeGreaterThan(0);
  await expect(page.locator("section#month")).toContainText(`${sumOf(open)} open findings`);

  // The trend ends with the numbers of the overview, and a point of it opens the findings of that day.
  await page.getByRole("link", { name: t.overview.trend.all }).click();
  await expect(page).toHaveURL(/\/trends\?days=90/);
  const summary = page.locator("section#findings p").first();
  await expect(summary).toContainText(`${sumOf(open)} findings`);
  const point = await pointOfDaysAgo(page, 20);
  const then = await countOf(point);
  const day = /[?&]at=([\d-]+)/.exec((await point.getAttribute("href")) ?? "")?.[1] ?? "";
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/findings\\?.*at=${day}`));
  await expect(statedTotal(page)).toHaveAttribute("data-total", String(then));

  // Two dates beside each other: a number opens as many rows.
  await page.goto("/");
  await page.getByRole("link", { name: t.overviewRoles.month.compare }).click();
  await expect(page).toHaveURL(/\/compare\?from=/);
  await page.getByLabel(t.compare.pick.from, { exact: true }).fill(day);
  await page.getByRole("main").getByRole("button", { name: t.compare.pick.compare }).click();
  await expect(page).toHaveURL(new RegExp(`from=${day}`));
  const row = page.getByRole("row", { name: /harbor/ });
  const number = row.locator("[data-count]").first();
  const differing = await countOf(number);
  expect(differing).toBeGreaterThan(0);
  await number.click();
  await expect(page).toHaveURL(/kind=/);
  await expect(statedTotal(page)).toHaveAttribute("data-total", String(differing));

  // Paper says what the screens said.
  await page.goto("/");
  await page.locator("section#month").getByRole("link", { name: t.overviewRoles.month.report }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(t.report.title);
  await page.getByRole("link", { name: t.report.form.later }).click();
  await expect(page).toHaveURL(new RegExp(`month=${new Date().toISOString().slice(0, 7)}`));
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("navigation", { name: t.frame.rail })).toBeHidden();
  const rows = page.locator("section#standing tbody tr");
  for (const [index, severity] of severities.entries())
    expect(await countOf(rows.nth(index).locator("[data-count]").last()), severity).toBe(open[severity]);
  expect(await countOf(rows.last().locator("[data-count]").last())).toBe(sumOf(open));
  await expect(page.locator("section#findings p").first()).toContainText(`${sumOf(open)} findings`);
  await expect(page.getByText(/\/report\?month=/).last()).toBeVisible();
  const tooWide = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  expect(tooWide).toBe(false);
});
