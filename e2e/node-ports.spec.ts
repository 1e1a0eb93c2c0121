import { expect, type Page, test } from "@playwright/test";

const debugPort = /32555\/TCP/;

interface Row {
  port: number;
  signs: string[];
  review: { id: string; version: number } | null;
}

async function registerOf(page: Page): Promise<Row[]> {
  return ((await (await page.request.get("/api/v1/node-ports")).json()) as { items: Row[] }).items;
}

/** Nothing that an earlier run recorded is left. */
async function forget(page: Page): Promise<void> {
  for (let left = true; left; ) {
    const reviews = (await registerOf(page)).flatMap(({ review }) => review ?? []);
    for (const { id, version } of reviews) {
      const answer = await page.request.post(`/api/v1/port-reviews/${id}/undo`, { data: { version } });
      expect(answer.status()).toBe(200);
    }
    left = reviews.length > 0;
  }
}

test.beforeEach(({ page }) => forget(page));
test.afterEach(({ page }) => forget(page));

test("the register says whose each NodePort is, who approved it and what answers, and its filters are in the address", async ({
  page,
}) => {
  await page.goto("/");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "NodePorts" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("NodePorts");
  const storefront = page.getByRole("row", { name: /web\/storefront-redirect/ });
  for (const part of ["team-web", "Approved", "by team-web", "sends old links to https", "1 ready"])
    await expect(storefront).toContainText(part);
  const none = page.getByRole("combobox", { name: "Approval" }).locator("option", { hasText: /^None/ });
  const told = /\((\d+)\)/.exec((await none.textContent()) ?? "")?.[1];
  await page.getByRole("combobox", { name: "Approval" }).selectOption("none");
  await expect(page).toHaveURL(/approval=none/);
  await expect(page.locator(`[data-total="${told}"]`)).toBeAttached();
  await expect(page.getByRole("row", { name: /web\/storefront-redirect/ })).toHaveCount(0);
});

test("an owner is asked with a text to copy, the port is kept with the command that approves it, and each is taken back", async ({
  page,
}) => {
  await page.goto("/node-ports/review");
  const row = page.getByRole("row", { name: debugPort });
  await expect(row).toContainText("looks like a leftover");
  await row.getByRole("button", { name: "Ask owner" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("**32555/TCP** Service payments/debug-tmp in cluster harbor");
  await dialog.getByRole("button", { name: "Record that I asked" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Recorded for 1 NodePort" })).toBeVisible();
  await expect(row).toContainText("Owner asked");

  await row.getByRole("button", { name: "Keep, because…" }).click();
  await dialog.getByRole("button", { name: "Record it" }).click();
  await expect(dialog.getByRole("alert")).toHaveText("Say who owns it and why it is kept.");
  await dialog.getByLabel("Owner").fill("team-payments");
  await dialog.getByLabel("Because").fill("Bob's webhook");
  await expect(dialog).toContainText(
    /kubectl .*-n payments annotate service debug-tmp 'breakwater\.dev\/nodeport-approved=team-payments: Bob'\\''s webhook' breakwater\.dev\/nodeport-approved-until=\d{4}-\d{2}-\d{2} --overwrite/,
  );
  await dialog.getByRole("button", { name: "Record it" }).click();
  await expect(row).toContainText("To be kept");
  await expect(row).toContainText("Bob's webhook");
  await expect(row).toContainText("Owner asked:");

  await row.getByRole("button", { name: "Take back" }).click();
  await expect(row).not.toContainText("To be kept");
  await row.getByRole("button", { name: "Take back" }).click();
  await expect(row).toContainText("nothing yet");
});

test("several are chosen by keyboard and recorded at once, and what somebody else recorded meanwhile is told", async ({
  page,
}) => {
  await page.goto("/node-ports/review");
  const forgotten = (await registerOf(page)).filter(({ signs }) => signs.length > 0);
  const boxes = page.getByRole("checkbox", { name: /^Select \d/ });
  await expect(boxes).toHaveCount(forgotten.length);
  for (const box of await boxes.all()) {
    await box.focus();
    await page.keyboard.press("Space");
  }
  const cluster = (
    (await (await page.request.get("/api/v1/clusters")).json()) as { items: { id: string; name: string }[] }
  ).items;
  const harbor = cluster.find(({ name }) => name === "harbor")?.id ?? "";
  const target = { cluster: harbor, port: 32555, protocol: "TCP", namespace: "payments", service: "debug-tmp" };
  const other = await page.request.post("/api/v1/port-reviews", { data: { state: "keep", targets: [target] } });
  expect(((await other.json()) as { done: unknown[] }).done).toHaveLength(1);

  await page.getByRole("button", { name: "Remove" }).first().press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText(`patch service debug-tmp -p '{"spec":{"type":"ClusterIP"}}'`);
  await dialog.getByRole("button", { name: "Record it" }).press("Enter");
  const news = page.getByRole("status").filter({ hasText: "Recorded for" });
  await expect(news).toContainText(`Recorded for ${forgotten.length - 1} NodePort`);
  await expect(news).toContainText("32555/TCP: Local operator recorded “To be kept”");
  await expect(page.getByRole("row", { name: debugPort })).toContainText("To be kept");
  await news.getByRole("button", { name: "Take back" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Taken back" })).toBeVisible();
  await expect(page.getByRole("row", { name: debugPort })).toContainText("To be kept");
});
