import { expect, test } from "@playwright/test";

test("a manager reads the trend: its last day opens the findings that it counts, and it has a table", async ({
  page,
}) => {
  await page.goto("/");
  await page.getByRole("link", { name: "90 days" }).click();
  await expect(page).toHaveURL(/days=90/);
  const point = page.getByRole("toolbar", { name: /^Open findings/ }).getByRole("link");
  await expect(point).toHaveAccessibleName(/, now\. Critical: \d+\. Opens/);
  await page.getByText("Show as a table").click();
  await expect(page.getByRole("table").filter({ hasText: "Day (UTC)" })).toBeVisible();
  const promised = await point.getAttribute("data-count");
  await point.focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/findings\?.*severity=critical/);
  await expect(page.locator("main [data-total]").first()).toHaveAttribute("data-total", promised ?? "");
  await page.goBack();
  await page.getByRole("link", { name: "All trends" }).click();
  await expect(page).toHaveURL(/\/trends\?days=90/);
});

test("each severity count of the overview opens exactly the findings that it counts", async ({ page, request }) => {
  for (const severity of ["Critical", "High", "Medium", "Low", "Info"]) {
    await page.goto("/");
    const tile = page
      .getByRole("region", { name: "Open findings by severity" })
      .getByRole("link", { name: new RegExp(`^${severity}`) });
    const promised = Number(/\d+/.exec((await tile.textContent()) ?? "")?.[0]);
    await tile.click();
    await expect(page).toHaveURL(new RegExp(`severity=${severity.toLowerCase()}`));
    const counted = (await (await request.get(`/api/v1/findings?severity=${severity.toLowerCase()}`)).json()).total;
    expect(counted).toBe(promised);
    await expect(page.locator("main [data-total]").first()).toHaveAttribute("data-total", String(promised));
    // The list draws the rows that are in sight.
    const rows = page.locator("tbody tr[data-index]");
    await expect(rows.first()).toBeVisible();
    await expect(rows.filter({ hasNotText: severity })).toHaveCount(0);
  }
});

test("the score shows its formula with this cluster's numbers, and its coverage", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("main")).toContainText(/% covered/);
  await page.getByRole("button", { name: "How it is made" }).click();
  await expect(page.getByRole("dialog")).toContainText(/100 × \d+ passed/);
});

test("the first line says how many nodes were checked, and which could not be reached", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toContainText(/\d+ of \d+ nodes checked/);
  await expect(page.getByRole("main")).toContainText("harbor-worker-8 could not be reached");
});
