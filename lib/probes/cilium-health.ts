import { defineProbe } from "./define-probe.ts";
import { parseJsonObject } from "./json-shape.ts";
import { glanceBytes, Questions } from "./questions.ts";
import { recognised } from "./recognised.ts";

export const ciliumHealth = defineProbe({
  id: "cilium-health",
  title: "Cilium health responder",
  describes: "GET /hello and GET / over plain HTTP on the port by which Cilium's nodes look for each other.",
  matches: (target, seen) => !seen.service && seen.tls === undefined && target.hint === "cilium-health",
  async run(target, context) {
    const questions = new Questions(target, context, "http");
    const hello = await questions.get("/hello", { maxBytes: glanceBytes });
    const root = await questions.get("/", { maxBytes: glanceBytes });
    const status = parseJsonObject(hello.body);
    // Newer releases say how far the datapath is, older ones nothing; for every other path there are no words.
    const isHello =
      hello.exchange.status === 200 && (hello.exchange.bytes === 0 || status?.bpf_initialized !== undefined);
    if (!isHello || root.exchange.status !== 404 || root.exchange.bytes > 0) return { exchanges: questions.exchanges };
    const product = recognised("cilium-health", "open", { answered: ["/hello"] });
    return { service: "cilium-health", product, exchanges: questions.exchanges };
  },
});
