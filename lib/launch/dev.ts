import { startWeb, startWorker } from "./children.ts";
import { offerDemoFleet } from "./demo-on-demand.ts";
import { runProduct } from "./run-product.ts";

await runProduct({
  pages: "develop",
  echo: true,
  async start(product) {
    offerDemoFleet(product);
    await Promise.all([startWorker(product), startWeb(product, "develop")]);
    product.steps.say(`Breakwater is ready: http://${product.environment.host}:${product.environment.port}`);
  },
});
