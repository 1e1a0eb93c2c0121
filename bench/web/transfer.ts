import { gzipSync } from "node:zlib";
import type { Browser } from "@playwright/test";

/** What a browser loaded of a page's script, each file gzipped as first-load.ts counts it. */
export interface Transferred {
  /** Bytes until the page is loaded, works and is quiet. */
  bytes: number;
  files: number;
  /** Of these, bytes that the HTML does not ask for: what script asked for by itself. */
  later: number;
}

/** Opens a page with an empty cache and counts every script it asks for, but what it fetches ahead of other pages. */
export async function transferredBy(browser: Browser, url: string): Promise<Transferred> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    const sizes = new Map<string, Promise<number>>();
    page.on("response", (response) => {
      const { pathname } = new URL(response.url());
      const purpose = response.request().headers();
      if (!pathname.endsWith(".js") || purpose.purpose === "prefetch" || purpose["sec-purpose"]) return;
      sizes.set(
        pathname,
        response.body().then((body) => gzipSync(body).length),
      );
    });
    const html = (await (await page.goto(url, { waitUntil: "networkidle" }))?.text()) ?? "";
    // What is loaded once the browser has nothing else to do comes after that.
    await page.waitForTimeout(1_500);
    const files = await Promise.all([...sizes].map(async ([file, size]) => ({ file, size: await size })));
    const sum = (of: typeof files) => of.reduce((total, { size }) => total + size, 0);
    const later = sum(files.filter(({ file }) => !html.includes(file)));
    return { bytes: sum(files), files: files.length, later };
  } finally {
    await context.close();
  }
}
