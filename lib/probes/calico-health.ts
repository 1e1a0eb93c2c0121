import { defineProbe } from "./define-probe.ts";
import type { HttpAnswer } from "./http-exchange.ts";
import { Questions } from "./questions.ts";
import { recognised } from "./recognised.ts";

const tableHead = /\|\s*COMPONENT\s*\|\s*TIMEOUT\s*\|\s*LIVENESS\s*\|\s*READINESS\s*\|/;

export const calicoHealth = defineProbe({
  id: "calico-health",
  title: "Calico health ports",
  describes: "GET /liveness and /readiness over plain HTTP on the health ports of Felix and Typha.",
  matches: (target, seen) =>
    !seen.service && seen.tls === undefined && (target.hint === "felix-health" || target.hint === "typha-health"),
  async run(target, context) {
    const questions = new Questions(target, context, "http");
    const live = await questions.get("/liveness", { maxBytes: 8192 });
    const ready = await questions.get("/readiness", { maxBytes: 8192 });
    if (![live, ready].every(isReport)) return { exchanges: questions.exchanges };
    for (const { exchange } of [live, ready]) exchange.summary = exchange.status === 503 ? "not well" : "well";
    const product = target.hint === "typha-health" ? "calico-typha" : "calico-felix";
    const facts = { answered: ["/liveness", "/readiness"], details: ["health only"] };
    return { service: target.hint, product: recognised(product, "open", facts), exchanges: questions.exchanges };
  },
});

/** The aggregator's table, or no content where nothing reports. */
function isReport({ exchange, body }: HttpAnswer): boolean {
  if (exchange.status === 204) return true;
  return (exchange.status === 200 || exchange.status === 503) && tableHead.test(body);
}
