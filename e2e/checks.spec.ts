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

test("a node page shows its ports by section, what was looked at, and the effective kubelet configuration", async ({
  page,
}) => {
  await page.goto("/nodes?q=harbor-worker-7");
  await page.getByRole("link", { name: "harbor-worker-7" }).first().click();
  const main = page.getByRole("main");
  for (const part of ["Kubelet", "etcd", "API server", "NodePort", "10255/TCP", "30000-32767"])
    await expect(main).toContainText(part);
});

test("what does not exist answers 404 on every kind of page, and its title names what exists", async ({ page }) => {
  for (const area of ["findings", "nodes", "scans", "schedules", "checks", "clusters"]) {
    const answer = await page.goto(`/${area}/none`);
    expect(answer?.status(), area).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
  await page.goto("/checks/kubelet-anonymous-exec");
  await expect(page).toHaveTitle(/Kubelet/);
});
