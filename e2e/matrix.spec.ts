import { expect, type Page, test } from "@playwright/test";
import type { Matrix, MatrixRow } from "../lib/domain/views/matrix-view.ts";
import type { Overview } from "../lib/domain/views/overview-view.ts";

const grid = (page: Page) => page.getByRole("grid", { name: "Nodes by classes of ports" });
const total = (page: Page) => page.locator("main [data-total]").first();

/** Opens the matrix, which the browser then reads the whole of. */
async function open(page: Page, path = "/nodes"): Promise<void> {
  const read = page.waitForResponse((answer) => new URL(answer.url()).pathname === "/api/v1/matrix");
  await page.goto(path);
  expect((await read).status()).toBe(200);
  await expect(page.getByRole("main").getByRole("searchbox")).toBeVisible();
}

async function readMatrix(page: Page): Promise<Matrix> {
  return (await (await page.request.get("/api/v1/matrix?sort=worst")).json()) as Matrix;
}

test("the first screen is in the page before any script, and says each cell in words", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL ? { baseURL } : {}) });
  const page = await context.newPage();
  await page.goto("/nodes");
  await expect(page.getByRole("rowheader", { name: "harbor-worker-6" })).toBeVisible();
  await expect(page.getByRole("link", { name: /^harbor-worker-6, Kubelet: open from node network/ })).toBeVisible();
  await expect(
    page.getByRole("link", { name: /^harbor-worker-8, Kubelet: not known from node network/ }),
  ).toBeVisible();
  await context.close();
});

