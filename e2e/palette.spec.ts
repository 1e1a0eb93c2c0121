import { expect, test } from "@playwright/test";

test("the palette goes to a node, a check and a port by the keyboard alone, and remembers them", async ({ page }) => {
  await page.goto("/");
  await page.waitForLoadState("networkidle");
  const box = page.getByRole("combobox", { name: /^Search pages, nodes/ });
  const results = page.getByRole("listbox", { name: "Results" });
  const goTo = async (text: string, option: RegExp, address: RegExp) => {
    await page.keyboard.press("Control+k");
    await expect(box).toBeFocused();
    await page.keyboard.type(text);
    await expect(results.getByRole("option", { name: option, selected: true })).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(address);
    await expect(box).toHaveCount(0);
  };
  await goTo("harbor-worker-3", /^harbor-worker-3/, /\/nodes\//);
  await goTo(
    "kubelet-readonly-port-open",
    /^(?!All findings).*kubelet-readonly-port-open/,
    /\/checks\/kubelet-readonly-port-open$/,
  );
  await goTo("10250", /^10250/, /\/ports\/10250$/);
  await page.keyboard.press("Control+k");
  await expect(results.getByRole("group", { name: "Recent" }).getByRole("option")).toHaveCount(3);
  await expect(page.getByRole("status").filter({ hasText: /\d+ results/ })).toBeVisible();
  await page.keyboard.press("ArrowUp");
  const last = results.getByRole("option").last();
  await expect(last).toHaveAttribute("aria-selected", "true");
  expect(await box.getAttribute("aria-activedescendant")).toBe(await last.getAttribute("id"));
  await page.keyboard.type("?");
  await expect(page.getByRole("region", { name: "Keys of this window" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("the palette says what a scan costs before it starts, and goes back a step", async ({ page }) => {
  await page.goto("/");
  await page.waitForLoadState("networkidle");
  await page.getByRole("button", { name: "Go to or do anything" }).click();
  const dialog = page.getByRole("dialog");
  await page.keyboard.type("scan harbor");
  await expect(dialog.getByRole("option", { name: /^Scan harbor now/, selected: true })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveAccessibleName("Scan harbor now");
  const standard = dialog.getByRole("option", { name: /^Start a standard scan/i });
  await expect(standard).toContainText(/About [\d,]+ connections to 14 nodes, at most \d+ at a time per node/);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveAccessibleName("Go to or do");
  await page.keyboard.type("theme: dark");
  await expect(dialog.getByRole("option", { name: "Theme: Dark", selected: true })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveClass(/dark/);
});

test("with a finding open the palette re-checks it, and nothing is found under a name that nothing has", async ({
  page,
  request,
}) => {
  const [finding] = (await (await request.get("/api/v1/findings?limit=1")).json()).items as { id: string }[];
  await page.goto(`/findings/${finding?.id}`);
  await page.waitForLoadState("networkidle");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("re-check");
  await expect(page.getByRole("option", { name: "Re-check this finding", selected: true })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByText("The re-check is queued.")).toBeVisible();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("zzqx");
  await expect(page.getByRole("option")).toHaveCount(1);
  await expect(page.getByRole("option")).toContainText('All findings with "zzqx"');
});
