import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import * as t from "../lib/messages/index.ts";
import { choicesOf, disagreement, numbersOf, type ShownNumber, sample } from "./walk-numbers.ts";

test.setTimeout(300_000);

/** Numbers of one page that are followed; a chart of a year has hundreds of points, of which these are a fair part. */
const followed = 40;

/** Totals that a page states, as the server sends them. */
async function totalsOf(request: APIRequestContext, href: string): Promise<number[]> {
  const answer = await request.get(href);
  expect(answer.status(), href).toBe(200);
  return [...(await answer.text()).matchAll(/<[^>]*\sdata-total="(\d+)"/g)].map((found) => Number(found[1]));
}

/** The numbers of each facet of a filter, which are read when it is opened. */
async function facetsOf(page: Page): Promise<ShownNumber[]> {
  const found: ShownNumber[] = [];
  for (const field of ["state", "component", "check", "node", "port"] as const) {
    const name = t.filter.names[field];
    const button = page.getByRole("main").getByRole("button", { name, exact: true });
    if ((await button.count()) === 0) continue;
    const first = page.getByRole("list", { name, exact: true }).getByRole("link").first();
    await expect(async () => {
      if (!(await first.isVisible())) await button.click({ timeout: 1_000 });
      await expect(first).toBeVisible({ timeout: 1_000 });
    }).toPass();
    found.push(...(await numbersOf(page)).shown.filter(({ href }) => href.startsWith("/findings")));
    await page.keyboard.press("Escape");
  }
  return found;
}

/** Follows every number of a page; returns how many, and what is wrong with them. */
async function follow(page: Page, path: string): Promise<{ followed: number; wrong: string[] }> {
  await page.goto(path);
  await expect(page.locator("main h1")).toBeVisible();
  const { shown, unnamed } = await numbersOf(page);
  const links = new Map(
    [...shown, ...(await choicesOf(page)), ...(await facetsOf(page))].map((one) => [`${one.href} ${one.count}`, one]),
  );
  const wrong = unnamed.map((text) => `${path} has a number that does not say what it counts: ${text}`);
  const chosen: ShownNumber[] = sample([...links.values()], followed);
  for (const one of chosen) {
    const problem = disagreement(one, await totalsOf(page.request, one.href));
    if (problem) wrong.push(`${path} → ${problem}`);
  }
  return { followed: chosen.length, wrong };
}

interface Item {
  id: string;
  state?: string;
  clusterId?: string;
}

async function items(request: APIRequestContext, path: string): Promise<Item[]> {
  return ((await (await request.get(path)).json()) as { items: Item[] }).items;
}

/** While a scan is stored, two pages that are read one after the other may tell of two moments. */
async function quiet(request: APIRequestContext): Promise<void> {
  await expect(async () => {
    for (const state of ["queued", "running"]) {
      expect(await items(request, `/api/v1/scans?state=${state}&limit=1`)).toEqual([]);
    }
  }).toPass({ timeout: 240_000, intervals: [1_000] });
}

test.beforeEach(({ request }) => quiet(request));

/** Every number on these pages must be the number of rows behind it. */
const walks: [name: string, path: string][] = [
  ["overview", "/"],
  ["findings", "/findings"],
  ["findings that are resolved", "/findings?state=resolved"],
  ["findings of one check", "/findings?group=check"],
  ["findings of one node", "/findings?group=node"],
  ["nodes", "/nodes"],
  ["ports", "/ports"],
  ["node ports", "/node-ports"],
  ["review of node ports", "/node-ports/review"],
  ["open ports", "/exposures"],
  ["expected ports", "/baselines"],
  ["scans", "/scans"],
  ["clusters", "/clusters"],
  ["checks", "/checks"],
  ["changes", "/changes"],
  ["trends of ninety days", "/trends?days=90"],
  ["trends of a year", "/trends?days=365"],
  ["trends of a node role", "/trends?days=90&by=role&value=worker"],
  ["trends of what has no namespace", "/trends?days=90&by=namespace&value=-"],
  ["report", "/report"],
  ["acceptances", "/acceptances"],
  ["overview for security", "/?role=security"],
  ["overview for a manager", "/?role=manager"],
  ["overview for an engineer", "/?role=engineer"],
];

