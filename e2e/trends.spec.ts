import { expect, type Locator, type Page, test } from "@playwright/test";

/** The one link of a chart that follows the keyboard. */
function pointOf(page: Page, chart: string): Locator {
  return page.getByRole("toolbar", { name: new RegExp(`^${chart}`) }).getByRole("link");
}

/** What the address opened: the number of rows that its list states. */
async function statedTotal(page: Page): Promise<number> {
  return Number(await page.locator("main [data-total]").first().getAttribute("data-total"));
}

test("a manager opens the trends, picks 90 days, and a point opens exactly the findings that it counts", async ({
  page,
}) => {
  await page.goto("/");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Trends" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Trends" })).toBeVisible();
  await page.getByRole("link", { name: "90 days" }).click();
  await expect(page).toHaveURL(/\/trends\?days=90/);
  const point = pointOf(page, "Open findings by severity");
  await point.focus();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowUp");
  await expect(point).toHaveAccessibleName(/now\. High: [\d,]+\. Opens/);
  const promised = Number(await point.getAttribute("data-count"));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/findings\?.*severity=high/);
  await expect(page.getByRole("heading", { level: 1, name: "Findings" })).toBeVisible();
  expect(await statedTotal(page)).toBe(promised);
  await page.goBack();
  await expect(page).toHaveURL(/\/trends\?days=90/);
  await expect(page.getByRole("link", { name: "90 days" })).toHaveAttribute("aria-current", "true");
});

test("a chart's table has the numbers of the chart, each a link to its rows, and its summary says the last", async ({
  page,
}) => {
  await page.goto("/trends?days=7");
  const section = page.locator("section#findings");
  const summary = await section.locator("p").first().textContent();
  await section.getByText("Show as a table").click();
  const last = section.locator("tbody tr").first();
  const counts = await last
    .locator("[data-count]")
    .evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute("data-count"))));
  expect(counts).toHaveLength(6);
  expect(counts.at(-1)).toBe(counts.slice(0, -1).reduce((sum, count) => sum + count, 0));
  expect(summary?.replaceAll(",", "")).toMatch(new RegExp(`^${counts.at(-1)} findings? `));
  const point = pointOf(page, "Open findings by severity");
  await point.focus();
  await expect(point).toHaveAttribute("data-count", String(counts[0]));
  await last.locator("[data-count]").last().click();
  await expect(page).toHaveURL(/\/findings/);
  expect(await statedTotal(page)).toBe(counts.at(-1));
});

test("a pointer reads exact values with day and zone, and says what a click opens", async ({ page }) => {
  await page.goto("/trends?days=7");
  const point = pointOf(page, "Open findings by severity");
  const box = await point.boundingBox();
  if (!box) throw new Error("the chart has no size");
  const section = page.locator("section#findings");
  // The chart follows the pointer once the page's script runs.
  await expect(async () => {
    await page.mouse.move(box.x + box.width - 5, box.y + box.height - 4);
    await page.mouse.move(box.x + box.width - 4, box.y + box.height - 4);
    await expect(section).toContainText(/\d{4}, now/, { timeout: 1_000 });
  }).toPass();
  await expect(section).toContainText(/Opens [\d,]+ findings?\./);
  await page.mouse.move(box.x + 4, box.y + 4);
  await expect(section).toContainText(/end of the day in UTC/);
  await page.mouse.click(box.x + box.width - 4, box.y + box.height - 2);
  await expect(page).toHaveURL(/\/findings\?severity=critical/);
});

test("days that are no days say so, and what was typed stays", async ({ page }) => {
  await page.goto("/trends?from=2026-02-30&to=2026-03-01");
  await expect(page.getByText("“2026-02-30” is no day: write it as YYYY-MM-DD.")).toBeVisible();
  await expect(page.getByLabel("From")).toHaveValue("2026-02-30");
  await expect(page.getByLabel("To", { exact: true })).toHaveValue("2026-03-01");
  await page.goto("/trends?from=2026-03-02&to=2026-03-01");
  await expect(page.getByText("The last day is before the first.")).toBeVisible();
  await page.goto("/trends?days=31");
  await expect(page.getByText("days: must be one of 7, 30, 90, 365.")).toBeVisible();
});

test("days before the first scan say when the first was, and lead there", async ({ page }) => {
  await page.goto("/trends?from=2020-01-01&to=2020-01-31");
  await expect(page.getByText("No scan ended in these days")).toBeVisible();
  await expect(page.getByText(/The first numbers are of/)).toBeVisible();
  await page.getByRole("link", { name: "Show from the first day on" }).click();
  await expect(page.locator("section#findings")).toBeVisible();
});

test("a part of the clusters is chosen by dimension and value, and its numbers open its rows", async ({ page }) => {
  await page.goto("/trends?days=7");
  await page.getByRole("link", { name: "Node role" }).click();
  await expect(page).toHaveURL(/by=role/);
  await page.getByRole("combobox", { name: "Role" }).selectOption("worker");
  await expect(page).toHaveURL(/value=worker/);
  const section = page.locator("section#findings");
  await section.getByText("Show as a table").click();
  const total = section.locator("tbody tr").first().locator("[data-count]").last();
  const promised = Number(await total.getAttribute("data-count"));
  await total.click();
  await expect(page).toHaveURL(/role=worker/);
  expect(await statedTotal(page)).toBe(promised);
});

test("the monthly report has the numbers of the trends, and one button prints it", async ({ page }) => {
  await page.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute("data-printed", "yes");
  });
  const month = new Date().toISOString().slice(0, 7);
  await page.goto(`/report?month=${month}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Monthly report");
  const ends = page.locator("section#standing tbody tr").last().locator("[data-count]");
  const end = Number(await ends.last().getAttribute("data-count"));
  await page.getByRole("button", { name: "Print or save as PDF" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-printed", "yes");

  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await expect(page.getByRole("navigation", { name: "Main" })).toBeHidden();
  await expect(page.getByRole("button", { name: "Print or save as PDF" })).toBeHidden();
  await expect(page.getByText(`/report?month=${month}`)).toBeVisible();
  const ink = await page.locator("h1").evaluate((title) => getComputedStyle(title).color);
  expect(ink).toBe("rgb(15, 23, 42)");
  await page.emulateMedia({ media: "screen", colorScheme: "light" });

  await page.getByRole("link", { name: "Trends of this month" }).click();
  await expect(page).toHaveURL(new RegExp(`from=${month}-01`));
  const summary = await page.locator("section#findings p").first().textContent();
  expect(summary?.replaceAll(",", "")).toMatch(new RegExp(`^${end} findings? `));
});

test("a month that is none says so, and what was typed stays", async ({ page }) => {
  await page.goto("/report?month=2026-13");
  await expect(page.getByText("“2026-13” is no month: write it as YYYY-MM.")).toBeVisible();
  await expect(page.getByLabel("Month", { exact: true })).toHaveValue("2026-13");
});
