import { expect, test } from "@playwright/test";
import * as t from "../lib/messages/index.ts";

/** The page of a node of the demo on which the kubelet answers. */
async function openNode(page: import("@playwright/test").Page, name = "harbor-worker-7") {
  await page.goto(`/nodes?q=${name}`);
  await page.getByRole("link", { name }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(name);
}

test("a port's timeline is reached from the node's table, with a strip for each place and the same as a table", async ({
  page,
}) => {
  await openNode(page);
  await page.getByRole("link", { name: "Timeline of 10250/TCP" }).first().click();
  await expect(page).toHaveURL(/\/nodes\/[^/]+\/ports\/10250$/);
  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { level: 1 })).toContainText("10250/TCP kubelet on harbor-worker-7");
  await expect(main).toContainText(/From .+: open since/);
  const strip = main.getByRole("list", { name: /^From .+ at / }).first();
  await expect(strip.getByRole("listitem").first()).toContainText("open");
  await main.getByText("Show as a table").click();
  await expect(main.getByRole("table", { name: "The port from each place it was looked at" })).toContainText("open");
});

test("ranges and protocol are addresses, and what is none of them is said", async ({ page }) => {
  await openNode(page);
  await page.getByRole("link", { name: "Timeline of 10250/TCP" }).first().click();
  await page.getByRole("navigation", { name: "Range" }).getByRole("link", { name: "All" }).click();
  await expect(page).toHaveURL(/days=all/);
  await page.getByRole("navigation", { name: "Protocol" }).getByRole("link", { name: "UDP" }).click();
  await expect(page).toHaveURL(/protocol=UDP/);
  const timeline = new URL(page.url()).pathname;
  const outside = timeline.replace(/10250$/, "10250?from=2020-01-01T00:00:00Z&to=2020-02-01T00:00:00Z");
  await page.goto(outside);
  await expect(page.getByRole("main")).toContainText("No look in this range");
  await page.goto(timeline.replace(/10250$/, "1"));
  await expect(page.getByRole("main")).toContainText("Through time");
  expect((await page.goto(timeline.replace(/10250$/, "65536")))?.status()).toBe(404);
  expect((await page.goto("/nodes/none/ports/10250"))?.status()).toBe(404);
});

test("every mark on a strip leads to the proof on both sides, and the same changes come over the API", async ({
  page,
  request,
}) => {
  const changed = await request.get("/api/v1/changes?kind=port-opened&limit=50");
  const { items } = (await changed.json()) as {
    items: { nodeId: string | null; port: number | null; protocol: string }[];
  };
  const found = items.find(({ nodeId, port }) => nodeId !== null && port !== null);
  expect(found, "the demo's history opens a port").toBeTruthy();
  const { nodeId, port, protocol } = found ?? { nodeId: "", port: 0, protocol: "TCP" };
  const path = `/nodes/${nodeId}/ports/${port}`;
  const answer = await request.get(`/api/v1${path}/timeline?protocol=${protocol}`);
  const { strips } = (await answer.json()) as {
    strips: { changes: { id: string; before: object; after: object }[] }[];
  };
  const changes = strips.flatMap((strip) => strip.changes);
  expect(changes.length).toBeGreaterThan(0);
  await page.goto(`${path}?protocol=${protocol}&days=all`);
  const mark = page.getByRole("main").locator(`ul a[href^="#strip-"]:visible`).first();
  await mark.focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#strip-/);
  const target = page.locator(`[id="${new URL(page.url()).hash.slice(1)}"]`);
  await expect(target).toBeInViewport();
  await expect(target).toContainText("Before");
  await expect(target).toContainText("After");
});

test("a node's timeline tells what happened, by kind, and its entries lead on", async ({ page }) => {
  await openNode(page);
  await page.getByRole("main").getByRole("link", { name: "Timeline", exact: true }).click();
  await expect(page).toHaveURL(/\/timeline$/);
  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { level: 1 })).toHaveText("Timeline of harbor-worker-7");
  await main.getByRole("navigation", { name: "Kind" }).getByRole("link", { name: "Findings" }).click();
  await expect(page).toHaveURL(/kind=finding/);
  await main.getByRole("list", { name: "Timeline" }).getByRole("link").first().click();
  await expect(page).toHaveURL(/\/findings\//);
});

test("a finding's history begins with a strip of how it stood and what its check said", async ({ page }) => {
  await page.goto("/findings?component=kubelet&severity=critical");
  const rows = page.getByRole("row").filter({ has: page.getByRole("link", { name: /Kubelet on/ }) });
  await rows
    .first()
    .getByRole("link", { name: /Kubelet on/ })
    .click();
  await page.getByRole("link", { name: t.findingDrawer.fullPage }).click();
  await expect(page).toHaveURL(/\/findings\//);
  const history = page.getByRole("region", { name: "History" });
  await expect(history.getByRole("list", { name: "State" }).getByRole("listitem").last()).toContainText("since");
  await expect(history.getByRole("list", { name: "Check said" })).toContainText("Fail");
  await expect(history).toContainText("Opened");
});

test("the list of open ports counts what it lists, and each row leads to its timeline", async ({ page, request }) => {
  const answer = await request.get("/api/v1/exposures?section=kubelet&limit=1");
  const { total } = (await answer.json()) as { total: number };
  await page.goto("/exposures?section=kubelet");
  const main = page.getByRole("main");
  await expect(main.locator("[data-total]")).toHaveAttribute("data-total", String(total));
  await main.getByRole("table").getByRole("link", { name: /TCP$/ }).first().click();
  await expect(page).toHaveURL(/\/nodes\/[^/]+\/ports\/\d+/);
  await page.goto("/exposures?port=1&state=open");
  await expect(main).toContainText("No port matches");
  await page.goto(`/exposures?at=${encodeURIComponent(new Date().toISOString())}`);
  await expect(main.getByRole("link", { name: "Show now" })).toBeVisible();
});
