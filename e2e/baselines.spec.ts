import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import * as t from "../lib/messages/index.ts";

const words = t.baselines;
const cluster = "skiff";
test.describe.configure({ mode: "serial" });
test.setTimeout(240_000);

interface Finding {
  id: string;
  port: number;
  state: string;
  subject: { name: string };
}

async function clusterId(request: APIRequestContext, name = cluster): Promise<string> {
  const { items } = (await (await request.get("/api/v1/clusters")).json()) as { items: { id: string; name: string }[] };
  const found = items.find((one) => one.name === name);
  if (!found) throw new Error(`no cluster ${name}`);
  return found.id;
}

async function drift(request: APIRequestContext, id: string): Promise<Finding[]> {
  const answer = await request.get(`/api/v1/findings?check=port-not-in-baseline&cluster=${id}&limit=200`);
  return ((await answer.json()) as { items: Finding[] }).items;
}

/** Presses "Scan now" of the page and waits until that scan is stored. */
async function scan(page: Page, id: string): Promise<void> {
  const newest = async () =>
    (
      (await (await page.request.get(`/api/v1/scans?cluster=${id}&limit=1`)).json()) as {
        items: { id: string; state: string }[];
      }
    ).items[0];
  await expect(async () => expect(["queued", "running"]).not.toContain((await newest())?.state)).toPass({
    timeout: 90_000,
  });
  const before = (await newest())?.id;
  await page.getByRole("button", { name: t.overview.scanNow }).click();
  await expect(async () => {
    const last = await newest();
    expect(last?.id).not.toBe(before);
    expect(last?.state).toBe("complete");
  }).toPass({ timeout: 120_000 });
}

test("a proposal becomes a reviewed text, drift a finding, and a reason closes it", async ({ page }) => {
  const id = await clusterId(page.request);
  await page.goto("/baselines");
  await page
    .getByRole("row", { name: new RegExp(cluster) })
    .getByRole("link", { name: words.list.propose })
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(words.of(cluster));
  await page.getByRole("link", { name: words.proposal.takeAll }).click();

  const editor = page.getByLabel(t.baselineEditor.label);
  await expect(editor).toHaveValue(/kind: PortBaseline/);
  const proposed = await editor.inputValue();
  await editor.fill(proposed.replace("  - ports:", "  - port:"));
  await expect(page.getByText(/did you mean ports\?/)).toBeVisible();
  await expect(page.getByRole("button", { name: t.baselineEditor.save })).toBeDisabled();
  await page
    .getByRole("button", { name: /^line \d+, column 5$/ })
    .first()
    .click();
  await expect(editor).toBeFocused();

  // The kubelet's port is left out, so that there is drift whatever else is open.
  const entries = proposed.split(/^(?= {2}- ports:)/m);
  const without = entries.filter((entry) => !entry.includes("ports: 10250")).join("");
  await editor.fill(without);
  await expect(page.getByText(/would be drift now|every open port is expected/)).toBeVisible();
  await page.getByLabel(t.baselineEditor.note).fill("First list");
  await page.getByRole("button", { name: t.baselineEditor.save }).click();
  await expect(page.getByText(t.baselineEditor.saved(1))).toBeVisible();
  await expect(page.getByRole("heading", { name: words.drift.title })).toBeVisible();

  await scan(page, id);
  const found = (await drift(page.request, id)).filter(({ port }) => port === 10250);
  expect(found.length).toBeGreaterThan(0);
  const [finding] = found;
  if (!finding) throw new Error("no drift");

  await page.goto(`/findings/${finding.id}`);
  await page.getByRole("button", { name: t.expectPort.open }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: t.expectPort.add }).click();
  await expect(dialog.getByText(t.expectPort.required)).toBeVisible();
  await dialog.getByLabel(t.expectPort.because, { exact: true }).fill("kubectl logs needs it");
  await dialog.getByLabel(t.expectPort.owner, { exact: true }).fill("platform");
  await dialog.getByRole("button", { name: t.expectPort.add }).click();
  await expect(page.getByText(t.expectPort.added(2))).toBeVisible();

  await page.goto(`/baselines/${id}`);
  await expect(page.getByRole("row", { name: /kubectl logs needs it/ })).toBeVisible();
  await scan(page, id);
  const after = (await drift(page.request, id)).map((one) => one.id);
  expect(after).not.toContain(finding.id);
  const closed = await page.request.get(`/api/v1/findings/${finding.id}`);
  expect(((await closed.json()) as Finding).state).toBe("resolved");
});

