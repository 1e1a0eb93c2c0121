import { defineProbe } from "./define-probe.ts";
import { glanceBytes, Questions, schemeOf, shutByTls } from "./questions.ts";
import { recognised } from "./recognised.ts";

const ignition = "application/vnd.coreos.ignition+json;version=3.4.0, */*;q=0.1";
const poolPath = "/config/worker";

export const machineConfigServer = defineProbe({
  id: "machine-config-server",
  title: "OpenShift machine config server",
  describes:
    "HEAD /config/worker: the status and the length of the configuration it would hand out, which is not read.",
  matches: (target, seen) => !seen.service && target.hint === "machine-config-server",
  async run(target, context, seen) {
    if (shutByTls(seen)) return {};
    const questions = new Questions(target, context, schemeOf(seen));
    const config = await questions.head(poolPath, { accept: ignition });
    const health = await questions.get("/healthz", { maxBytes: glanceBytes });
    const none = await questions.get("/breakwater", { maxBytes: glanceBytes });
    // It is healthy without a word, and has none for what it does not know either.
    const isSilent = (answer: typeof none, status: number) =>
      answer.exchange.status === status && answer.exchange.bytes === 0;
    if (!isSilent(health, 200) || !isSilent(none, 404)) return { exchanges: questions.exchanges };
    const { status, contentType } = config.exchange;
    const isHandedOut = status === 200 && /json/i.test(contentType ?? "");
    if (!isHandedOut && status !== 500 && status !== 403) return { exchanges: questions.exchanges };
    config.exchange.summary = isHandedOut ? "configuration of the worker pool, not read" : "no configuration";
    const product = recognised("machine-config-server", isHandedOut ? "open" : "refused", {
      answered: isHandedOut ? [poolPath] : [],
      details: [`HEAD ${poolPath} ${status}`, questions.scheme === "https" ? "over TLS" : "without TLS"],
    });
    return { service: "machine-config-server", product, exchanges: questions.exchanges };
  },
});
