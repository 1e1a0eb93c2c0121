import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { PNG } from "pngjs";
import { demoPort } from "./demo.ts";
import { readIds, states, visit } from "./pages.ts";
import { browserPath } from "./provision.ts";
import startDemo from "./start-demo.ts";
import { settle } from "./visual-freeze.ts";

/** The pages that the documents show. */
const shown = [
  ...["overview", "findings", "finding-drawer", "finding", "dialog-accept", "acceptances", "nodes", "node"],
  ...["node-port", "ports", "node-ports", "baseline", "changes", "compare-cluster", "trends", "report"],
  ...["scan", "check", "clusters", "palette", "settings"],
];
const folder = join(import.meta.dirname, "..", "docs", "screenshots");
const largestBytes = 120 * 1024;
/** Steps of a channel, finest first: text and lines stay, gradients of antialiasing go. */
const steps = [1, 8, 16, 32, 48];

function withSteps(source: PNG, step: number): Buffer {
  const png = new PNG({ width: source.width, height: source.height });
  for (const [at, value] of source.data.entries())
    png.data[at] = at % 4 === 3 ? 255 : Math.min(255, Math.round(value / step) * step);
  return PNG.sync.write(png, { colorType: 2, deflateLevel: 9, deflateStrategy: 0, filterType: 0 });
}

/** The picture with as many colours as fit into the size that a page of the documents can afford. */
function small(png: Buffer): Buffer {
  const source = PNG.sync.read(png);
  for (const step of steps) {
    const file = withSteps(source, step);
    if (file.length <= largestBytes) return file;
  }
  throw new Error(`a picture does not fit into ${largestBytes} bytes`);
}

// Names of pages make those alone. A demo that runs already may be shown instead of one of its own: its port is BREAKWATER_E2E_PORT.
const stop = process.argv.includes("--running") ? async () => {} : await startDemo();
const executablePath = browserPath();
const browser = await chromium.launch({
  ...(executablePath ? { executablePath } : {}),
  args: ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none", "--force-color-profile=srgb"],
});
try {
  const context = await browser.newContext({
    baseURL: `http://127.0.0.1:${demoPort}`,
    viewport: { width: 1440, height: 900 },
    ...{ locale: "en-GB", timezoneId: "UTC", colorScheme: "light", reducedMotion: "reduce" },
  });
  const ids = await readIds(context.request);
  mkdirSync(folder, { recursive: true });
  const asked = process.argv.slice(2).filter((word) => shown.includes(word));
  for (const state of states.filter(({ name }) => (asked.length > 0 ? asked : shown).includes(name))) {
    const page = await context.newPage();
    await visit(page, state, ids);
    await settle(page);
    const file = small(await page.screenshot({ animations: "disabled", caret: "hide" }));
    writeFileSync(join(folder, `${state.name}.png`), file);
    await page.close();
    console.log(`docs/screenshots/${state.name}.png, ${Math.round(file.length / 1024)} kB`);
  }
} finally {
  await browser.close();
  await stop();
}
