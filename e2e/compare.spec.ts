import type { APIRequestContext } from "@playwright/test";
import { expect, test } from "@playwright/test";

interface Scan {
  id: string;
  clusterId: string;
  clusterName: string;
}

/** The two newest complete scans of a cluster that has two, the older first; another is made where there is none. */
async function twoScans(request: APIRequestContext): Promise<[Scan, Scan]> {
  const read = async () => (await (await request.get("/api/v1/scans?state=complete&limit=200")).json()).items as Scan[];
  const pairOf = (scans: Scan[]) => {
    const byCluster = Map.groupBy(scans, ({ clusterName }) => clusterName);
    return [...byCluster.values()].find(({ length }) => length > 1);
  };
  const [first] = await read();
  if (!pairOf(await read())) {
    const answer = await request.post("/api/v1/scans", { data: { cluster: first?.clusterId, profile: "quick" } });
    expect([202, 409]).toContain(answer.status());
    await expect.poll(async () => pairOf(await read()) !== undefined, { timeout: 60_000 }).toBe(true);
  }
  const [newer, older] = pairOf(await read()) ?? [];
  if (!newer || !older) throw new Error("no cluster was scanned twice");
  return [older, newer];
}

test("two scans are compared: each number leads to as many rows, and a row opens its fields and its proof", async ({
  page,
  request,
}) => {
  const [older, newer] = await twoScans(request);
  await page.goto(`/compare?a=${older.id}&b=${newer.id}`);
  await expect(page.getByRole("heading", { level: 1, name: "Compare" })).toBeVisible();
  const compared = await (await request.get(`/api/v1/compare?a=${older.id}&b=${newer.id}`)).json();
  await expect(page.getByRole("main")).toContainText(older.clusterName);
  for (const [kind, count] of Object.entries(compared.counts as Record<string, number>)) {
    if (count === 0) continue;
    await page.goto(`/compare?a=${older.id}&b=${newer.id}&kind=${kind}`);
    await expect(page.locator(`[data-count="${count}"][aria-current=true]`)).toBeVisible();
    await expect(page.locator("[data-total]").first()).toHaveAttribute("data-total", String(count));
    const rows = page.locator("[data-row-link]");
    await expect(rows).toHaveCount(Math.min(count, 50));
  }
  await page.locator("[data-row-link]").first().click();
  await expect(page).toHaveURL(/open=/);
  await expect(page.locator("[data-row-link]").first()).toHaveAttribute("aria-expanded", "true");
  await page.reload();
  await expect(page.getByRole("heading", { name: /^Proof/ })).toBeVisible();
});

test("the two sides are swapped, and the address of an earlier comparison still leads there", async ({
  page,
  request,
}) => {
  const [older, newer] = await twoScans(request);
  await page.goto(`/scans/${older.id}/diff/${newer.id}`);
  await expect(page).toHaveURL(new RegExp(`/compare\\?a=${older.id}&b=${newer.id}`));
  await page.getByRole("link", { name: "Swap" }).click();
  await expect(page).toHaveURL(new RegExp(`a=${newer.id}&b=${older.id}`));
  await expect(page.getByRole("main")).toContainText("Read backwards");
});

test("j and k move through the differences", async ({ page, request }) => {
  const [older, newer] = await twoScans(request);
  await page.goto(`/compare?a=${older.id}&b=${newer.id}&kind=same`);
  const rows = page.locator("[data-row-link]");
  await expect(rows.first()).toBeVisible();
  // Keys work as soon as the script has loaded; one that came before is lost.
  await expect(async () => {
    await page.keyboard.press("j");
    await expect(rows.first()).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.keyboard.press("j");
  await expect(rows.nth(1)).toBeFocused();
  await page.keyboard.press("k");
  await page.keyboard.press("Enter");
  await expect(rows.first()).toHaveAttribute("aria-expanded", "true");
});

test("what cannot be compared is said, and what was chosen stays", async ({ page, request }) => {
  const scans = (await (await request.get("/api/v1/scans?state=complete&limit=200")).json()).items as Scan[];
  const a = scans[0];
  const b = scans.find(({ clusterId }) => clusterId !== a?.clusterId);
  await page.goto(`/compare?a=${a?.id}&b=${b?.id}`);
  await expect(page.getByRole("main").getByRole("alert")).toContainText(`${a?.clusterName} and ${b?.clusterName}`);
  await expect(page.getByLabel("First scan")).toHaveValue(a?.id ?? "");
  await page.goto(`/compare?a=${a?.id}&b=no-such-scan`);
  await expect(page.getByRole("main").getByRole("alert")).toContainText("There is no scan with the id no-such-scan");
  await page.goto(`/compare?a=${a?.id}&b=${a?.id}`);
  await expect(page.getByRole("main")).toContainText("the same scan twice");
  await page.goto(`/compare?cluster=${a?.clusterId}&from=1999-01-01&to=1999-01-02`);
  await expect(page.getByRole("main").getByRole("alert")).toContainText("had ended by 1999-01-01");
  await expect(page.getByLabel("From")).toHaveValue("1999-01-01");
});

test("every cluster between two dates has its numbers, and each leads to its rows", async ({ page, request }) => {
  const [older, newer] = await twoScans(request);
  const ended = async ({ id }: Scan) => (await (await request.get(`/api/v1/scans/${id}`)).json()).finishedAt as string;
  const [from, to] = [await ended(older), await ended(newer)];
  await page.goto(`/compare?from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}`);
  const row = page.getByRole("row", { name: new RegExp(older.clusterName) });
  const number = row.locator("[data-count]").first();
  const count = await number.getAttribute("data-count");
  await number.click();
  await expect(page.locator("[data-total]").first()).toHaveAttribute("data-total", count ?? "");
});

test("two nodes stand side by side: verdicts, ports and settings", async ({ page, request }) => {
  const nodes = (await (await request.get("/api/v1/nodes?limit=50")).json()).items as {
    id: string;
    name: string;
    clusterName: string;
    checked: boolean;
  }[];
  const [a, b] = nodes.filter(({ clusterName, checked }) => clusterName === "harbor" && checked);
  await page.goto(`/nodes/${a?.id}`);
  await page.getByRole("link", { name: "Compare with…" }).click();
  await page.getByLabel("Second node").fill(`harbor/${b?.name}`);
  await page.getByRole("main").getByRole("button", { name: "Compare" }).click();
  await expect(page.getByRole("heading", { name: b?.name ?? "" })).toBeVisible();
  for (const part of ["Ports", "Settings", "Verdicts"]) {
    await page.getByRole("link", { name: new RegExp(`^${part} \\(`) }).click();
    await expect(page.getByRole("link", { name: new RegExp(`^${part} \\(`) })).toHaveAttribute("aria-current", "page");
  }
});
