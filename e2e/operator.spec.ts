import { type APIRequestContext, expect, test } from "@playwright/test";

const name = "operator's list";
/** More than the scanner works on at a time, so that some are finished while others wait. */
const addresses = Array.from({ length: 120 }, (_, index) => `127.77.0.${index + 1} name=pier-${index + 1}`);

async function clusterId(request: APIRequestContext): Promise<string | undefined> {
  const { items } = (await (await request.get("/api/v1/clusters")).json()) as { items: { id: string; name: string }[] };
  return items.find((cluster) => cluster.name === name)?.id;
}

test("an operator adds addresses, sees the budget, scans, cancels, and resumes what was left", async ({
  page,
  request,
}) => {
  test.setTimeout(300_000);
  await page.goto("/clusters/new?source=inventory");
  await page.waitForLoadState("networkidle");
  await page.getByRole("textbox", { name: "Addresses" }).fill(addresses.join("\n"));
  await expect(page.locator("[data-budget]")).toContainText(
    /About [\d,]+ connections to 120 nodes, at most \d+ at a time/,
  );
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await page.getByRole("button", { name: "Add the cluster" }).click();
  await expect(page).toHaveURL(/\/scans\//, { timeout: 30_000 });
  const stoppedId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  const scan = async (id: string) => (await request.get(`/api/v1/scans/${id}`)).json();
  await expect
    .poll(async () => (await scan(stoppedId)).progress?.nodesDone ?? 0, { timeout: 90_000, intervals: [100] })
    .toBeGreaterThan(0);
  await page.getByRole("button", { name: "Cancel the scan" }).click();
  await expect.poll(async () => (await scan(stoppedId)).state, { timeout: 60_000 }).toBe("partial");
  const stopped = (await scan(stoppedId)).coverage.nodes as { known: number; looked: string[] };
  expect(stopped.looked.length).toBeGreaterThan(0);
  expect(stopped.looked.length).toBeLessThan(120);
  const left = 120 - stopped.looked.length;
  await expect(page.getByText(`It did not come to ${left} node`)).toBeVisible();
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(page).not.toHaveURL(new RegExp(stoppedId));
  const resumedId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  await expect.poll(async () => (await scan(resumedId)).state, { timeout: 180_000 }).toBe("partial");
  const { coverage, message } = await scan(resumedId);
  expect(coverage.nodes.looked).toHaveLength(left);
  expect(message).toContain(`Resumes scan ${stoppedId}`);
  await expect(page.getByText("Together with what it resumes: 120 of 120 nodes checked.")).toBeVisible();
});

test.afterAll(async ({ browser, request }) => {
  const id = await clusterId(request);
  if (!id) return;
  const page = await browser.newPage();
  await page.goto(`/clusters/${id}`);
  await page.getByRole("button", { name: "Delete the cluster" }).click();
  await page.getByRole("dialog").getByRole("textbox").fill(name);
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /Delete/ })
    .click();
  await expect.poll(() => clusterId(request)).toBeUndefined();
  await page.close();
});