test("two who edit at once: the second is told, sees the difference, and decides", async ({ page, context }) => {
  const id = await clusterId(page.request);
  const address = `/baselines/${id}?tab=yaml`;
  await page.goto(address);
  const other = await context.newPage();
  await other.goto(address);
  const editor = page.getByLabel(t.baselineEditor.label);
  const text = await editor.inputValue();
  await other.waitForLoadState("networkidle");
  await other.getByLabel(t.baselineEditor.label).fill(`# theirs\n${text}`);
  await expect(other.getByText(/nothing wrong/)).toBeVisible();
  await other.getByRole("button", { name: t.baselineEditor.save }).click();
  await expect(other.getByText(t.baselineEditor.saved(3))).toBeVisible();
  await editor.fill(`# mine\n${text}`);
  await expect(page.getByText(/nothing wrong/)).toBeVisible();
  await page.getByRole("button", { name: t.baselineEditor.save }).click();
  await expect(page.getByText(t.baselineEditor.conflict)).toBeVisible();
  await expect(page.getByRole("group", { name: t.baselineEditor.diffLabel })).toContainText("# theirs");
  await page.getByRole("button", { name: t.baselineEditor.takeOver }).click();
  await expect(page.getByText(t.baselineEditor.saved(4))).toBeVisible();
});

test("the history shows what a version changed, and brings an older one back", async ({ page }) => {
  const id = await clusterId(page.request);
  await page.goto(`/baselines/${id}?tab=history&version=4`);
  await page.waitForLoadState("networkidle");
  const difference = page.getByRole("group", { name: words.history.diffLabel });
  await expect(difference).toContainText("# mine");
  await page.getByRole("button", { name: `${t.baselineEditor.restore} version 1` }).click();
  await expect(page.getByText(t.baselineEditor.restored(5, 1))).toBeVisible();
  const first = await page.request.get(`/api/v1/clusters/${id}/baseline?version=1`);
  const now = await page.request.get(`/api/v1/clusters/${id}/baseline`);
  expect(await now.text()).toBe(await first.text());
  expect(now.headers()["content-type"]).toContain("application/yaml");
  expect(now.headers()["content-disposition"]).toContain(`breakwater-baseline-${cluster}.yaml`);
});

test("CI sends the file; a stale version and a wrong line are refused", async ({ request }) => {
  const id = await clusterId(request);
  const address = `/api/v1/clusters/${id}/baseline`;
  const yaml = await (await request.get(address)).text();
  const headers = { "content-type": "application/yaml" };
  const same = await request.put(`${address}?version=latest`, { headers, data: yaml });
  expect(((await same.json()) as { version: number }).version).toBe(5);
  const stale = await request.put(`${address}?version=2`, { headers, data: `${yaml}# more\n` });
  expect(stale.status()).toBe(409);
  expect(((await stale.json()) as { detail: string }).detail).toMatch(/Version 5 was saved by/);
  const wrong = await request.put(`${address}?version=latest`, { headers, data: `${yaml}more: 1\n` });
  expect(wrong.status()).toBe(422);
});

test("the demo's main cluster has expected ports and drift", async ({ page }) => {
  const id = await clusterId(page.request, "harbor");
  const found = await drift(page.request, id);
  expect(found.map(({ port }) => port)).toContain(8443);
  await page.goto("/baselines");
  const row = page.getByRole("row", { name: /harbor/ });
  await expect(row.locator("[data-count]")).toHaveText(String(found.length));
});
