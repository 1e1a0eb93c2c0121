import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import * as t from "../lib/messages/index.ts";

interface Cluster {
  id: string;
  name: string;
  unknown: { judgements: number; scanId: string | null };
}

async function clusters(request: APIRequestContext): Promise<Cluster[]> {
  return (await (await request.get("/api/v1/clusters")).json()).items;
}

const name = "unreached";
const kubeconfig = `apiVersion: v1
kind: Config
clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
users: [{name: u, user: {token: abc}}]
contexts: [{name: c, context: {cluster: c, user: u}}]
current-context: c
`;

async function remove(page: Page, id: string): Promise<void> {
  await page.goto(`/clusters/${id}`);
  await page.getByRole("button", { name: "Delete the cluster" }).click();
  await page.getByRole("dialog").getByRole("textbox").fill(name);
  await page.getByRole("dialog").getByRole("button", { name: "Delete the cluster" }).click();
  await expect.poll(async () => (await page.request.get(`/api/v1/clusters/${id}`)).status()).toBe(404);
}

test("a cluster that no scan came through is not shown as clean, and its failure says why", async ({ page }) => {
  const data = { name, source: "kubeconfig", kubeconfig, context: "c" };
  const added = await page.request.post("/api/v1/clusters", { data });
  expect(added.status(), await added.text()).toBe(201);
  const { id } = (await added.json()) as Cluster;
  const scan = await page.request.post("/api/v1/scans", { data: { cluster: id, profile: "quick" } });
  expect(scan.status()).toBe(202);
  const attempt = async () => (await (await page.request.get(`/api/v1/clusters/${id}`)).json()).lastAttempt?.state;
  await expect.poll(attempt, { timeout: 45_000 }).toBe("failed");

  await page.goto("/clusters");
  const row = page.getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) });
  await expect(row.getByRole("cell").nth(4)).toHaveText("not known");
  await expect(row.getByRole("link", { name: /Failed/ })).toHaveAttribute("title", /127\.0\.0\.1:1/);
  await page.goto(`/findings?cluster=${id}`);
  await expect(page.getByRole("main")).toContainText("No scan yet");
  await page.goto("/");
  const lead = page.getByText(/never successfully scanned:/);
  await lead.getByRole("link", { name }).click();
  await expect(page).toHaveURL(`/clusters/${id}`);
  await remove(page, id);
});

test("the unknown count of the overview can be followed to every judgement that it counts", async ({ page }) => {
  await page.goto("/");
  const tile = page.getByRole("region", { name: "Open findings by severity" }).getByRole("link", { name: /^Unknown/ });
  const promised = Number(/\d+/.exec((await tile.textContent()) ?? "")?.[0]);
  const counted = (await clusters(page.request)).filter(({ unknown }) => unknown.scanId);
  expect(counted.reduce((sum, { unknown }) => sum + unknown.judgements, 0)).toBe(promised);
  const harbor = counted.find((cluster) => cluster.name === "harbor");
  const { judgements = 0, scanId } = harbor?.unknown ?? {};
  expect(judgements).toBeGreaterThan(0);
  await tile.click();
  if (counted.length > 1) {
    await expect(page).toHaveURL(/\/clusters$/);
    const row = page.getByRole("row").filter({ has: page.getByRole("link", { name: "harbor", exact: true }) });
    await row
      .getByRole("link", { name: String(judgements), exact: true })
      .and(page.locator(`[href*="verdict=unknown"]`))
      .click();
  }
  await expect(page).toHaveURL(`/scans/${scanId}?verdict=unknown`);
  const section = page.getByRole("region", { name: `Unknown (${judgements})` });
  await expect(section.locator("tbody tr")).toHaveCount(Math.min(50, judgements));
  for (const row of await section.locator("tbody tr").all()) await expect(row.getByRole("cell").nth(2)).not.toBeEmpty();
  const answer = await page.request.get(`/api/v1/scans/${scanId}/results?verdict=unknown&limit=200`);
  expect((await answer.json()).total).toBe(judgements);
});

