import type { Browser, Page } from "@playwright/test";
import { median } from "./browser.ts";

/** Milliseconds from an input to the next paint: the worst of a scenario, in the median of its rounds. */
export interface Interaction {
  what: string;
  worst: number;
  rounds: number[];
  /** Inputs of one round that took longer than a frame. */
  inputs: number;
}

declare global {
  interface Window {
    inputs?: { id: number; ms: number }[];
    longFrames?: number[];
  }
}

/** Told by the browser itself: events that belong to an interaction, and frames that took longer than 50 ms. */
function watch(): void {
  window.inputs = [];
  window.longFrames = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { interactionId?: number })[])
      if (entry.interactionId) window.inputs?.push({ id: entry.interactionId, ms: entry.duration });
  }).observe({ type: "event", durationThreshold: 16, buffered: true } as PerformanceObserverInit);
  // The list of a select lies outside of the page, where nothing measures what was chosen in it.
  addEventListener(
    "change",
    ({ timeStamp }) =>
      requestAnimationFrame(() =>
        setTimeout(() => window.inputs?.push({ id: -timeStamp, ms: performance.now() - timeStamp })),
      ),
    true,
  );
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longFrames?.push(duration);
  }).observe({ type: "long-animation-frame", buffered: true });
}

interface Scenario {
  what: string;
  /** Scrolling is no interaction: its worst frame counts. */
  scrolls?: boolean;
  run(page: Page, round: number): Promise<void>;
}

const settle = (page: Page) => page.waitForTimeout(400);

async function measure(page: Page, { what, scrolls, run }: Scenario, rounds: number): Promise<Interaction> {
  const worst: number[] = [];
  let inputs = 0;
  for (let round = 0; round < rounds; round += 1) {
    await settle(page);
    await page.evaluate(() => {
      window.inputs = [];
      window.longFrames = [];
    });
    await run(page, round);
    await settle(page);
    const { seen, frames } = await page.evaluate(() => ({
      seen: window.inputs ?? [],
      frames: window.longFrames ?? [],
    }));
    inputs = scrolls ? frames.length : new Set(seen.map(({ id }) => id)).size;
    // What is not told took less than the sixteen milliseconds from which it is.
    worst.push(Math.max(16, ...(scrolls ? frames : seen.map(({ ms }) => ms))));
  }
  return { what, worst: median(worst), rounds: worst, inputs };
}

async function wheel(page: Page): Promise<void> {
  await page.mouse.move(720, 600);
  for (const by of [900, 900, 900, -900, 2500, 2500, -2500, -2500]) {
    await page.mouse.wheel(0, by);
    await page.waitForTimeout(60);
  }
}

const keys = async (page: Page, key: string, times: number) => {
  for (let time = 0; time < times; time += 1) await page.keyboard.press(key, { delay: 10 });
};

/** The second value in the rounds with an even number, the first in the others. */
const choose = async (page: Page, name: string, round: number) => {
  const select = page.locator(`main select[name="${name}"]`);
  if (!(await select.isVisible())) await page.locator("main search button[aria-expanded=false]").first().click();
  await select.selectOption({ index: round % 2 === 0 ? 1 : 0 });
};

const matrix: Scenario[] = [
  {
    what: "typing a filter",
    run: async (page) => {
      const box = page.locator('main input[name="q"]');
      await box.click();
      await box.pressSequentially("ip-10-0-1", { delay: 60 });
      await keys(page, "Backspace", 9);
    },
  },
  { what: "another order", run: (page, round) => choose(page, "sort", round) },
  {
    what: "grouping, folding a group",
    run: async (page) => {
      await choose(page, "group", 0);
      await page.waitForTimeout(200);
      const group = page.locator("main [role=grid] button[aria-expanded]").first();
      await group.click();
      await group.click();
      await choose(page, "group", 1);
    },
  },
  {
    what: "arrow keys ×30",
    run: async (page) => {
      await page.locator("main [data-place]").first().focus();
      await keys(page, "ArrowDown", 30);
      await page.keyboard.press("Control+End");
      await page.keyboard.press("Control+Home");
    },
  },
  { what: "scrolling", scrolls: true, run: wheel },
];

const rowLinks = "tbody tr[data-index] a[data-row-link]";

const findings: Scenario[] = [
  { what: "j and k ×30", run: async (page) => keys(page, "j", 30).then(() => keys(page, "k", 30)) },
  {
    what: "choosing with x, and a range",
    run: async (page) => {
      for (let time = 0; time < 10; time += 1) {
        await page.keyboard.press("x");
        await page.keyboard.press("j");
      }
      await keys(page, "j", 5);
      await page.keyboard.press("Shift+X");
    },
  },
  {
    what: "choosing all, and none",
    run: async (page) => {
      const all = page.locator("table.findings-list thead input[type=checkbox]");
      await all.click();
      await all.click();
    },
  },
  {
    what: "opening a finding beside the list, the next, closing it",
    run: async (page) => {
      await page.locator(rowLinks).nth(25).click();
      await page.locator("aside h2").first().waitFor();
      await page.keyboard.press("]");
      await page.waitForTimeout(300);
      await page.keyboard.press("Escape");
    },
  },
  {
    what: "typing a filter",
    run: async (page) => {
      const box = page.locator("#findings-filter");
      const at = await page.evaluate(() => scrollY);
      await box.focus();
      await box.pressSequentially("severity:high kub", { delay: 40 });
      await keys(page, "Backspace", 17);
      await page.keyboard.press("Escape");
      await box.blur();
      await page.evaluate((top) => scrollTo(0, top), at);
    },
  },
  { what: "scrolling", scrolls: true, run: wheel },
];

/** Scrolls as far down as the list reads on until it has so many rows; returns how many there are. */
async function loadRows(page: Page, wanted: number): Promise<number> {
  let loaded = 0;
  for (const until = performance.now() + 300_000; loaded < wanted && performance.now() < until; ) {
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await page.waitForTimeout(40);
    loaded = await page.evaluate(
      () =>
        1 +
        Math.max(
          ...[...document.querySelectorAll<HTMLElement>("tr[data-index]")].map(({ dataset }) => Number(dataset.index)),
        ),
    );
  }
  return loaded;
}

async function opened(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(watch);
  await page.goto(url, { waitUntil: "networkidle" });
  return page;
}

/** Every scenario on the matrix of all nodes; `nodes` as the page says it. */
export async function inputsOnMatrix(browser: Browser, origin: string, rounds: number) {
  const page = await opened(browser, `${origin}/nodes`);
  const nodes = Number(await page.locator("main [data-total]").first().getAttribute("data-total"));
  const results: Interaction[] = [];
  for (const scenario of matrix) results.push(await measure(page, scenario, rounds));
  await page.context().close();
  return { nodes, results };
}

/** Every scenario on the list of findings, scrolled down to so many rows, from its middle. */
export async function inputsOnFindings(browser: Browser, origin: string, wanted: number, rounds: number) {
  const page = await opened(browser, `${origin}/findings`);
  const rows = await loadRows(page, wanted);
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight / 2));
  // The keys go on from the row that has the focus.
  await settle(page);
  await page.locator(rowLinks).nth(25).focus();
  const results: Interaction[] = [];
  for (const scenario of findings) results.push(await measure(page, scenario, rounds));
  await page.context().close();
  return { rows, results };
}
