import { startWeb, startWorker } from "./children.ts";
import { startDemoFleet } from "./demo-fleet.ts";
import { startDemoScans } from "./demo-history.ts";
import type { Product } from "./product.ts";
import { runProduct } from "./run-product.ts";

const fresh = process.argv.includes("--fresh");

/** True while the demo is wanted: its data comes back only when somebody asks for it. */
async function isWanted({ store, steps }: Product): Promise<boolean> {
  if (fresh) {
    await steps.step(
      () => store.removeDemoData(),
      (clusters) => `${clusters} demo clusters removed, to begin afresh`,
    );
    await store.forgetDemoRemoval();
  }
  const { removedAt } = await store.readDemoState();
  if (removedAt === null) return true;
  steps.say(`The demo's data was removed on ${removedAt.slice(0, 10)}; "npm run demo -- --fresh" brings it back.`);
  return false;
}

await runProduct({
  pages: "build",
  async start(product) {
    const isDemo = await isWanted(product);
    const worker = startWorker(product);
    const scanned = isDemo
      ? Promise.all([startDemoFleet(product), worker]).then(([fleet]) => startDemoScans(product, fleet))
      : worker;
    // The web server's readiness is that its overview answers 200.
    await Promise.all([scanned, startWeb(product, "build")]);
    product.steps.say(`Breakwater is ready: http://${product.environment.host}:${product.environment.port}`);
  },
});
