import { startWeb, startWorker } from "./children.ts";
import { startDemoFleet } from "./demo-fleet.ts";
import { scanFirst } from "./first-scan.ts";
import { runProduct } from "./run-product.ts";

await runProduct({
  pages: "build",
  async start(product) {
    const fleet = startDemoFleet(product);
    const worker = startWorker(product);
    const scanned = Promise.all([fleet, worker]).then(([clusters]) => scanFirst(product, clusters));
    // The web server's readiness is that its overview answers 200.
    await Promise.all([scanned, startWeb(product, "build")]);
    product.steps.say(`Breakwater is ready: http://${product.environment.host}:${product.environment.port}`);
  },
});
