import { expect, test } from "@playwright/test";
import { t } from "../lib/messages/index.ts";
import { fixOnTheNode, plantedFaults } from "./demo.ts";

test("an engineer opens a finding, copies the fix, fixes the node, and Re-check closes it", async ({ page }) => {
  const faults = await plantedFaults();
  const fault = faults.find(
    (entry) => entry.cluster === "harbor" && entry.checkId === "kubelet-anonymous-exec" && !entry.fixed,
  );
  if (!fault) throw new Error("the fleet plants no open kubelet");
  await page.goto(`/findings?check=kubelet-anonymous-exec&q=${fault.subject.name}`);
  await page.getByRole("link", { name: new RegExp(`Kubelet on ${fault.subject.name}`) }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(fault.subject.name);
  await expect(page.getByRole("main")).toContainText(/200/);

  await page
    .getByRole("button", { name: /Copy step/ })
    .first()
    .click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.length).toBeGreaterThan(5);

  await page.getByRole("button", { name: "Re-check now" }).click();
  await expect(page.getByText(t.finding.recheck.confirmed)).toBeVisible({ timeout: 20_000 });

  await fixOnTheNode(fault);
  await page.getByRole("button", { name: "Re-check again" }).click();
  await expect(page.getByText(t.finding.recheck.closed)).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole("main")).toContainText("Resolved");
  await expect(page.getByRole("main")).toContainText(/401/);

  await page.goto(`/findings?check=kubelet-anonymous-exec&q=${fault.subject.name}`);
  await expect(page.locator("tbody tr")).toHaveCount(0);
});

test("the fix is written for every distribution, the detected one first", async ({ page }) => {
  await page.goto("/findings?check=kubelet-readonly-port-open");
  await page.locator("tbody tr").first().getByRole("link").first().click();
  const main = page.getByRole("main");
  await expect(main).toContainText("readOnlyPort");
  await page.getByRole("link", { name: "k3s", exact: true }).click();
  await expect(page).toHaveURL(/distribution=k3s/);
  await expect(main).toContainText("/etc/rancher/k3s/config.yaml");
});
