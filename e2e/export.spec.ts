import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import * as t from "../lib/messages/index.ts";

const words = t.exporting;
const filter = "/findings?q=severity%3Ahigh&sort=check";

const panelOf = (page: Page) => page.locator("[data-export]");

async function openMenu(page: Page): Promise<number> {
  await expect(async () => {
    if (!(await panelOf(page).isVisible())) await page.getByRole("button", { name: words.label }).click();
    await expect(panelOf(page)).toBeVisible({ timeout: 2000 });
  }).toPass();
  return Number(await panelOf(page).getAttribute("data-export"));
}

async function download(page: Page, format: keyof typeof words.formats): Promise<{ file: string; text: string }> {
  const { name, use } = words.formats[format];
  const waiting = page.waitForEvent("download");
  await panelOf(page)
    .getByRole("link", { name: `${name} ${use}`, exact: true })
    .click();
  const saved = await waiting;
  return { file: saved.suggestedFilename(), text: await readFile(await saved.path(), "utf8") };
}

const lines = (text: string) => text.trimEnd().split("\n");
/** How many findings a file holds, as its own kind of reader counts them. */
const rowsIn = {
  csv: (text: string) => lines(text).length - 1,
  markdown: (text: string) => lines(text).filter((line) => line.startsWith("| ")).length - 2,
  json: (text: string) => (JSON.parse(text) as unknown[]).length,
  jsonl: (text: string) => lines(text).map((line) => JSON.parse(line) as unknown).length,
  sarif: (text: string) => (JSON.parse(text) as { runs: { results: unknown[] }[] }).runs[0]?.results.length,
  ocsf: (text: string) => lines(text).map((line) => JSON.parse(line) as unknown).length,
  junit: (text: string) => text.match(/<testcase /g)?.length,
} as const;

test("every format has as many rows as the page says, and the file's name says so", async ({ page }) => {
  await page.goto(filter);
  const total = Number(await page.locator("[data-total]").first().getAttribute("data-total"));
  expect(await openMenu(page)).toBe(total);
  for (const format of Object.keys(rowsIn) as (keyof typeof rowsIn)[]) {
    const { file, text } = await download(page, format);
    expect(file).toMatch(new RegExp(`^breakwater-findings-${total}-rows-\\d{4}-\\d\\d-\\d\\d\\.`));
    expect(rowsIn[format](text), format).toBe(total);
  }
});

test("CSV has the columns of the list in its order, and the rows as the list sorts them", async ({ page, request }) => {
  await page.goto(filter);
  const total = await openMenu(page);
  const { text } = await download(page, "csv");
  const [heads = "", ...rows] = text.trimEnd().split("\r\n");
  expect(heads).toBe("severity,finding,node,port,vantage,result,assignee,due,failing");
  expect(rows).toHaveLength(total);
  const { items } = (await (await request.get("/api/v1/findings?q=severity:high&sort=check&limit=200")).json()) as {
    items: { headline: string }[];
  };
  for (const [index, { headline }] of items.slice(0, rows.length).entries()) {
    expect(rows[index]?.replaceAll('""', '"')).toContain(headline.trim());
  }
  const command = panelOf(page).locator("code").last();
  await expect(command).toHaveText(/^curl -fOJ '?http:\/\/.*format=csv.*columns=severity/);
});

test("the print view has every row of the filter on one page", async ({ page }) => {
  await page.goto(filter);
  const total = await openMenu(page);
  await panelOf(page).getByRole("link", { name: words.print.name }).click();
  await expect(page.getByRole("heading", { level: 1, name: words.printed.title })).toBeVisible();
  await expect(page.locator("tbody tr")).toHaveCount(total);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("navigation")).toHaveCount(0);
});

test("a finding is copied as an issue with its checklist, from the page and from the drawer", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(filter);
  const row = page.locator("tbody tr[data-index]").first();
  const headline = (await row.getByRole("link").first().textContent()) ?? "";
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await row.getByRole("link").first().click();
  await page.getByRole("button", { name: words.copy.issue }).click();
  await expect(page.getByText(words.copy.issued)).toBeVisible();
  const issue = await copied();
  expect(issue).toMatch(/^# high: /);
  expect(issue).toContain("- [ ] 1. ");
  expect(issue).toContain("Labels: security, severity:high");
  await page.goto(/<(http[^>]*\/findings\/[^>]*)>\s*$/.exec(issue)?.[1] ?? "");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(headline);
  await page.getByRole("button", { name: words.copy.note }).click();
  await expect(page.getByText(words.copy.noted)).toBeVisible();
  expect(await copied()).toMatch(/^## /);
});

test("links to Headlamp come with its address, go with it, and an address that is none is refused", async ({
  page,
}) => {
  const nodes = (await (await page.request.get("/api/v1/nodes?limit=1")).json()) as {
    items: { id: string; name: string; clusterName: string }[];
  };
  const [node] = nodes.items;
  const link = page.getByRole("link", { name: words.headlamp.of(node?.name ?? "") });
  const save = async (address: string) => {
    await page.goto("/settings/links");
    await page.getByLabel(words.links.headlamp).fill(address);
    await page.getByRole("button", { name: words.links.save }).click();
  };
  try {
    await save("ftp://headlamp.example");
    await expect(page.getByText(words.links.problems["not-http"])).toBeVisible();
    await save("https://headlamp.example/ui/");
    await expect(page.getByText(words.links.saved)).toBeVisible();
    await page.goto(`/nodes/${node?.id}`);
    const wanted = `https://headlamp.example/ui/c/${node?.clusterName}/nodes/${node?.name}`;
    await expect(link).toHaveAttribute("href", wanted);
    await expect(link).toHaveAttribute("rel", "noopener noreferrer");
  } finally {
    await save("");
    await expect(page.getByText(words.links.saved)).toBeVisible();
  }
  await page.goto(`/nodes/${node?.id}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(link).toHaveCount(0);
});
