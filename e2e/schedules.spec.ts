import { expect, test } from "@playwright/test";

test("a cron line that never fires is told so beside its field, and one that does shows its next times", async ({
  page,
}) => {
  await page.goto("/schedules/new");
  const cron = page.getByRole("textbox", { name: /cron/i });
  await cron.fill("0 0 30 2 *");
  await page
    .getByRole("button", { name: /Add|Save|Create/ })
    .last()
    .click();
  await expect(page.getByRole("main")).toContainText(/never/i);
  await expect(cron).toHaveValue("0 0 30 2 *");
  await cron.fill("30 2 * * 1");
  await expect(page.getByRole("main")).toContainText(/02:30/);
});

test("a schedule is added, paused and deleted", async ({ page, request }) => {
  const clusters = (await (await request.get("/api/v1/clusters")).json()).items as { id: string; name: string }[];
  const cluster = clusters.find(({ name }) => name === "skiff")?.id;
  const wrong = await request.post("/api/v1/schedules", {
    data: { cluster, cron: "61 * * * *", timeZone: "Mars/Olympus" },
  });
  expect(wrong.status()).toBe(422);
  const added = await request.post("/api/v1/schedules", {
    data: { cluster, cron: "30 2 * * 1", timeZone: "Europe/London" },
  });
  expect(added.status()).toBe(201);
  const { id } = (await added.json()) as { id: string };
  await page.goto("/schedules");
  const row = page.getByRole("row").filter({ hasText: "30 2 * * 1" });
  await row.getByRole("button", { name: /Pause/ }).click();
  await expect(row.getByRole("button", { name: /Resume/ })).toBeVisible();
  await row.getByRole("button", { name: /Delete/ }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /Delete/ })
    .click();
  await expect(row).toHaveCount(0);
  const all = (await (await request.get("/api/v1/schedules")).json()).items as { id: string }[];
  expect(all.map((schedule) => schedule.id)).not.toContain(id);
});
