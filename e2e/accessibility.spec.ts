import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";

interface Ids {
  finding: string;
  node: string;
  scan: string;
  cluster: string;
  schedule: string;
}

async function firstId(page: Page, list: string): Promise<string> {
  const { items } = (await (await page.request.get(`/api/v1/${list}`)).json()) as { items: { id: string }[] };
  if (!items[0]) throw new Error(`there is nothing in ${list}`);
  return items[0].id;
}

async function idsOf(page: Page): Promise<Ids> {
  const [finding, node, scan, cluster, schedule] = await Promise.all(
    ["findings", "nodes", "scans", "clusters", "schedules"].map((list) => firstId(page, list)),
  );
  return { finding, node, scan, cluster, schedule } as Ids;
}

/** A day as the interface writes it, so many days before now. */
function dayBefore(days: number): string {
  return new Date(Date.now() - days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}

const pages: [name: string, path: (ids: Ids) => string][] = [
  ["overview", () => "/"],
  ["findings", () => "/findings"],
  ["findings by check", () => "/findings?group=check"],
  ["nothing matches", () => "/findings?q=nothing-is-called-so"],
  ["a broken address", () => "/findings?port=x"],
  ["finding", ({ finding }) => `/findings/${finding}`],
  ["nodes", () => "/nodes"],
  ["node", ({ node }) => `/nodes/${node}`],
  ["scans", () => "/scans"],
  ["scan", ({ scan }) => `/scans/${scan}`],
  ["schedules", () => "/schedules"],
  ["a schedule", ({ schedule }) => `/schedules/${schedule}`],
  ["new schedule", () => "/schedules/new"],
  ["checks", () => "/checks"],
  ["check", () => "/checks/kubelet-anonymous-exec"],
  ["imports", () => "/imports"],
  ["import a file", () => "/imports/new"],
  ["ports", () => "/ports"],
  ["port reference", () => "/ports/reference"],
  ["port", () => "/ports/10250"],
  ["node ports", () => "/node-ports"],
  ["review of node ports", () => "/node-ports/review"],
  ["glossary", () => "/glossary"],
  ["open ports", () => "/exposures"],
  ["open ports of an earlier day", () => `/exposures?at=${dayBefore(30)}`],
  ["no port matches", () => "/exposures?port=1"],
  ["timeline of a port", ({ node }) => `/nodes/${node}/ports/10250?days=all`],
  ["timeline of a node", ({ node }) => `/nodes/${node}/timeline`],
  ["compare", () => "/compare"],
  ["every cluster between two days", () => `/compare?from=${dayBefore(60)}&to=${dayBefore(0)}`],
  [
    "a cluster between two days",
    ({ cluster }) => `/compare?cluster=${cluster}&from=${dayBefore(60)}&to=${dayBefore(0)}`,
  ],
  ["nothing to compare", () => "/compare?a=none&b=none"],
  ["changes", () => "/changes"],
  ["no change matches", () => "/changes?q=nothing-is-called-so"],
  ["findings of an earlier day", () => `/findings?at=${dayBefore(0)}`],
  ["trends", () => "/trends"],
  ["trends of days that are none", () => "/trends?from=x&to=y"],
  ["report", () => `/report?month=${dayBefore(0).slice(0, 7)}`],
  ["expected ports", () => "/baselines"],
  ["expected ports of a cluster", ({ cluster }) => `/baselines/${cluster}`],
  ["expected ports as YAML", ({ cluster }) => `/baselines/${cluster}?tab=yaml`],
  ["proposed expected ports", ({ cluster }) => `/baselines/${cluster}?tab=proposal`],
  ["versions of expected ports", ({ cluster }) => `/baselines/${cluster}?tab=history`],
  ["clusters", () => "/clusters"],
  ["cluster", ({ cluster }) => `/clusters/${cluster}`],
  ["new cluster", () => "/clusters/new"],
  ["retention", () => "/settings/retention"],
  ["not found", () => "/findings/none"],
];

for (const theme of ["light", "dark"] as const) {
  for (const [name, path] of pages) {
    test(`${name} passes axe (WCAG 2.2 AA) in ${theme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      const ids = await idsOf(page);
      const problems: string[] = [];
      page.on("pageerror", (error) => problems.push(error.message));
      await page.goto(path(ids));
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.locator("html")).toHaveCSS("color-scheme", theme);
      const { violations } = await new AxeBuilder({ page })
        .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
        .analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`),
      ).toEqual([]);
      expect(problems).toEqual([]);
    });
  }
}

test("every page can be walked by keyboard: skip link first, then the menu, and focus is seen", async ({ page }) => {
  await page.goto("/");
  // The page has replaced its skeleton, and with it the target of the skip link.
  await expect(page.getByRole("heading", { level: 1 })).toContainText(/nodes? checked/);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("#main")).toBeFocused();
});

test("no page scrolls sideways on a narrow screen", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const ids = await idsOf(page);
  for (const [, pathOf] of pages) {
    const path = pathOf(ids);
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, path).toBeLessThanOrEqual(0);
  }
});

for (const [width, height] of [
  [390, 844],
  [1440, 900],
] as const) {
  test(`no table is cut off at a width of ${width}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    for (const path of [
      "/findings",
      "/findings?group=check",
      "/findings?group=node",
      "/nodes",
      "/scans",
      "/schedules",
      "/checks",
      "/clusters",
      "/exposures",
      `/compare?from=${dayBefore(60)}&to=${dayBefore(0)}`,
    ]) {
      await page.goto(path);
      await expect(page.locator("tbody tr").first()).toBeVisible();
      const hidden = await page
        .locator("table")
        .evaluateAll((tables) =>
          tables.map((table) => table.scrollWidth - (table.parentElement?.clientWidth ?? table.scrollWidth)),
        );
      expect(Math.max(...hidden), path).toBeLessThanOrEqual(1);
    }
  });
}
