import { localUrl, startWeb, startWorker } from "./children.ts";
import { offerDemoFleet } from "./demo-on-demand.ts";
import { runProduct } from "./run-product.ts";

await runProduct({
  pages: "build",
  async start(product) {
    offerDemoFleet(product);
    await Promise.all([startWorker(product), startWeb(product, "build")]);
    const { host, port } = product.environment;
    product.steps.say(`Breakwater is ready: http://${host}:${port}`);
    if (host === "0.0.0.0" || host === "::") product.steps.say(`On this machine: ${localUrl(product.environment)}`);
  },
});
