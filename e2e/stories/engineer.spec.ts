import { expect, type Page, test } from "@playwright/test";
import * as t from "../../lib/messages/index.ts";
import { breakOnTheNode, fixOnTheNode, plantedFaults } from "../demo.ts";

const check = "kubelet-readonly-port-open";

async function openFault() {
  const faults = await plantedFaults();
  const fault = faults.find((one) => one.cluster === "harbor" && one.checkId === check && !one.fixed);
  if (!fault) throw new Error(`the fleet plants no ${check}`);
  return fault;
}

async function findingOn(page: Page, node: string): Promise<string> {
  const answer = await page.request.get(`/api/v1/findings?q=${encodeURIComponent(`check:${check} node:${node}`)}`);
  const { items } = (await answer.json()) as { items: { id: string }[] };
  const [finding] = items;
  if (!finding || items.length > 1) throw new Error(`${check} on ${node} is found ${items.length} times`);
  return finding.id;
}

/** A chat, a ticket or a mail of somebody else's, with the link in it. */
async function comeFromOutside(page: Page, path: string): Promise<void> {
  const address = new URL(path, test.info().project.use.baseURL);
  await page.goto("about:blank");
  await page.setContent(`<p>Please look: <a href="${address.href}">${address.href}</a></p>`);
  await page.getByRole("link").click();
}

/** Every step of the fix, as its button copies it. */
async function copiedSteps(page: Page): Promise<string[]> {
  const steps: string[] = [];
  for (const button of await page.getByRole("button", { name: /^Copy step/ }).all()) {
    await expect(async () => {
      await button.click();
      const text = await page.evaluate(() => navigator.clipboard.readText());
      expect(text).not.toBe("");
      expect(steps).not.toContain(text);
      steps.push(text);
    }).toPass({ timeout: 15_000 });
  }
  return steps;
}

/** Presses the button and waits until the answer is there. */
async function recheck(page: Page, answer: string): Promise<void> {
  await expect(async () => {
    await page.getByRole("button", { name: new RegExp(`^(${t.recheck.button}|${t.recheck.again})$`) }).click();
    await expect(page.getByText(answer)).toBeVisible({ timeout: 20_000 });
  }).toPass({ timeout: 60_000 });
}

test("an engineer comes by a link, reads the proof, copies the fix, applies it, and Re-check closes the finding", async ({
  page,
}) => {
  const fault = await openFault();
  const node = fault.subject.node ?? fault.subject.name;
  const id = await findingOn(page, node);
  try {
    await comeFromOutside(page, `/findings/${id}`);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(node);
    await expect(page).toHaveTitle(new RegExp(node));
    const proof = page.getByRole("region", { name: t.finding.proof.title });
    await expect(proof).toContainText("10255");

    expect((await copiedSteps(page)).join("\n")).toContain("readOnlyPort");

    await fixOnTheNode(fault);
    await recheck(page, t.recheck.closed);
    await expect(page.getByRole("main")).toContainText(t.words.findingState.resolved);
    await page.goto(`/findings?q=${encodeURIComponent(`check:${check} node:${node}`)}`);
    await expect(page.locator("main [data-total]").first()).toHaveAttribute("data-total", "0");
  } finally {
    await breakOnTheNode(fault);
  }
  await page.goto(`/findings/${id}`);
  await recheck(page, t.recheck.confirmed);
  await expect(page.getByRole("main")).toContainText(t.words.findingState.open);
});
