import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { addressOf, demoFolder } from "./demo.ts";

function kubeconfig(server: string, user: string, authority = "insecure-skip-tls-verify: true"): string {
  return `apiVersion: v1
kind: Config
clusters: [{name: c, cluster: {server: "${server}", ${authority}}}]
users: [{name: u, user: ${user}}]
contexts: [{name: x, context: {cluster: c, user: u}}]
current-context: x
`;
}

async function fill(page: Page, text: string, name = "elsewhere"): Promise<void> {
  await page.goto("/clusters/new");
  await page.getByLabel("Kubeconfig", { exact: true }).fill(text);
  await page.getByRole("textbox", { name: "Name" }).fill(name);
}

const refused: [name: string, text: string, sentence: RegExp][] = [
  ["is not YAML", "apiVersion: [v1", /YAML/],
  ["carries an exec plugin", kubeconfig("https://127.0.0.1:6443", "{exec: {command: aws, apiVersion: x}}"), /exec/],
  [
    "names a file",
    kubeconfig("https://127.0.0.1:6443", "{client-certificate: /etc/c.crt, client-key: /etc/c.key}"),
    /client-certificate/,
  ],
  ["has no context", "apiVersion: v1\nkind: Config\nclusters: []\nusers: []\ncontexts: []\n", /context/i],
];

for (const [name, text, sentence] of refused) {
  test(`someone adds a cluster with a kubeconfig that ${name} and is told what is wrong; nothing typed is lost`, async ({
    page,
  }) => {
    await fill(page, text);
    await page.getByRole("button", { name: "Add the cluster" }).click();
    await expect(page.getByRole("main")).toContainText(sentence);
    await expect(page.getByLabel("Kubeconfig", { exact: true })).toHaveValue(text);
    await expect(page).toHaveURL(/\/clusters\/new/);
    const clusters = (await (await page.request.get("/api/v1/clusters")).json()).items as { name: string }[];
    expect(clusters.map((cluster) => cluster.name)).not.toContain("elsewhere");
  });
}

test("the connection test says that nothing listens at the API server's address", async ({ page }) => {
  await fill(page, kubeconfig("https://127.0.0.1:1", "{token: abc}"));
  await page.getByRole("button", { name: "Test the connection" }).click();
  await expect(page.getByText("The connection does not work.")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("main")).toContainText(/127\.0\.0\.1:1 refused the connection/);
});

test("an identity with fewer rights is told which are missing, with the rule that grants each", async ({ page }) => {
  await fill(page, readFileSync(join(demoFolder, "fleet", "kubeconfig-viewer"), "utf8"));
  await page.getByRole("button", { name: "Test the connection" }).click();
  await expect(page.getByText(/permissions are missing/)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("main")).toContainText("list services");
  await expect(page.getByRole("main")).toContainText("apiGroups");
});

test("a list of addresses becomes a cluster, is scanned, and can be deleted by typing its name", async ({ page }) => {
  await page.goto("/clusters/new");
  await page.getByRole("radio", { name: /A list of addresses/ }).check();
  await page.getByRole("textbox", { name: "Name" }).fill("by-hand");
  const [one, two] = [addressOf("harbor-worker-4"), addressOf("harbor-worker-1")];
  await page.getByRole("textbox", { name: "Addresses" }).fill(`${one} name=one\nnot an address`);
  await page.getByRole("button", { name: "Add the cluster" }).click();
  await expect(page.getByRole("main")).toContainText(/line 2/i);
  await page.getByRole("textbox", { name: "Addresses" }).fill(`${one} name=one\n${two} name=two role=worker`);
  await page.getByRole("button", { name: "Add the cluster" }).click();
  await expect(page).not.toHaveURL(/\/clusters\/new/, { timeout: 15_000 });
  const clusters = (await (await page.request.get("/api/v1/clusters")).json()).items as { id: string; name: string }[];
  const id = clusters.find(({ name }) => name === "by-hand")?.id;
  expect(id).toBeDefined();
  const scanned = async () => (await (await page.request.get(`/api/v1/clusters/${id}`)).json()).nodes.checked;
  await expect.poll(scanned, { timeout: 45_000 }).toBe(2);
  await page.goto(`/clusters/${id}`);
  await page.getByRole("button", { name: "Delete the cluster" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("by-hand");
  await dialog.getByRole("button", { name: "Delete the cluster" }).click();
  await expect
    .poll(async () => (await page.request.get(`/api/v1/clusters/${id}`)).status(), { timeout: 15_000 })
    .toBe(404);
});
