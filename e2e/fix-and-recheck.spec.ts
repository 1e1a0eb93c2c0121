import { expect, type Page, test } from "@playwright/test";
import * as t from "../lib/messages/index.ts";
import { fixOnTheNode, plantedFaults } from "./demo.ts";

test("an engineer opens a finding, copies the fix, fixes the node, and Re-check closes it", async ({ page }) => {
  const faults = await plantedFaults();
  const fault = faults.find(
    (entry) => entry.cluster === "harbor" && entry.checkId === "kubelet-anonymous-exec" && !entry.fixed,
  );
  if (!fault) throw new Error("the fleet plants no open kubelet");
  await page.goto(`/findings?check=kubelet-anonymous-exec&q=${fault.subject.name}`);
  await page.getByRole("link", { name: new RegExp(`Kubelet on ${fault.subject.name}`) }).click();
  const drawer = page.getByRole("complementary", { name: t.findingDrawer.label });
  await expect(drawer.getByRole("heading", { level: 2 })).toContainText(fault.subject.name);
  await expect(drawer.getByRole("button", { name: /Copy step/ }).first()).toBeVisible();
  await drawer.getByRole("link", { name: t.findingDrawer.fullPage }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(fault.subject.name);
  await expect(page.getByRole("main")).toContainText(/200/);

  await page
    .getByRole("button", { name: /Copy step/ })
    .first()
    .click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.length).toBeGreaterThan(5);

  await page.getByRole("button", { name: /^Re-check (now|again)$/ }).click();
  await expect(page.getByText(t.recheck.confirmed)).toBeVisible({ timeout: 20_000 });

  await fixOnTheNode(fault);
  await page.getByRole("button", { name: "Re-check again" }).click();
  await expect(page.getByText(t.recheck.closed)).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole("main")).toContainText("Resolved");
  await expect(page.getByRole("main")).toContainText(/401/);

  await page.goto(`/findings?check=kubelet-anonymous-exec&q=${fault.subject.name}`);
  await expect(page.locator("tbody tr")).toHaveCount(0);
});

test("the fix is written for every distribution, the detected one first", async ({ page }) => {
  await page.goto("/findings?check=kubelet-readonly-port-open");
  await page.locator("tbody tr").first().getByRole("link").first().click();
  await page.getByRole("link", { name: t.findingDrawer.fullPage }).click();
  const main = page.getByRole("main");
  await expect(main).toContainText("readOnlyPort");
  await page.getByRole("link", { name: "k3s", exact: true }).click();
  await expect(page).toHaveURL(/distribution=k3s/);
  await expect(main).toContainText("/etc/rancher/k3s/config.yaml");
});

async function openFault(checkId: string) {
  const fault = (await plantedFaults()).find(
    (entry) => entry.cluster === "harbor" && entry.checkId === checkId && !entry.fixed,
  );
  if (!fault) throw new Error(`the fleet plants no ${checkId}`);
  return fault;
}

async function findingOf(page: Page, checkId: string, node: string): Promise<string> {
  const answer = await page.request.get(`/api/v1/findings?check=${checkId}&q=${node}`);
  const { items } = (await answer.json()) as { items: { id: string; node: string | null }[] };
  const finding = items.find((entry) => entry.node === node);
  if (!finding) throw new Error(`${checkId} is not found on ${node}`);
  return finding.id;
}

