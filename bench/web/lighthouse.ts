import lighthouse, { desktopConfig, type Result } from "lighthouse";
import { freePort } from "../../lib/database/server-process.ts";
import { launchBrowser, median } from "./browser.ts";

export const categories = ["performance", "accessibility", "best-practices"] as const;
export type Category = (typeof categories)[number];

export interface Score {
  category: Category;
  /** Of a hundred: the median of the runs, and each. */
  score: number;
  runs: number[];
  /** Lighthouse's measure of the machine as it was in each run; a desktop that does nothing else has 1,500 and more. */
  machine: number[];
  /** Audits that cost points in some run, with their lowest score. */
  short: string[];
}

/** Lighthouse now and then records nothing of a load, and says so: such a run is taken again. */
const tries = 4;

async function oneRun(url: string, left = tries): Promise<Result> {
  const port = await freePort(9333);
  const browser = await launchBrowser(port);
  try {
    const flags = { port, output: "json" as const, logLevel: "error" as const, onlyCategories: [...categories] };
    const result = (await lighthouse(url, flags, desktopConfig))?.lhr;
    if (result && !result.runtimeError) return result;
    if (left <= 1) throw new Error(`${url}: ${result?.runtimeError?.message}`);
  } finally {
    await browser.close();
  }
  return oneRun(url, left - 1);
}

/** Lighthouse's own verdict on a page, with its desktop preset and an empty cache each time. */
export async function lighthouseOf(url: string, runs: number): Promise<Score[]> {
  const scores = new Map<Category, number[]>(categories.map((category) => [category, []]));
  const short = new Map<Category, Map<string, number>>(categories.map((category) => [category, new Map()]));
  const machine: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const result = await oneRun(url);
    machine.push(result.environment.benchmarkIndex);
    for (const category of categories) {
      const found = result.categories[category];
      scores.get(category)?.push(Math.round((found?.score ?? 0) * 100));
      for (const { id, weight } of found?.auditRefs ?? []) {
        const score = result.audits[id]?.score;
        if (weight === 0 || score === null || score === undefined || score >= 0.99) continue;
        const known = short.get(category);
        known?.set(id, Math.min(known.get(id) ?? 1, score));
      }
    }
  }
  return categories.map((category) => ({
    category,
    score: median(scores.get(category) ?? []),
    runs: scores.get(category) ?? [],
    machine,
    short: [...(short.get(category) ?? [])].map(([id, score]) => `${id} ${score.toFixed(2)}`),
  }));
}
