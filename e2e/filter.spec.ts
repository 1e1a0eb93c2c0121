import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import * as t from "../lib/messages/index.ts";

const box = (page: Page) => page.getByRole("main").getByRole("combobox", { name: t.filter.box });
const total = async (page: Page) => Number(await page.locator("main [data-total]").first().getAttribute("data-total"));

/** Until the page's script runs a key is only typed. */
async function completed(page: Page, text: string): Promise<void> {
  await expect(async () => {
    await box(page).fill("");
    await box(page).pressSequentially(text);
    await expect(page.getByRole("option").first()).toBeVisible({ timeout: 1000 });
  }).toPass();
}

test("a filter is written by keyboard alone, with what the language and the fleet offer", async ({ page }) => {
  await page.goto("/findings");
  await box(page).focus();
  await completed(page, "sev");
  await page.keyboard.press("ArrowDown");
  await expect(box(page)).toHaveAttribute("aria-activedescendant", /-0$/);
  await page.keyboard.press("Enter");
  await expect(box(page)).toHaveValue("severity:");
  await expect(page.getByRole("option", { name: /^critical/ })).toContainText(/\d/);
  await page.keyboard.type("cri");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  await expect(box(page)).toHaveValue("severity:critical ");
  await page.keyboard.type("node:harbor-worker-7");
  await expect(page.getByRole("option").filter({ hasText: "harbor-worker-7" }).first()).toContainText(/\d/);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("option")).toHaveCount(0);
  await expect(box(page)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=severity(%3A|:)critical(\+|%20)node(%3A|:)harbor-worker-7/);
  await expect(box(page)).toHaveValue("severity:critical node:harbor-worker-7");
  const chips = page.getByRole("list", { name: t.findings.filters.active });
  await expect(chips.getByRole("link")).toHaveCount(3);
});

test("a wrong word is pointed at, nothing is listed, and one click puts it right", async ({ page, request }) => {
  await page.goto("/findings?q=port%3A10250+severty%3Acritical");
  const problem = page.getByRole("alert").filter({ hasText: t.filter.wrong.title });
  await expect(problem.locator("mark")).toHaveText("severty");
  await expect(problem).toContainText('Did you mean "severity"?');
  await expect(box(page)).toHaveValue("port:10250 severty:critical");
  await expect(box(page)).toHaveAttribute("aria-invalid", "true");
  await expect(page.locator("tbody tr")).toHaveCount(0);
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag22aa"]).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await problem.getByRole("link", { name: t.filter.wrong.drop("severty:critical") }).click();
  await expect(box(page)).toHaveValue("port:10250");
  await page.goBack();
  await problem.getByRole("link", { name: t.filter.wrong.replace("severity") }).click();
  await expect(box(page)).toHaveValue("port:10250 severity:critical");

  const refused = await request.get("/api/v1/findings?q=port%3A10250+severty%3Acritical");
  expect(refused.status()).toBe(422);
  const said = await refused.json();
  expect(said.fields.q).toContain("severity");
  expect(said.positions.q).toEqual({ start: 11, end: 18 });
});

test("older addresses mean the same, and the box says what they ask", async ({ page, request }) => {
  const count = async (query: string) =>
    (await (await request.get(`/api/v1/findings?${query}`)).json()).total as number;
  const asked = await count("severity=critical,high&component=kubelet&state=all&port=10250");
  expect(asked).toBeGreaterThan(0);
  expect(await count("q=severity%3E%3Dhigh+component%3Akubelet+state%3Aall+port%3A10250")).toBe(asked);
  await page.goto("/findings?severity=critical,high&component=kubelet&state=all&port=10250");
  await expect(box(page)).toHaveValue("severity:critical,high state:all component:kubelet port:10250");
  expect(await total(page)).toBe(asked);
});

test("a facet edits the text, and its number is what the list then has", async ({ page }) => {
  await page.goto("/findings?q=severity%3E%3Dhigh");
  await page.getByRole("button", { name: t.filter.names.node, exact: true }).click();
  const first = page.getByRole("list", { name: t.filter.names.node, exact: true }).getByRole("link").first();
  const promised = Number(await first.getAttribute("data-count"));
  expect(promised).toBeGreaterThan(0);
  await first.click();
  await expect(box(page)).toHaveValue(/^severity>=high node:/);
  expect(await total(page)).toBe(promised);
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag22aa"]).analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
  await page.goBack();
  await expect(box(page)).toHaveValue("severity>=high");
});

test("without a script the box is a plain form", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL ? { baseURL } : {}) });
  const page = await context.newPage();
  await page.goto("/findings");
  await box(page).fill("severity:critical component:kubelet");
  await page.getByRole("button", { name: t.filter.apply }).click();
  await expect(page).toHaveURL(/q=severity/);
  await expect(box(page)).toHaveValue("severity:critical component:kubelet");
  expect(await total(page)).toBeGreaterThan(0);
  await context.close();
});

test("a view is saved, shared by its link, re-aimed, and taken away", async ({ page, browser, baseURL }) => {
  const name = `Kubelets ${Date.now()}`;
  await page.goto("/findings?q=component%3Akubelet+severity%3Acritical");
  await page.getByRole("button", { name: t.filter.views.menu }).click();
  const menu = page.getByRole("region", { name: t.filter.views.menu });
  await expect(menu.getByRole("link", { name: t.filter.views.names.critical })).toHaveAttribute("data-count", /\d/);
  await menu.getByRole("textbox").fill(name);
  await menu.getByRole("checkbox").check();
  await menu.getByRole("button", { name: t.filter.views.save }).click();
  await expect(menu.getByRole("status")).toHaveText(t.filter.views.saved(name));
  const own = menu.getByRole("link", { name: new RegExp(name) });
  expect(Number(await own.getAttribute("data-count"))).toBe(await total(page));
  await menu.getByRole("button", { name: t.filter.views.copy(name) }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/\/views\/[\w-]+$/);

  const colleague = await (await browser.newContext(baseURL ? { baseURL } : {})).newPage();
  await colleague.goto(link);
  await expect(box(colleague)).toHaveValue("component:kubelet severity:critical");
  await colleague.goto("/findings?q=component%3Aetcd");
  await colleague.getByRole("button", { name: t.filter.views.menu }).click();
  await colleague.getByRole("button", { name: t.filter.views.update(name) }).click();
  await expect(colleague.getByRole("status").filter({ hasText: name })).toBeVisible();
  await colleague.goto(link);
  await expect(box(colleague)).toHaveValue("component:etcd");

  // The first person's menu still shows the view as it was: nothing of the other's is overwritten.
  await menu.getByRole("button", { name: t.filter.views.remove(name) }).click();
  await expect(menu.getByRole("status")).toContainText("version 2");
  await menu.getByRole("button", { name: t.filter.views.remove(name) }).click();
  await expect(menu.getByRole("status")).toHaveText(t.filter.views.removed(name));
  await colleague.goto(link);
  await expect(colleague.getByRole("heading", { level: 1 })).not.toContainText(t.findings.title);
});

test("a default view opens in place of the plain list, and gives way when everything is cleared", async ({ page }) => {
  await page.goto("/findings");
  await page.getByRole("button", { name: t.filter.views.menu }).click();
  await page.getByRole("button", { name: t.filter.views.asDefault(t.filter.views.names.critical) }).click();
  await page.goto("/findings");
  await expect(box(page)).toHaveValue("severity:critical");
  await page.getByRole("link", { name: t.findings.filters.clear }).click();
  await expect(box(page)).toHaveValue("");
  expect(await total(page)).toBeGreaterThan(0);
});
