import { setTimeout as sleep } from "node:timers/promises";
import { messageOf } from "../domain/errors.ts";
import { startDemoFleet } from "./demo-fleet.ts";
import { scanBehind } from "./first-scan.ts";
import type { Product } from "./product.ts";
import type { Supervised } from "./supervise.ts";

const askEveryMs = 1_000;

/** The fleet as one that the product can do without: when it keeps ending, the pages say so and the rest goes on. */
function beside(product: Product, started: (child: Supervised) => void): Product {
  const { store, steps } = product;
  const onGivenUp = (error: Error) => {
    steps.say(error.message);
    store.reportDemoFleet({ step: "failed", message: error.message }).catch((unsaid: unknown) => {
      steps.say(`Nor could the pages be told: ${messageOf(unsaid)}`);
    });
  };
  return {
    ...product,
    // As its clusters are now: ninety days of past take longer than a first look should.
    environment: { ...product.environment, demoDays: 0 },
    async startChild(spec) {
      const child = await product.startChild({ ...spec, onGivenUp });
      started(child);
      return child;
    },
  };
}

/** Starts the servers, registers their clusters and asks for a first scan of each; what fails is said on the page. */
async function begin(product: Product): Promise<Supervised | null> {
  const { store, steps } = product;
  const running: Supervised[] = [];
  try {
    await store.reportDemoFleet({ step: "starting", message: null });
    const fleet = await startDemoFleet(beside(product, (child) => running.push(child)));
    const nodes = fleet.nodes();
    await store.reportDemoFleet({ nodes });
    const scans: string[] = [];
    for (const { cluster } of fleet.clusters) scans.push(await scanBehind(product, cluster));
    await store.reportDemoFleet({ step: "scanning", scanId: scans[0] ?? null });
  } catch (error) {
    product.signal.throwIfAborted();
    steps.say(`The demo fleet could not be started: ${messageOf(error)}`);
    await store.reportDemoFleet({ step: "failed", message: messageOf(error).split("\n")[0] ?? "" });
    await running[0]?.stop();
    return null;
  }
  return running[0] ?? null;
}

/** One look at what is wished for; answers the fleet that runs after it. */
async function follow(product: Product, running: Supervised | null, isFirst: boolean): Promise<Supervised | null> {
  const { step } = await product.store.readDemoWish();
  if (step === null && running) {
    await running.stop();
    product.steps.say("Demo fleet stopped: its data was removed");
    return null;
  }
  if (running && step === "asked") await running.stop();
  else if (running) return running;
  // An earlier run of the product had it: its clusters are scanned by schedule, and their servers have to be there.
  const wanted = step === "asked" || (isFirst && step !== null && step !== "failed");
  return wanted ? begin(product) : null;
}

/** Starts the demo fleet when somebody asks for it in the browser, and stops it when its data is removed. */
export function offerDemoFleet(product: Product): void {
  const { signal, steps } = product;
  product.childEnvironment.BREAKWATER_OFFERS_DEMO = "1";
  const watch = async () => {
    let running: Supervised | null = null;
    let trouble = "";
    for (let isFirst = true; !signal.aborted; isFirst = false) {
      try {
        running = await follow(product, running, isFirst);
        trouble = "";
      } catch (error) {
        // The database may be away for a while; the same sentence is said once.
        if (!signal.aborted && messageOf(error) !== trouble) steps.say(`Demo fleet: ${messageOf(error)}`);
        trouble = messageOf(error);
      }
      await sleep(askEveryMs, undefined, { signal }).catch(() => undefined);
    }
  };
  const watching = watch();
  product.onStop(() => watching);
}
