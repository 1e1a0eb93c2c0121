import { expect, test } from "@playwright/test";

test("the reference is reached from the rail and narrowed down by number, product and who should reach it", async ({
  page,
}) => {
  await page.goto("/");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Ports", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ports");
  await page.getByRole("searchbox", { name: "Search ports" }).fill("10255");
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await expect(page).toHaveURL(/q=10255/);
  await expect(page.getByRole("table")).toContainText("kubelet read-only");
  await page.goto("/ports?reach=none&protocol=TCP");
  await expect(page.getByRole("table")).toContainText("nobody");
  await page.goto("/ports?q=nothing-is-called-so");
  await expect(page.getByRole("link", { name: "Show all ports" })).toBeVisible();
});

test("a port's page says who may reach it, what judges it, and on how many nodes it is open now", async ({ page }) => {
  await page.goto("/ports/10250");
  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { level: 1 })).toHaveText("10250/TCP");
  for (const part of ["kubelet API", "control plane, the node itself, monitoring", "Checks that judge it"])
    await expect(main).toContainText(part);
  await expect(main).toContainText(/open on \d+ of \d+ nodes/);
  await expect(main.getByRole("link", { name: /^harbor-/ }).first()).toBeVisible();
  await main.getByRole("link", { name: "Kubelet runs nothing for callers without credentials" }).click();
  await expect(page).toHaveURL(/checks\/kubelet-anonymous-exec/);
});

test("a number that nobody uses by default has a page, and what is no port has none", async ({ page }) => {
  await page.goto("/ports/12345");
  await expect(page.getByRole("main")).toContainText("Not in the port reference");
  for (const path of ["/ports/0", "/ports/65536", "/ports/none"])
    expect((await page.goto(path))?.status(), path).toBe(404);
});

test("port numbers of a node lead to the reference", async ({ page }) => {
  await page.goto("/nodes?q=harbor-worker-7");
  await page.getByRole("link", { name: "harbor-worker-7" }).first().click();
  const link = page.getByRole("main").getByRole("link", { name: "10250/TCP" }).first();
  await link.hover();
  await expect(page.getByRole("tooltip")).toContainText("Who should reach it");
  await link.click();
  await expect(page).toHaveURL(/\/ports\/10250/);
});

test("the API serves the reference", async ({ request }) => {
  const { items, total } = (await (await request.get("/api/v1/ports?port=10250")).json()) as {
    items: { component: string; reach: string[] }[];
    total: number;
  };
  expect(total).toBe(items.length);
  expect(items.map(({ component }) => component)).toContain("kubelet API");
  expect((await request.get("/api/v1/ports?port=0")).status()).toBe(422);
});
