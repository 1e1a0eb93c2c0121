import { expect, type Page, test } from "@playwright/test";

const kinds = ["History of ports and verdicts", "Resolved findings", "Evidence", "Trends"] as const;

async function openFor(page: Page, cluster: string) {
  await page.goto("/settings/retention");
  await page.getByRole("button", { name: `Edit how long ${cluster} is kept` }).click();
  return page.getByRole("dialog");
}

test("zero days are refused beside their field, and what was typed stays", async ({ page }) => {
  const dialog = await openFor(page, "skiff");
  await dialog.getByRole("combobox", { name: `${kinds[0]}: how long` }).selectOption("A number of days");
  const days = dialog.getByRole("textbox", { name: `Days: ${kinds[0]}` });
  await days.fill("0");
  await dialog.getByRole("button", { name: "Show what would be deleted" }).click();
  await expect(dialog.getByRole("alert")).toContainText("give at least 1 day");
  await expect(days).toHaveValue("0");
  await expect(days).toHaveAttribute("aria-invalid", "true");
  await days.fill("10");
  await dialog.getByRole("button", { name: "Show what would be deleted" }).click();
  await expect(dialog.getByRole("alert")).toContainText("evidence cannot outlive the intervals");
});

test("a policy shows what it would delete before it is saved, and is taken back", async ({ page, request }) => {
  const dialog = await openFor(page, "skiff");
  await dialog.getByRole("combobox", { name: `${kinds[1]}: how long` }).selectOption("A number of days");
  await dialog.getByRole("textbox", { name: `Days: ${kinds[1]}` }).fill("3650");
  await dialog.getByRole("button", { name: "Show what would be deleted" }).click();
  await expect(dialog.getByRole("heading", { name: "What would be deleted" })).toBeVisible();
  await dialog.getByRole("button", { name: /^Save/ }).click();
  await expect(dialog).toHaveCount(0);
  const row = page.getByRole("row").filter({ hasText: "skiff" });
  await expect(row).toContainText("3,650 days");
  const { items } = (await (await request.get("/api/v1/retention")).json()) as {
    items: { clusterId: string; clusterName: string | null; own: string[] }[];
  };
  const skiff = items.find(({ clusterName }) => clusterName === "skiff");
  expect(skiff?.own).toContain("findings");
  const back = { cluster: skiff?.clusterId, intervals: 400, findings: 400, evidence: 400 };
  expect((await request.put("/api/v1/retention", { data: back })).status()).toBe(200);
});

test("the API refuses what the page refuses, and previews without changing anything", async ({ request }) => {
  for (const days of [0, -1, 1.5, "30", 4000]) {
    const refused = await request.put("/api/v1/retention", { data: { intervals: days } });
    expect(refused.status()).toBe(422);
    expect(((await refused.json()) as { fields: object }).fields).toHaveProperty("intervals");
  }
  const before = await (await request.get("/api/v1/retention")).json();
  const preview = await request.post("/api/v1/retention/preview", { data: { intervals: 1, findings: 1, evidence: 1 } });
  expect(preview.status()).toBe(200);
  const { rows, kinds: told } = (await preview.json()) as { rows: number; kinds: { rows: number }[] };
  expect(told.reduce((sum, kind) => sum + kind.rows, 0)).toBe(rows);
  const after = await (await request.get("/api/v1/retention")).json();
  expect(after.items).toEqual(before.items);
});
