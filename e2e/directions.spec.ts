import { expect, type Page, test } from "@playwright/test";
import { readIds, states, visit } from "./pages.ts";

test.setTimeout(600_000);

/** In the page: texts of the content that lie on each other, and what reaches beyond the window. */
function faults(): string[] {
  const width = document.documentElement.clientWidth;
  const found: string[] = [];
  const across = Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - width;
  if (across > 0) found.push(`the page is ${across} px wider than the window`);
  const shown = [...document.querySelectorAll<HTMLElement>("main :is(h1, h2, h3, a, button, input, select, label, th)")]
    .filter((element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
    .filter((element) => !element.closest("svg, .sr-only, [data-overlaps], [role='grid']"))
    .map((element) => ({ element, box: element.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 1 && box.height > 1 && box.top < 1_800);
  for (const [at, { element, box }] of shown.entries()) {
    const name = `${element.tagName.toLowerCase()} "${(element.textContent ?? "").trim().slice(0, 40)}"`;
    // What scrolls inside its own box, as a wide table does, is not beyond the page.
    const scroller = element.closest<HTMLElement>(".overflow-x-auto, [data-scrolls]");
    if (!scroller && (box.left < -1 || box.right > width + 1)) found.push(`${name} is beyond the window`);
    for (const { element: other, box: beside } of shown.slice(at + 1)) {
      if (element.contains(other) || other.contains(element)) continue;
      const x = Math.min(box.right, beside.right) - Math.max(box.left, beside.left);
      const y = Math.min(box.bottom, beside.bottom) - Math.max(box.top, beside.top);
      if (x > 3 && y > 3 && Math.min(box.width, beside.width) < 400)
        found.push(`${name} lies on ${other.tagName.toLowerCase()} "${(other.textContent ?? "").trim().slice(0, 40)}"`);
    }
  }
  return [...new Set(found)].slice(0, 8);
}

const main = [
  ...["overview", "findings", "finding", "finding-drawer", "nodes", "node", "ports", "node-ports", "baselines"],
  ...["changes", "compare-cluster", "trends", "report", "scans", "checks", "clusters", "acceptances", "settings"],
];

async function faultsOf(page: Page, dir: "ltr" | "rtl"): Promise<Map<string, string[]>> {
  const ids = await readIds(page.request);
  const found = new Map<string, string[]>();
  for (const state of states.filter(({ name }) => main.includes(name))) {
    await visit(page, state, ids);
    await page.evaluate((direction) => document.documentElement.setAttribute("dir", direction), dir);
    found.set(state.name, await page.evaluate(faults));
  }
  return found;
}

for (const width of [1440, 390]) {
  test(`read from right to left, nothing is cut off or lies on something else that did not before, at ${width}`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    const [before, turned] = [await faultsOf(page, "ltr"), await faultsOf(page, "rtl")];
    const broken = [...turned].flatMap(([name, found]) => {
      const was = before.get(name) ?? [];
      const isNew = found.length > was.length ? found : found.filter((one) => /wider than|beyond/.test(one));
      return isNew.map((one) => `${name}: ${one}`);
    });
    expect(broken).toEqual([]);
  });
}

test("what has the focus is seen, in each theme and with forced colours", async ({ page }) => {
  const ids = await readIds(page.request);
  for (const media of [
    { colorScheme: "light", forcedColors: "none" },
    { colorScheme: "dark", forcedColors: "none" },
    { colorScheme: "dark", forcedColors: "active" },
  ] as const) {
    await page.emulateMedia({ ...media, reducedMotion: "reduce" });
    for (const state of states.filter(({ name }) => ["findings", "finding", "nodes", "settings"].includes(name))) {
      await visit(page, state, ids);
      const unseen: string[] = [];
      for (let tab = 0; tab < 40; tab++) {
        await page.keyboard.press("Tab");
        const focus = await page.evaluate(() => {
          const element = document.activeElement;
          if (!element || element === document.body) return null;
          // The ring may be drawn by the row or the field around what has the focus.
          let at: Element | null = element;
          for (let up = 0; at && up < 3; up++, at = at.parentElement) {
            const style = getComputedStyle(at);
            if (style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 1) return null;
          }
          return element.outerHTML.slice(0, 120);
        });
        if (focus) unseen.push(focus);
      }
      expect([...new Set(unseen)], `${state.name}, ${media.colorScheme}, forced colours ${media.forcedColors}`).toEqual(
        [],
      );
    }
  }
});

test("with reduced motion nothing moves for longer than a glance", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const ids = await readIds(page.request);
  for (const state of states.filter(({ name }) => main.includes(name))) {
    await visit(page, state, ids);
    const moving = await page.evaluate(() =>
      document
        .getAnimations()
        .filter(
          (one) => one.playState === "running" && Number(one.effect?.getComputedTiming().activeDuration ?? 0) > 50,
        )
        .map((one) => (one.effect instanceof KeyframeEffect ? (one.effect.target?.outerHTML ?? "").slice(0, 100) : "")),
    );
    expect(moving, state.name).toEqual([]);
  }
});
