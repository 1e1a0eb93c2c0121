import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { demoPort } from "./demo.ts";

/** A product of its own beside the demo: empty, with another port and other addresses for its fleet. */
const port = demoPort + 1;
const folder = mkdtempSync(join(tmpdir(), "breakwater-first-run-"));
const promisedMs = 120_000;
let product: ChildProcess;

function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((ready, failed) => {
    let said = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      said += chunk.toString("utf8");
      if (said.includes("Breakwater is ready")) ready();
    });
    child.once("exit", (status) => failed(new Error(`npm start ended with status ${status}: ${said}`)));
  });
}

test.beforeAll(async () => {
  const own = {
    PORT: String(port),
    HOST: "127.0.0.1",
    BREAKWATER_DATA_DIR: folder,
    BREAKWATER_FLEET_BASE: "127.78",
    DATABASE_URL: "",
  };
  product = spawn("npm", ["start", "--silent"], {
    cwd: join(import.meta.dirname, ".."),
    env: { ...process.env, ...own },
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  await untilReady(product);
});

test.afterAll(async () => {
  if (product.exitCode === null && product.pid !== undefined) {
    const ended = new Promise((done) => product.once("exit", done));
    process.kill(-product.pid, "SIGTERM");
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
});

test("from an empty product to the first finding in under two minutes, and back to empty with one button", async ({
  page,
}) => {
  test.setTimeout(300_000);
  const origin = `http://127.0.0.1:${port}`;
  await page.goto(`${origin}/`);
  await expect(page.getByRole("heading", { level: 2, name: "Add your cluster" })).toBeVisible();
  await expect(page.getByRole("heading", { level: 2, name: "Scan addresses" })).toBeVisible();
  await page.waitForLoadState("networkidle");
  const begun = performance.now();
  await page.getByRole("button", { name: "Start the demo fleet" }).click();
  await expect(page).toHaveURL(/\/scans\//, { timeout: promisedMs });
  const first = page.getByRole("region", { name: "Open now, worst first" }).getByRole("link").nth(1);
  await expect(first).toBeVisible({ timeout: promisedMs });
  await first.click();
  await expect(page).toHaveURL(/\/findings\//);
  expect(performance.now() - begun).toBeLessThan(promisedMs);
  const idle = async () => {
    const answers = await Promise.all(
      ["queued", "running"].map((state) => page.request.get(`${origin}/api/v1/scans?state=${state}&limit=1`)),
    );
    const totals = await Promise.all(answers.map(async (answer) => (await answer.json()).total as number));
    return totals.reduce((sum, total) => sum + total, 0);
  };
  await expect.poll(idle, { timeout: 120_000 }).toBe(0);
  await page.goto(`${origin}/clusters#demo-data`);
  await page.waitForLoadState("networkidle");
  await page.getByRole("button", { name: "Remove demo data" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove demo data" }).click();
  await expect(page.getByText(/demo clusters removed/)).toBeVisible({ timeout: 60_000 });
  await page.goto(`${origin}/`);
  await expect(page.getByRole("button", { name: "Start the demo fleet" })).toBeEnabled();
});