test("from a cell to the proof in one click, by pointer and by key", async ({ page }) => {
  const { rows } = await readMatrix(page);
  const worst = rows.find(({ cells }) => cells.some((cell) => cell?.worst === "critical"));
  const cell = worst?.cells.find((one) => one?.worst === "critical");
  await open(page);
  await page.locator(`a[href="/findings/${cell?.findingId}"]`).first().click();
  await expect(page).toHaveURL(`/findings/${cell?.findingId}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.goBack();
  await expect(grid(page)).toBeVisible();
  await page.locator(`a[href="/findings/${cell?.findingId}"]`).first().focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`/findings/${cell?.findingId}`);
});

test("the grid is walked by keys, and the address keeps the cell", async ({ page }) => {
  const { rows } = await readMatrix(page);
  await open(page, "/nodes?sort=name");
  const first = grid(page).getByRole("rowheader").first().getByRole("link");
  await first.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await expect(page.locator(":focus")).toHaveAccessibleName(/, Kubelet: /);
  await page.keyboard.press("End");
  await expect(page.locator(":focus")).toHaveAccessibleName(/, Other: /);
  const focused = await page.locator(":focus").getAttribute("data-place");
  await expect(page).toHaveURL(new RegExp(`cell=${focused?.split(".")[0]}\\.other`));
  await page.keyboard.press("Control+End");
  await expect(page.locator(":focus")).toHaveAccessibleName(/, Other: /);
  await page.keyboard.press("Control+Home");
  await expect(first).toBeFocused();
  await expect(grid(page).locator('[data-place][tabindex="0"]')).toHaveCount(1);
  expect(rows.length).toBeGreaterThan(20);
});

test("space goes through the findings of a cell, and Escape leads back", async ({ page }) => {
  const { rows } = await readMatrix(page);
  const row = rows.find(({ cells }) => cells.some((cell) => (cell?.findings ?? 0) > 1));
  const column = row?.cells.findIndex((cell) => (cell?.findings ?? 0) > 1) ?? 0;
  await open(page);
  const cell = page.locator(`[data-place="${row?.id}.${column + 1}"]`);
  await cell.focus();
  await page.keyboard.press("Space");
  const card = page.getByRole("dialog", { name: "Findings of this cell" });
  await expect(card.getByRole("link").first()).toBeFocused();
  expect(await card.locator('a[href^="/findings/"]').count()).toBeGreaterThan(1);
  await page.keyboard.press("Escape");
  await expect(card).toBeHidden();
  await expect(cell).toBeFocused();
});

test("filter, order, groups and folded groups stand in the address, and Back takes a step back", async ({ page }) => {
  await open(page);
  await page.getByLabel("Group by").selectOption({ label: "Group by: Role" });
  await expect(page).toHaveURL(/group=role/);
  const workers = page.getByRole("button", { name: /^Worker/ });
  await workers.click();
  await expect(workers).toHaveAttribute("aria-expanded", "false");
  await expect(page).toHaveURL(/folded=worker/);
  await page.goBack();
  await expect(workers).toHaveAttribute("aria-expanded", "true");
  await page.getByRole("searchbox", { name: /^Name, address or role/ }).fill("harbor-worker-?");
  await expect(page).toHaveURL(/q=harbor-worker/);
  await expect(total(page)).toContainText("9 of");
  await page.reload();
  await expect(total(page)).toContainText("9 of");
  await expect(page.getByRole("button", { name: /^Worker 9 nodes/ })).toBeVisible();
});

test("where nothing matches, the page says which filter excludes the most", async ({ page }) => {
  await open(page, "/nodes?role=worker&q=no-node-is-called-so");
  const main = page.getByRole("main");
  await expect(main).toContainText("No node matches");
  await expect(main).toContainText(/the words "no-node-is-called-so" excludes the most: without it \d+ nodes/);
  await page.getByRole("button", { name: /^Without the words/ }).click();
  await expect(grid(page)).toBeVisible();
});

test("a column counts what the overview counts, and opens as many nodes", async ({ page }) => {
  const { strip } = (await (await page.request.get("/api/v1/overview")).json()) as Overview;
  await open(page);
  for (const [section, name] of [
    ["etcd", "etcd"],
    ["api-server", "API server"],
    ["control-plane", "Control plane"],
    ["nodeport", "NodePort"],
    ["other", "Other"],
  ] as const) {
    const { reachable = -1, nodes = -1 } = strip.find((item) => item.section === section) ?? {};
    const counted = page.getByRole("columnheader", { name: new RegExp(`^${name}`) }).getByRole("link");
    await expect(counted).toHaveAccessibleName(`${name}: open on ${reachable} of ${nodes} nodes`);
    await counted.click();
    await expect(page).toHaveURL(new RegExp(`reachable=${section}`));
    if (reachable > 0) await expect(total(page)).toHaveAttribute("data-total", `${reachable}`);
    await page.goBack();
  }
  await page.goto("/nodes?reachable=kubelet");
  const kubelet = strip.find(({ section }) => section === "kubelet");
  await expect(total(page)).toHaveAttribute("data-total", `${kubelet?.reachable}`);
});

/** As many nodes as are asked for, made of those that the demo has. */
function many(matrix: Matrix, count: number): Matrix {
  const rows = Array.from({ length: count }, (_, index): MatrixRow => {
    const row = matrix.rows[index % matrix.rows.length] as MatrixRow;
    return { ...row, id: `${row.id}-${index}`, name: `${row.name}-${index}` };
  });
  return { ...matrix, rows, total: count };
}

test("five thousand nodes are fewer than two hundred rows of the document, and answer at once", async ({ page }) => {
  const body = many(await readMatrix(page), 5_000);
  await page.route("**/api/v1/matrix", (route) => route.fulfill({ json: body }));
  await open(page);
  await expect(total(page)).toContainText("5,000 nodes");
  await expect(grid(page)).toHaveAttribute("aria-rowcount", "5001");
  const rows = grid(page).getByRole("row");
  expect(await rows.count()).toBeLessThan(200);
  await grid(page).getByRole("rowheader").first().getByRole("link").focus();
  await page.keyboard.press("Control+End");
  await expect(grid(page).locator('[aria-rowindex="5001"]')).toBeVisible();
  expect(await rows.count()).toBeLessThan(200);
  const search = page.getByRole("searchbox", { name: /^Name, address or role/ });
  await search.fill("harbor-cp-1-0");
  await expect(total(page)).toContainText("of 5,000 nodes");
  await search.fill("");
  await page.getByLabel("Group by").selectOption({ label: "Group by: Zone" });
  expect(await rows.count()).toBeLessThan(200);
});
