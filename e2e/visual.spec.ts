import { writeFileSync } from "node:fs";
import { type BrowserContext, expect, type Page, type TestInfo, test } from "@playwright/test";
import { type Ids, type PageState, readIds, states, visit } from "./pages.ts";
import {
  howToUpdate,
  type Pictures,
  readBaseline,
  removeBaseline,
  strayBaselines,
  themes,
  updates,
  widths,
  windowHeight,
  writeBaseline,
} from "./visual-baseline.ts";
import { type Difference, difference } from "./visual-difference.ts";
import { frozenScreenshot, settle } from "./visual-freeze.ts";
import { type Picture, reduced, shrink, writePicture } from "./visual-image.ts";

// A record of every page costs more than all the pictures.
test.use({ trace: "off" });

let context: BrowserContext;
let page: Page;
let ids: Ids;

test.beforeAll(async ({ browser }) => {
  context = await browser.newContext({ locale: "en-GB", timezoneId: "UTC", reducedMotion: "reduce" });
  page = await context.newPage();
  // A list remembers what was chosen in it: no picture hangs on those before it.
  await page.addInitScript(() => location.protocol.startsWith("http") && sessionStorage.clear());
  ids = await readIds(context.request);
});
test.afterAll(() => context.close());

/** What comes late may come once more: a picture that differs is taken again before it counts. */
const looks = 3;
const betweenLooksMs = 700;

interface Look {
  png: Buffer;
  seen: Picture;
  found: Difference | null;
}

async function look(state: PageState, baseline: Picture | undefined): Promise<Look> {
  for (let left = looks - 1; ; left--) {
    const png = await frozenScreenshot(page, state);
    const seen = reduced(png);
    const found = baseline ? difference(seen, baseline) : null;
    if (left === 0 || !found || found.tiles.length === 0) return { png, seen, found };
    await page.waitForTimeout(betweenLooksMs);
  }
}

async function attach(info: TestInfo, name: string, body: Buffer): Promise<void> {
  const file = info.outputPath(`${name}.png`);
  writeFileSync(file, body);
  await info.attach(name, { path: file, contentType: "image/png" });
}

/** Looks at a state in both themes at every width; what opened is opened anew at each, since it may be laid out otherwise. */
async function lookAtAll(state: PageState, info: TestInfo): Promise<{ pictures: Pictures; wrong: string[] }> {
  const baseline = updates ? null : readBaseline(state.name);
  const pictures: Pictures = { light: [], dark: [] };
  const wrong: string[] = [];
  for (const [at, width] of widths.entries()) {
    await page.setViewportSize({ width, height: windowHeight });
    if (at === 0 || state.open) {
      await visit(page, state, ids);
      await settle(page);
    }
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      const { png, seen, found } = await look(state, baseline?.[theme][at]);
      pictures[theme].push(seen);
      const worst = found?.tiles[0];
      if (!worst) continue;
      const name = `${state.name}-${theme}-${width}`;
      wrong.push(`${name}: ${found.tiles.length} places, the worst near ${worst.x * shrink},${worst.y * shrink}`);
      await attach(info, `${name}-seen`, png);
      await attach(info, `${name}-difference`, writePicture(found.picture));
    }
  }
  return { pictures, wrong };
}

const pictured = states.filter(({ unpictured }) => !unpictured);

test("every picture is of a state that there is", () => {
  const names = pictured.map(({ name }) => name);
  expect(new Set(names).size, "names are used once").toBe(names.length);
  if (updates) strayBaselines(names).forEach(removeBaseline);
  expect(strayBaselines(names), `if the state is gone: ${howToUpdate}`).toEqual([]);
});

for (const state of pictured) {
  test(`${state.name} looks as it did`, async ({ browserName: _ }, info) => {
    const { pictures, wrong } = await lookAtAll(state, info);
    if (updates) return writeBaseline(state.name, pictures);
    expect(
      readBaseline(state.name),
      `${state.name} has no picture to compare with; make it: ${howToUpdate}`,
    ).not.toBeNull();
    expect(wrong, `if this is how it should look: ${howToUpdate}`).toEqual([]);
  });
}