test("before the fix an engineer sees where the value comes from, who uses the port, and what changes", async ({
  page,
}) => {
  const fault = await openFault("etcd-client-cert-not-required");
  await page.goto(`/findings/${await findingOf(page, fault.checkId, fault.subject.name)}`);
  const onPage = page.getByRole("navigation", { name: t.finding.onPage });
  for (const name of [t.finding.sources.short, t.finding.impact.short, t.finding.network.title])
    await expect(onPage.getByRole("link", { name, exact: true })).toBeVisible();

  const sources = page.getByRole("region", { name: t.finding.sources.title });
  await sources.getByText("client-cert-auth", { exact: true }).click();
  const readings = sources.getByRole("table", { name: t.finding.sources.reading("client-cert-auth") });
  await expect(readings.getByRole("row").filter({ hasText: t.finding.sources.decided })).toHaveCount(1);
  await expect(readings).toContainText(`static pod kube-system/etcd-${fault.subject.name}`);
  await expect(readings).toContainText("default of etcd");

  await expect(page.getByRole("region", { name: t.finding.owner.title })).toContainText("2379/TCP");
  const impact = page.getByRole("region", { name: t.finding.impact.title });
  await expect(impact.getByRole("table", { name: t.finding.impact.users })).toContainText("kube-apiserver");
  await expect(impact).toContainText(t.finding.impact.unseen);
  await impact.getByRole("button", { name: t.finding.impact.copyReplacement("backups") }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("etcdctl");

  const diff = page.getByRole("group", { name: t.finding.diff.label });
  await expect(diff.getByRole("listitem").filter({ hasText: "--client-cert-auth=false" })).toContainText(
    t.finding.diff.removed,
  );
  await expect(diff.getByRole("listitem").filter({ hasText: "--client-cert-auth=true" })).toContainText(
    t.finding.diff.added,
  );
});

test("what contradicts itself is said in words, with who else opens the same door", async ({ page }) => {
  const bootstrap = await openFault("kubelet-server-tls-bootstrap-off");
  await page.goto(`/findings/${await findingOf(page, bootstrap.checkId, bootstrap.subject.name)}`);
  const sources = page.getByRole("region", { name: t.finding.sources.title });
  await expect(sources).toContainText("ConfigMap kube-system/kubelet-config says serverTLSBootstrap: true");
  const row = sources.getByRole("row").filter({ hasText: "ConfigMap kube-system/kubelet-config" }).first();
  await expect(row).toContainText(t.finding.sources.contradicts);

  const authorization = await openFault("kubelet-authz-always-allow");
  await page.goto(`/findings/${await findingOf(page, authorization.checkId, authorization.subject.name)}`);
  const holders = page.getByRole("region", { name: t.finding.holders.title });
  await expect(holders.getByRole("row").filter({ hasText: "monitoring/prometheus-server" }).first()).toContainText(
    "nodes/proxy",
  );
});

test("the network rule is written for every tool, and the chosen one stands in the address", async ({ page }) => {
  const fault = await openFault("etcd-client-cert-not-required");
  const id = await findingOf(page, fault.checkId, fault.subject.name);
  await page.goto(`/findings/${id}`);
  const rule = page.getByRole("region", { name: t.finding.network.title });
  await expect(rule.getByRole("group", { name: t.finding.network.code("nftables") })).toContainText("table inet");
  await rule.getByRole("link", { name: "firewalld", exact: true }).click();
  await expect(page).toHaveURL(/tool=firewalld/);
  await expect(rule.getByRole("group", { name: t.finding.network.code("firewalld") })).toContainText("firewall-cmd");
  for (const name of [t.finding.network.apply, t.finding.network.verify, t.finding.network.undo])
    await expect(rule.getByRole("group", { name, exact: true })).not.toBeEmpty();
  // The tool stays while another distribution is looked at.
  await page.getByRole("link", { name: "k3s", exact: true }).click();
  await expect(page).toHaveURL(/distribution=k3s/);
  await expect(page).toHaveURL(/tool=firewalld/);
  await page.goto(`/findings/${id}?tool=abacus`);
  await expect(page.getByRole("main")).toContainText(/must be one of nftables/);
});

test("a fix for all affected nodes goes worker by worker and has a script where one can be", async ({ page }) => {
  const fault = await openFault("kubelet-server-tls-bootstrap-off");
  await page.goto(`/findings/${await findingOf(page, fault.checkId, fault.subject.name)}`);
  const rollout = page.getByRole("region", { name: t.finding.rollout.title });
  await rollout.getByRole("link", { name: t.finding.rollout.show }).click();
  await expect(page).toHaveURL(/rollout=all/);
  const stages = rollout.getByRole("list", { name: t.finding.rollout.stages }).getByRole("listitem");
  await expect(stages.first()).toContainText("First one worker");
  // A long script is folded.
  await rollout.getByText(/^Show the script/).click();
  await expect(rollout.getByRole("group", { name: t.finding.rollout.script })).toContainText("put_right");
});

test("after a fix the proof stands side by side, before and now", async ({ page }) => {
  const fault = await openFault("etcd-client-cert-not-required");
  await page.goto(`/findings/${await findingOf(page, fault.checkId, fault.subject.name)}`);
  await fixOnTheNode(fault);
  await page.getByRole("button", { name: /^Re-check/ }).click();
  await expect(page.getByText(t.recheck.closed)).toBeVisible({ timeout: 20_000 });
  const before = page.getByRole("region", { name: t.finding.proof.before, exact: true });
  const now = page.getByRole("region", { name: t.finding.proof.now, exact: true });
  await expect(before).toContainText(t.words.result.fail);
  await expect(now).toContainText(t.words.result.pass);
  const [left, right] = [await before.boundingBox(), await now.boundingBox()];
  expect(left && right && left.x + left.width <= right.x, "beside each other").toBe(true);
  await page.setViewportSize({ width: 390, height: 844 });
  const [above, below] = [await before.boundingBox(), await now.boundingBox()];
  expect(above && below && above.y + above.height <= below.y, "one under the other").toBe(true);
});

test("Re-check of a node looks at each of its findings again and says what came out", async ({ page }) => {
  const { items } = (await (await page.request.get("/api/v1/nodes?q=harbor-worker-7")).json()) as {
    items: { id: string }[];
  };
  await page.goto(`/nodes/${items[0]?.id}`);
  const button = page.getByRole("button", { name: /^Re-check \d+ findings$/ });
  const promised = Number(/\d+/.exec((await button.textContent()) ?? "")?.[0]);
  expect(promised).toBeGreaterThan(0);
  const [fault] = (await plantedFaults()).filter(
    ({ checkId, subject }) => checkId === "kubelet-readonly-port-open" && subject.name === "harbor-worker-7",
  );
  if (!fault) throw new Error("the fleet plants no read-only port on harbor-worker-7");
  await fixOnTheNode(fault);
  await button.click();
  const status = page.getByRole("status").filter({ hasText: /re-checked/ });
  await expect(status).toContainText(t.recheck.group.finished(promised, promised), { timeout: 30_000 });
  await expect(status).toContainText(t.words.result.pass);
  await expect(status).toContainText(t.words.result.fail);
  // The page has read itself again: what was closed is gone from the list.
  await expect(page.getByRole("region", { name: "Findings", exact: true })).not.toContainText("10255/TCP");
});
