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