for (const [name, path] of walks) {
  test(`every number agrees with the rows it opens: ${name}`, async ({ page }) => {
    const outcome = await follow(page, path);
    expect(outcome.wrong).toEqual([]);
  });
}

test("every number agrees with the rows it opens: one scan, node, finding, cluster, port and check", async ({
  page,
  request,
}) => {
  const scan = (await items(request, "/api/v1/scans?limit=50")).find(({ state }) => state === "complete");
  const [node] = await items(request, "/api/v1/nodes?limit=1");
  const [finding] = await items(request, "/api/v1/findings?limit=1");
  const wrong: string[] = [];
  const ofOne = [
    `/scans/${scan?.id}`,
    `/nodes/${node?.id}`,
    `/findings/${finding?.id}`,
    `/clusters/${scan?.clusterId}`,
  ];
  const timelines = [`/nodes/${node?.id}/timeline`, `/nodes/${node?.id}/ports/10250`];
  for (const path of [...ofOne, ...timelines, "/ports/10250", "/checks/kubelet-anonymous-auth"])
    wrong.push(...(await follow(page, path)).wrong);
  expect(wrong).toEqual([]);
});

test("every number agrees with the rows it opens: two scans compared", async ({ page, request }) => {
  const scans = (await items(request, "/api/v1/scans?limit=200")).filter(({ state }) => state === "complete");
  const clusters = Map.groupBy(scans, ({ clusterId }) => clusterId);
  const [newest, before] = [...clusters.values()].find((of) => of.length > 1) ?? [];
  const query = newest && before ? `?a=${before.id}&b=${newest.id}` : "";
  expect((await follow(page, `/compare${query}`)).wrong).toEqual([]);
});

test("every number agrees with the rows it opens: all clusters between two days", async ({ page }) => {
  const day = (before: number) => new Date(Date.now() - before * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  const outcome = await follow(page, `/compare?from=${day(60)}&to=${day(0)}`);
  expect(outcome.wrong).toEqual([]);
  expect(outcome.followed).toBeGreaterThan(10);
});

test("every number agrees with the rows it opens: findings as they stood at the end of a day", async ({ page }) => {
  const yesterday = new Date(Date.now() - 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  expect((await follow(page, `/findings?at=${yesterday}`)).wrong).toEqual([]);
  const today = new Date().toISOString().slice(0, 10);
  const outcome = await follow(page, `/findings?at=${today}&state=all`);
  expect(outcome.wrong).toEqual([]);
  expect(outcome.followed).toBeGreaterThan(10);
});

test("the walk follows numbers, and notices one that does not agree", async ({ page }) => {
  const overview = await follow(page, "/");
  const findings = await follow(page, "/findings");
  expect(overview.followed).toBeGreaterThan(8);
  expect(findings.followed).toBeGreaterThan(20);
  await page.goto("/");
  const [one] = (await numbersOf(page)).shown.filter(({ href }) => href.startsWith("/findings"));
  if (!one) throw new Error("the overview shows no number of findings");
  const totals = await totalsOf(page.request, one.href);
  expect(disagreement(one, totals)).toBeNull();
  const other = { ...one, count: one.count + 1, text: `${one.count + 1}` };
  expect(disagreement(other, totals)).toContain(`counts ${one.count + 1}, its page ${one.count}`);
  expect(disagreement({ ...one, text: `${one.count + 1}` }, totals)).toContain("reads");
  expect(disagreement(one, [])).toContain("states no total");
});

test("what is new since a mark is counted where it is listed, and nothing is new right after the mark", async ({
  page,
}) => {
  const url = test.info().project.use.baseURL ?? "";
  const value = encodeURIComponent("2020-01-01T00:00:00.000Z");
  await page.context().addCookies([{ name: "breakwater-seen", value, url }]);
  const before = await follow(page, "/changes");
  expect(before.wrong).toEqual([]);
  expect(before.followed).toBeGreaterThan(0);
  await page.getByRole("button", { name: "Mark all as seen" }).click();
  await expect(page.getByText(/Nothing new since/)).toBeVisible();
});
