import { expect, test } from "@playwright/test";

test("a security engineer filters to the critical kubelet findings and shares the URL", async ({ page, browser }) => {
  await page.goto("/findings");
  const toggle = page.getByRole("list", { name: "Severity" }).getByRole("link", { name: /^Critical/ });
  await page.getByRole("combobox", { name: "Component" }).selectOption("kubelet");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/component=kubelet/);
  const promised = Number(/\d+/.exec((await toggle.textContent()) ?? "")?.[0]);
  expect(promised).toBeGreaterThan(0);
  await toggle.click();
  await expect(page).toHaveURL(/severity=critical/);
  const rows = page.getByRole("row").filter({ has: page.getByRole("link", { name: /Kubelet on/ }) });
  await expect(rows).toHaveCount(promised);

  const colleague = await (await browser.newContext()).newPage();
  await colleague.goto(page.url());
  const shared = colleague.getByRole("row").filter({ has: colleague.getByRole("link", { name: /Kubelet on/ }) });
  await expect(shared).toHaveCount(promised);
  await expect(shared.first()).toContainText("Critical");
});

test("words of the search must all occur, and a chip takes a filter away", async ({ page }) => {
  await page.goto("/findings");
  const search = page.getByRole("searchbox", { name: "Search findings" });
  // The shortcut works once the page's script runs.
  await expect(async () => {
    await page.keyboard.press("/");
    await expect(search).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.keyboard.type("worker-7 kubelet");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=worker-7(\+|%20)kubelet/);
  const rows = page.locator("tbody tr");
  await expect(rows.first()).toBeVisible();
  for (const row of await rows.all()) await expect(row).toContainText("worker-7");
  await page.getByRole("link", { name: /worker-7 kubelet/ }).click();
  await expect(page).not.toHaveURL(/q=/);
});

test("findings group by check and by node, and a group opens what it counts", async ({ page }) => {
  for (const group of ["check", "node"]) {
    await page.goto("/findings");
    await page.locator(`a[href="/findings?group=${group}"]`).click();
    await expect(page).toHaveURL(new RegExp(`group=${group}`));
    await expect(page.locator("tbody tr").first()).toBeVisible();
  }
  const first = page.locator("tbody tr").first();
  await first.getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("what does not match says which filter is in the way", async ({ page }) => {
  await page.goto("/findings?severity=info&component=etcd&q=nothing-is-called-so");
  await expect(page.locator("tbody tr")).toHaveCount(0);
  await expect(page.getByRole("main")).toContainText(/nothing/i);
});

test("a filter that is none is told in a sentence, not in a stack", async ({ page }) => {
  await page.goto("/findings?severity=awful");
  await expect(page.getByRole("main")).toContainText(/severity/i);
  await expect(page.getByRole("main")).not.toContainText(/\bat \w+ \(/);
});
