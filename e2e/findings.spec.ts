import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import * as t from "../lib/messages/index.ts";

test("a security engineer filters to the critical kubelet findings and shares the URL", async ({ page, browser }) => {
  await page.goto("/findings");
  const toggle = page.getByRole("list", { name: "Severity" }).getByRole("link", { name: /^Critical/ });
  await page.getByRole("button", { name: t.filter.names.component, exact: true }).click();
  // "Kubelet (12)" of the filter, and not "Kubelet on worker-4 …" of a row.
  await page.getByRole("link", { name: new RegExp(`^${t.words.component.kubelet}\\W*\\d`) }).click();
  await expect(page).toHaveURL(/q=component(%3A|:)kubelet/);
  const promised = Number(/\d+/.exec((await toggle.textContent()) ?? "")?.[0]);
  expect(promised).toBeGreaterThan(0);
  await toggle.click();
  await expect(page).toHaveURL(/severity(%3A|:)critical/);
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
  const search = page.getByRole("combobox", { name: t.frame.search.label });
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
  await page.getByRole("link", { name: /^Words worker-7/ }).click();
  await expect(page).toHaveURL(/q=kubelet/);
});

test("findings group by check and by node, and a group opens what it counts", async ({ page }) => {
  for (const group of ["check", "node"]) {
    await page.goto("/findings");
    await page.locator(`a[href="/findings?group=${group}"]`).click();
    await expect(page).toHaveURL(new RegExp(`group=${group}`));
    await expect(page.locator("tbody tr").first()).toBeVisible();
  }
  const first = page.locator("tbody tr").first();
  const promised = Number(await first.locator("[data-count]").last().getAttribute("data-count"));
  const fold = first.locator("button[aria-expanded]");
  await fold.click();
  const inside = page.locator("tbody tr.is-inside").filter({ has: page.getByRole("checkbox") });
  await expect(inside).toHaveCount(Math.min(50, promised));
  await fold.click();
  await expect(inside).toHaveCount(0);
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

test("chosen findings are looked at again, and the page says how far that is and what came out", async ({ page }) => {
  await page.goto("/findings?component=kubelet");
  const rows = page.locator("tbody tr");
  await expect(rows.nth(2)).toBeVisible();
  for (const index of [0, 1, 2]) await rows.nth(index).getByRole("checkbox").check();
  await rows.nth(2).getByRole("checkbox").uncheck();
  const bar = page.getByRole("region", { name: t.findings.select.bar });
  await expect(bar).toContainText(t.findings.select.chosen(2));
  await bar.getByRole("button", { name: t.recheck.group.button(2) }).click();
  await expect(bar.getByRole("status")).toContainText(t.recheck.group.finished(2, 2), { timeout: 30_000 });
  await expect(bar.getByRole("status")).toContainText(t.words.result.fail);
  await bar.getByRole("button", { name: t.findings.select.clear }).click();
  await expect(bar).toBeHidden();
  await page.getByRole("checkbox", { name: t.findingsList.select.shown }).check();
  await expect(bar).toContainText(/^\d+ selected/);
  for (const box of await rows.getByRole("checkbox").all()) await expect(box).toBeChecked();
});

test("a check's findings are looked at again from the list by check", async ({ page }) => {
  await page.goto("/findings?group=check&component=kubelet");
  await page.waitForLoadState("networkidle");
  const row = page.locator("tbody tr").first();
  await row.getByRole("button", { name: /^Re-check / }).click();
  await expect(row.getByRole("status")).toContainText(/^(\d+) of \1 re-checked\./, { timeout: 30_000 });
});

test("what cannot be re-checked is told in a sentence, by the API as by the page", async ({ page, request }) => {
  const asked = async (scope: unknown) => {
    const answer = await request.post("/api/v1/recheck-groups", { data: { scope } });
    return [answer.status(), (await answer.json()).detail as string] as const;
  };
  expect(await asked({ kind: "findings", findingIds: [] })).toEqual([422, expect.stringContaining("at least one")]);
  expect(await asked({ kind: "check", checkId: "no-such-check" })).toEqual([
    422,
    expect.stringContaining("no-such-check"),
  ]);
  expect(await asked({ kind: "cluster" })).toEqual([422, expect.stringContaining("what to look at again")]);
  expect((await asked({ kind: "node", nodeId: "nowhere" }))[1]).toMatch(/nothing to re-check/);
  expect((await request.get("/api/v1/recheck-groups/none")).status()).toBe(404);
  // A page of another origin may ask for nothing.
  const foreign = await request.post("/api/v1/recheck-groups", {
    data: { scope: { kind: "check", checkId: "kubelet-tls-weak" } },
    headers: { origin: "https://elsewhere.example" },
  });
  expect(foreign.status()).toBe(403);
  await page.goto("/findings");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

async function listed(page: Page, path: string): Promise<string> {
  const { items } = (await (await page.request.get(`/api/v1/${path}`)).json()) as { items: { id: string }[] };
  if (!items[0]) throw new Error(`there is nothing in ${path}`);
  return items[0].id;
}

/** The pages on which most stands, with everything unfolded. */
async function fullPages(page: Page): Promise<string[]> {
  const authorization = await listed(page, "findings?check=kubelet-authz-always-allow");
  const bootstrap = await listed(page, "findings?check=kubelet-server-tls-bootstrap-off");
  const service = await listed(page, "findings?check=nodeport-unapproved");
  const node = await listed(page, "nodes?q=harbor-cp-3");
  return [
    `/findings/${authorization}?tool=Calico&rollout=all`,
    `/findings/${bootstrap}?rollout=all`,
    `/findings/${service}`,
    `/nodes/${node}?component=all`,
    "/nodes",
    "/findings",
    "/findings?group=check",
  ];
}

async function openUnfolded(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  // The page has replaced its skeleton.
  await expect(page.locator("main").locator("section, tbody tr").first()).toBeVisible();
  await page.locator("main details").evaluateAll((all) => {
    for (const details of all) (details as HTMLDetailsElement).open = true;
  });
}

for (const theme of ["light", "dark"] as const) {
  test(`findings and nodes with everything unfolded pass axe (WCAG 2.2 AA) in ${theme}`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    for (const path of await fullPages(page)) {
      await openUnfolded(page, path);
      const { violations } = await new AxeBuilder({ page })
        .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
        .analyze();
      const found = violations.map(
        ({ id, nodes }) => `${path} ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`,
      );
      expect(found).toEqual([]);
    }
  });
}

for (const [width, height] of [
  [390, 844],
  [1440, 900],
] as const) {
  test(`nothing of a finding or a node is cut off at a width of ${width}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    for (const path of await fullPages(page)) {
      await openUnfolded(page, path);
      const wide = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        const tables = [...document.querySelectorAll("main table")].map((table) => ({
          label: table.getAttribute("aria-label") ?? "",
          over: table.scrollWidth - (table.parentElement?.clientWidth ?? table.scrollWidth),
        }));
        const cut = tables.filter(({ over }) => over > 1).map(({ label, over }) => `${label}: ${over} px`);
        return scrollWidth > clientWidth ? [...cut, `page: ${scrollWidth - clientWidth} px`] : cut;
      });
      expect(wide, path).toEqual([]);
    }
  });
}
