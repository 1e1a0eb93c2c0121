import { expect, test } from "@playwright/test";

test("an engineer reads what changed, marks it as seen, and later sees only what is new", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Changes" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Changes" })).toBeVisible();
  await expect(page.locator('main a[href^="/findings/"]').first()).toBeVisible();
  await page.getByRole("button", { name: "Mark all as seen" }).click();
  await expect(page.getByText(/Nothing new since .* UTC/)).toBeVisible();
  await page.reload();
  await expect(page.getByText(/new since|Nothing new since/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Mark all as seen" })).toHaveCount(0);
});

test("what is asked of the changes stands in the address, and each part can be taken away", async ({ page }) => {
  await page.goto("/changes?kind=opened&severity=critical");
  const active = page.getByRole("list", { name: "Active filters" });
  await expect(active.getByRole("listitem")).toHaveCount(3);
  await expect(page.locator('main a[href^="/findings/"]').first()).toBeVisible();
  await active.getByRole("link", { name: /Severity/ }).click();
  await expect(page).toHaveURL(/\/changes\?kind=opened$/);
  await page.getByRole("navigation", { name: "Kind of change" }).getByRole("link", { name: "Ports" }).click();
  await expect(page).toHaveURL(/kind=port-opened/);
});

test("a change leads to its finding, its node and the scan that saw it", async ({ page }) => {
  await page.goto("/changes?kind=opened");
  await expect(page.getByRole("main").getByRole("link", { name: "Scan", exact: true }).first()).toHaveAttribute(
    "href",
    /^\/scans\//,
  );
  await page.locator('main a[href^="/findings/"]').first().click();
  await expect(page).toHaveURL(/\/findings\/[0-9a-f-]+/);
});

test("findings as of a day say so, and the day can be taken away", async ({ page }) => {
  const today = new Date().toISOString().slice(0, 10);
  await page.goto(`/findings?at=${today}`);
  await expect(page.getByRole("main")).toContainText(/findings as of \d+ \w+ \d{4} 23:59 UTC/);
  // Who has it is known of today alone.
  await expect(page.getByRole("columnheader", { name: "Severity" })).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "Assigned to" })).toHaveCount(0);
  await page.getByRole("link", { name: /^As of/ }).click();
  await expect(page).toHaveURL(/\/findings(\?view=all)?$/);
  await expect(page.getByRole("columnheader", { name: "Assigned to" })).toBeVisible();
});
