import { expect, test } from "@playwright/test";

test("the fleet by port is reached from the rail, narrowed down in the address, and leads to the rows it counts", async ({
  page,
}) => {
  await page.goto("/");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Ports", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ports");
  await page.getByRole("searchbox", { name: "Search open ports" }).fill("10250");
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await expect(page).toHaveURL(/q=10250/);
  const row = page.getByRole("row", { name: /10250\/TCP/ });
  for (const part of [/kubelet/, /\d+ of \d+ nodes/, /No baseline yet|Expected|Unexpected/, /Critical/])
    await expect(row).toContainText(part);
  const findings = row.getByRole("link", { name: /finding/ });
  const count = await findings.getAttribute("data-count");
  await findings.click();
  await expect(page).toHaveURL(/findings\?.*port=10250/);
  await expect(page.locator(`[data-total="${count}"]`).first()).toBeAttached();
  await page.goto("/ports?q=nothing-is-called-so");
  await expect(page.getByRole("link", { name: "Show all open ports" }).first()).toBeVisible();
});

test("the ports of one cluster are in the order that is asked for, and going back restores it", async ({ page }) => {
  await page.goto("/ports?sort=port");
  const numbers = async () =>
    (await page.locator("tbody [data-port]").allTextContents()).map((text) => Number.parseInt(text, 10));
  const listed = await numbers();
  expect(listed.length).toBeGreaterThan(10);
  expect(listed).toEqual([...listed].sort((a, b) => a - b));
  await page.getByRole("link", { name: "Open on" }).click();
  await expect(page).toHaveURL(/sort=nodes/);
  await page.goBack();
  await expect(page).toHaveURL(/sort=port/);
  await expect.poll(numbers).toEqual(listed);
});

test("the reference is a tab beside it, and where it stood before leads to it", async ({ page }) => {
  await page.goto("/ports");
  await page.getByRole("link", { name: "Port reference" }).click();
  await expect(page).toHaveURL(/\/ports\/reference/);
  await page.getByRole("searchbox", { name: "Search ports" }).fill("10255");
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await expect(page).toHaveURL(/q=10255/);
  await expect(page.getByRole("table")).toContainText("kubelet read-only");
  await page.goto("/ports?reach=none&protocol=TCP");
  await expect(page).toHaveURL(/\/ports\/reference\?.*reach=none/);
  await expect(page.getByRole("table")).toContainText("nobody");
  await page.goto("/ports#ports-cilium");
  await expect(page).toHaveURL(/\/ports\/reference#ports-cilium/);
  await page.goto("/ports/reference?q=nothing-is-called-so");
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

test("port numbers of a node explain themselves where one points, and lead to the reference", async ({ page }) => {
  await page.goto("/nodes?q=harbor-worker-7");
  await page.getByRole("link", { name: "harbor-worker-7" }).first().click();
  const link = page.getByRole("main").getByRole("link", { name: "10250/TCP" }).first();
  await link.hover();
  const card = page.getByRole("tooltip");
  await expect(card).toContainText("Who should reach it");
  await page.keyboard.press("Escape");
  await expect(card).toHaveCount(0);
  await link.click();
  await expect(page).toHaveURL(/\/ports\/10250/);
});

test("a word of the glossary explains itself on focus, and its link leads to its entry", async ({ page }) => {
  await page.goto("/ports");
  const word = page.getByRole("link", { name: "Reached from" });
  await page.getByRole("link", { name: "Open on" }).focus();
  await page.keyboard.press("Tab");
  await expect(word).toBeFocused();
  await expect(page.getByRole("tooltip")).toContainText("The place from which a probe is made");
  await expect(word).toHaveAttribute("aria-describedby", "glossary-card");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/glossary#vantage/);
  await expect(page.locator("#vantage")).toContainText("severity follows the widest place");
});

test.describe("with a finger", () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  test("the first tap on a port number explains it, and the card has the way on", async ({ page }) => {
    await page.goto("/ports?q=10250");
    await page.getByRole("link", { name: "10250/TCP" }).tap();
    const card = page.getByRole("dialog", { name: "Explanation" });
    await expect(card).toContainText("kubelet API");
    await expect(page).toHaveURL(/\/ports\?q=10250/);
    await card.getByRole("link", { name: "All about port 10250" }).tap();
    await expect(page).toHaveURL(/\/ports\/10250/);
  });
});

test("the API serves the reference, the fleet by port and the glossary", async ({ request }) => {
  const { items, total } = (await (await request.get("/api/v1/ports?port=10250")).json()) as {
    items: { component: string; reach: string[] }[];
    total: number;
  };
  expect(total).toBe(items.length);
  expect(items.map(({ component }) => component)).toContain("kubelet API");
  expect((await request.get("/api/v1/ports?port=0")).status()).toBe(422);
  const fleet = (await (await request.get("/api/v1/fleet-ports?q=10250")).json()) as {
    items: { port: number; protocol: string; exposures: number }[];
  };
  const [kubelet] = fleet.items;
  const rows = await request.get(`/api/v1/exposures?port=10250&protocol=${kubelet?.protocol}&limit=1`);
  expect(((await rows.json()) as { total: number }).total).toBe(kubelet?.exposures);
  const words = (await (await request.get("/api/v1/glossary?term=kubelet")).json()) as { items: { is: string }[] };
  expect(words.items[0]?.is).toContain("10250");
  expect((await request.get("/api/v1/glossary?term=nothing")).status()).toBe(422);
});