test("a cursor that belongs to no list is refused in words, on the page as in the API", async ({ page }) => {
  const { detail } = await (await page.request.get("/api/v1/findings?cursor=zzz")).json();
  expect(detail).toMatch(/cursor does not belong to this list/);
  await page.goto("/findings?cursor=zzz");
  await expect(page.getByRole("main")).toContainText(detail);
});

test("the API names what it does not know: addresses, parameters, clusters", async ({ request }) => {
  const problem = async (path: string) => {
    const answer = await request.get(path);
    expect(answer.headers()["content-type"]).toBe("application/problem+json");
    return [answer.status(), (await answer.json()).detail];
  };
  expect(await problem("/api/v1/nope")).toEqual([404, expect.stringContaining("/api/v1/nope")]);
  expect(await problem("/api/v1/nodes?severty=high")).toEqual([422, expect.stringContaining("severty")]);
  for (const list of ["findings", "nodes", "exposures", "scans", "trends"]) {
    expect(await problem(`/api/v1/${list}?cluster=nowhere`)).toEqual([404, expect.stringContaining("nowhere")]);
  }
  const { items } = await (await request.get("/api/v1/exposures?limit=1")).json();
  expect(items[0].vantage).toEqual({ name: expect.any(String), kind: expect.any(String) });
});

test("a node lists the Services whose findings concern ports that are open on it", async ({ page }) => {
  const listed = async (path: string) => (await (await page.request.get(`/api/v1/${path}`)).json()).items;
  const found: { port: number; clusterId: string; nodeId: string | null; headline: string }[] = await listed(
    "findings?component=nodeport&limit=200",
  );
  const exposures: { port: number; clusterId: string; nodeId: string | null }[] = await listed("exposures?limit=200");
  const open = exposures.find(({ nodeId, port, clusterId }) =>
    found.some((finding) => nodeId && !finding.nodeId && finding.port === port && finding.clusterId === clusterId),
  );
  expect(open, "a Service with a finding is open on some node").toBeDefined();
  const expected = found.find(
    ({ port, nodeId, clusterId }) => !nodeId && port === open?.port && clusterId === open.clusterId,
  );
  await page.goto(`/nodes/${open?.nodeId}`);
  const services = page.getByRole("region", { name: "Services open on this node" });
  await expect(services.getByRole("link", { name: expected?.headline ?? "", exact: true }).first()).toBeVisible();
  await expect(page.getByRole("region", { name: "Layers" })).not.toContainText("none has a finding");
});

test("every count of findings says how many nodes it stands on, and nodes out of reach are in it", async ({ page }) => {
  const { items } = (await (await page.request.get("/api/v1/clusters")).json()) as {
    items: (Cluster & { nodes: { checked: number; known: number }; lastScan: { id: string } | null })[];
  };
  const harbor = items.find(({ name }) => name === "harbor");
  expect(harbor?.nodes.checked).toBeLessThan(harbor?.nodes.known ?? 0);
  const { checked = 0, known = 0 } = harbor?.nodes ?? {};
  const words = t.words.coverage(checked, known);
  for (const path of [
    `/?cluster=${harbor?.id}`,
    `/findings?cluster=${harbor?.id}`,
    `/nodes?cluster=${harbor?.id}`,
    `/clusters/${harbor?.id}`,
  ]) {
    await page.goto(path);
    await expect(page.getByRole("main"), path).toContainText(words);
  }
  const scan = await (await page.request.get(`/api/v1/scans/${harbor?.lastScan?.id}`)).json();
  await page.goto(`/scans/${scan.id}`);
  await expect(page.getByRole("main")).toContainText(t.words.coverage(scan.nodes.checked, scan.nodes.known));
});

test("the results of a scan stand in five words, and what was accepted is no pass", async ({ page }) => {
  const harbor = (await clusters(page.request)).find((cluster) => cluster.name === "harbor");
  await page.goto(`/scans/${harbor?.unknown.scanId}`);
  const verdicts = page.getByRole("region", { name: t.scans.section.verdicts });
  for (const word of Object.values(t.words.result))
    await expect(verdicts.getByText(word, { exact: true })).toBeVisible();
  await expect(verdicts.getByTitle(t.words.resultMeaning.accepted).getByRole("link")).toHaveAttribute(
    "href",
    `/findings?cluster=${harbor?.id}&state=accepted`,
  );
});
