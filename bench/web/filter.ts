import type { Browser, Page } from "@playwright/test";
import { median } from "./browser.ts";

/** Milliseconds from an input to the frame in which the new number of findings is painted. */
export interface FilterChange {
  what: string;
  ms: number;
  rounds: number[];
  /** The part of it in which the server's answer was waited for and read. */
  server: number;
  /** Findings that match. */
  total: number;
}

declare global {
  interface Window {
    painted?: Promise<{ ms: number; server: number }>;
  }
}

interface Change {
  what: string;
  /** Written into the box and sent; without one, `press` is clicked. */
  text?: string;
  press?: (page: Page) => ReturnType<Page["locator"]>;
}

const severityToggle = (place: number) => (page: Page) =>
  page.locator("main ul li a[data-count], main ul li a[aria-current]").nth(place);

const changes: Change[] = [
  { what: "a severity, pressed", press: severityToggle(0) },
  { what: "a component", text: "component:kubelet" },
  { what: "a check", text: "check:kubelet*" },
  { what: "a word", text: "kubelet" },
  { what: "a word left out", text: "-kubelet" },
  { what: "a port", text: "port:10250" },
  { what: "nodes by a pattern", text: "node:ip-10-0-1*" },
  { what: "age", text: "age:>7d" },
  { what: "three at once", text: "severity:high,critical role:worker namespace:team-1" },
  { what: "a state", text: "state:acknowledged" },
  { what: "a zone", text: "zone:zone-1" },
];

/** From the input's own instant, which the browser gives, to the frame after the one that has the new number. */
function awaitPaint(): void {
  const lead = document.querySelector<HTMLElement>("main [data-total]");
  const before = lead?.dataset.total;
  let startedAt = 0;
  const begin = (event: Event) => {
    startedAt ||= event.timeStamp;
  };
  for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, begin, { capture: true, once: true });
  performance.clearResourceTimings();
  window.painted = new Promise((resolve) => {
    const look = new MutationObserver(() => {
      const now = document.querySelector<HTMLElement>("main [data-total]")?.dataset.total;
      if (now === undefined || now === before) return;
      look.disconnect();
      requestAnimationFrame(() =>
        setTimeout(() => {
          const ms = performance.now() - startedAt;
          const answers = performance
            .getEntriesByType("resource")
            .filter((entry): entry is PerformanceResourceTiming => entry.name.includes("/findings?"))
            .filter((entry) => entry.startTime >= startedAt && !entry.name.includes("/api/"));
          resolve({ ms, server: Math.max(0, ...answers.map((entry) => entry.responseEnd - entry.startTime)) });
        }),
      );
    });
    look.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-total"] });
  });
}

async function apply(page: Page, { text, press }: Change): Promise<void> {
  if (press) {
    await page.evaluate(awaitPaint);
    await press(page).click();
    return;
  }
  const box = page.locator("#findings-filter");
  await box.fill(text ?? "");
  await page.evaluate(awaitPaint);
  await box.press("Enter");
}

/** Applies each kind of filter to the whole list, as often as there are rounds. */
export async function filterChanges(browser: Browser, origin: string, rounds: number): Promise<FilterChange[]> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const results: FilterChange[] = [];
  for (const change of changes) {
    const measured: { ms: number; server: number }[] = [];
    let total = 0;
    // The first is to warm up what the filter needs, as the second reader finds it.
    for (let round = 0; round <= rounds; round += 1) {
      await page.goto(`${origin}/findings`, { waitUntil: "networkidle" });
      await apply(page, change);
      const painted = await page.evaluate(() =>
        Promise.race([
          window.painted,
          new Promise<never>((_resolve, reject) => setTimeout(() => reject(new Error("nothing changed")), 15_000)),
        ]),
      );
      if (painted && round > 0) measured.push(painted);
      total = Number(await page.locator("main [data-total]").first().getAttribute("data-total"));
    }
    const times = measured.map(({ ms }) => ms);
    const server = median(measured.map((one) => one.server));
    results.push({ what: change.what, ms: median(times), rounds: times, server, total });
  }
  await context.close();
  return results;
}
