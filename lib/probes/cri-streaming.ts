import { defineProbe } from "./define-probe.ts";
import { glanceBytes, Questions, schemeOf, shutByTls } from "./questions.ts";
import { recognised } from "./recognised.ts";

/** No server hands out this token, so it opens no stream. */
const noSuchStream = "/exec/breakwater";

export const criStreaming = defineProbe({
  id: "cri-streaming",
  title: "CRI streaming server",
  describes:
    "GET / and GET /exec/ with a token that was never handed out, on the port where containerd and CRI-O stream: the two " +
    "refusals are worded differently there.",
  matches: (target, seen) => !seen.service && target.hint === "cri-streaming",
  async run(target, context, seen) {
    if (shutByTls(seen)) return {};
    const questions = new Questions(target, context, schemeOf(seen));
    const root = await questions.get("/", { maxBytes: glanceBytes });
    const stream = await questions.get(noSuchStream, { maxBytes: glanceBytes });
    // The router's own words for a path that it does not know, Go's for a token that is not in its cache.
    const isStreaming =
      root.exchange.status === 404 &&
      root.body.trim() === "404: Page Not Found" &&
      stream.exchange.status === 404 &&
      stream.body.trim() === "404 page not found";
    if (!isStreaming) return { exchanges: questions.exchanges };
    const product = recognised("cri-streaming", "login", {
      answered: ["/", "/exec/"],
      details: [questions.scheme === "https" ? "over TLS" : "without TLS", "streams open with a one-time token"],
    });
    return { service: "cri-streaming", product, exchanges: questions.exchanges };
  },
});
