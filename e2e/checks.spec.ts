import { expect, test } from "@playwright/test";

test("a check is found by another tool's id, and its page says why, how bad, and how to mend it", async ({ page }) => {
  await page.goto("/checks?q=KHV043");
  await page
    .getByRole("link", { name: /read-only/i })
    .first()
    .click();
  await expect(page).toHaveURL(/kubelet-readonly-port-open/);
  const main = page.getByRole("main");
  for (const part of ["readOnlyPort", "CIS", "KHV043", "kubeadm"]) await expect(main).toContainText(part);
});

test("the list says by which id of another tool it found a check, and narrows down by component and tier", async ({
  page,
}) => {
  await page.goto("/checks");
  await page.getByRole("searchbox", { name: "Search checks" }).fill("C-0069");
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await expect(page.getByRole("table")).toContainText("Found as Kubescape C-0069");
  // Anonymous access and what it leads to: both judge what C-0069 looks at.
  await expect(page.locator("[data-row-link]")).toHaveCount(2);
  await page.goto("/checks?component=etcd&tier=1");
  await expect(page.locator("th[scope=rowgroup]")).toHaveText([/^etcd/]);
});

test("a check's page says what benchmarks and tools call it, how bad they find it, and why ours differs", async ({
  page,
}) => {
  await page.goto("/checks/kubelet-anonymous-auth-enabled#rosetta");
  const table = page.getByRole("table", { name: "What others call it" });
  for (const [source, id] of [
    ["CIS Kubernetes Benchmark v1.8 to v2.0", "4.2.1"],
    ["CIS EKS Benchmark v1.8", "3.2.1"],
    ["CIS OpenShift Benchmark v1.8", "4.2.2"],
    ["Kubescape", "C-0172"],
  ] as const)
    await expect(table.getByRole("row").filter({ hasText: source }).filter({ hasText: id })).toHaveCount(1);
  await expect(page.getByRole("main")).toContainText("Why ours differs");
  await page.goto("/checks/talos-api-exposed");
  await expect(page.getByRole("main")).toContainText("No other tool or benchmark");
});

test("a node page shows its ports by section, what was looked at, and the effective kubelet configuration", async ({
  page,
}) => {
  await page.goto("/nodes?q=harbor-worker-7");
  await page.getByRole("link", { name: "harbor-worker-7" }).first().click();
  const main = page.getByRole("main");
  for (const part of ["Kubelet", "etcd", "API server", "NodePort", "10255/TCP", "-32767"])
    await expect(main).toContainText(part);
});

test("what does not exist answers 404 on every kind of page, and its title names what exists", async ({ page }) => {
  for (const area of ["findings", "nodes", "scans", "schedules", "checks", "ports", "clusters"]) {
    const answer = await page.goto(`/${area}/none`);
    expect(answer?.status(), area).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
  await page.goto("/checks/kubelet-anonymous-exec");
  await expect(page).toHaveTitle(/Kubelet/);
});
