import { expect, test } from "@playwright/test";

test("a scan is started by hand, shows its progress live, and ends with coverage and what changed", async ({
  page,
  request,
}) => {
  const clusters = (await (await request.get("/api/v1/clusters")).json()).items as { id: string; name: string }[];
  const harbor = clusters.find(({ name }) => name === "harbor");
  const answer = await request.post("/api/v1/scans", { data: { cluster: harbor?.id, profile: "standard" } });
  expect(answer.status()).toBe(202);
  const { id } = (await answer.json()) as { id: string };
  await page.goto(`/scans/${id}`);
  await expect(page.getByRole("progressbar").first()).toBeVisible();
  await expect(page.getByRole("main")).toContainText(/Nodes checked\s*13 of 14/, { timeout: 90_000 });
  await expect(page.getByRole("main")).toContainText("harbor-worker-8");
});

test("a second scan of the same cluster is refused in words while one runs, and a running one can be stopped", async ({
  page,
  request,
}) => {
  const clusters = (await (await request.get("/api/v1/clusters")).json()).items as { id: string; name: string }[];
  const data = { cluster: clusters.find(({ name }) => name === "harbor")?.id, profile: "full" };
  const first = await request.post("/api/v1/scans", { data });
  expect(first.status()).toBe(202);
  const second = await request.post("/api/v1/scans", { data });
  expect(second.status()).toBe(409);
  expect((await second.json()).detail).toMatch(/running|queued|scan/i);
  const { id } = (await first.json()) as { id: string };
  await page.goto(`/scans/${id}`);
  await page.getByRole("button", { name: /Stop|Cancel/ }).click();
  await expect
    .poll(async () => (await (await request.get(`/api/v1/scans/${id}`)).json()).state, { timeout: 30_000 })
    .toMatch(/partial|cancelled/);
  // What it did not come to is not known since; the stories after this one find everything looked at.
  const again = await request.post("/api/v1/scans", { data: { ...data, profile: "standard" } });
  expect(again.status()).toBe(202);
  const whole = (await again.json()) as { id: string };
  const state = async () => (await (await request.get(`/api/v1/scans/${whole.id}`)).json()).state;
  await expect.poll(state, { timeout: 90_000 }).toBe("complete");
});

test("two scans can be compared, and the comparison has a URL", async ({ page, request }) => {
  const scans = (await (await request.get("/api/v1/scans?state=complete&limit=50")).json()).items as {
    id: string;
    clusterName: string;
  }[];
  const [newer, older] = scans.filter(({ clusterName }) => clusterName === "harbor");
  expect(older, "harbor was scanned twice by now").toBeDefined();
  await page.goto(`/scans/${older?.id}/diff/${newer?.id}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("main")).toContainText(/same/i);
});
