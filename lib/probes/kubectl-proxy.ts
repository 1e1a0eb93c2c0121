import type { ProductFacts } from "../domain/observation.ts";
import { defineProbe } from "./define-probe.ts";
import type { HttpAnswer } from "./http-exchange.ts";
import { parseJsonObject } from "./json-shape.ts";
import { Questions } from "./questions.ts";
import { recognised } from "./recognised.ts";

export const kubectlProxy = defineProbe({
  id: "kubectl-proxy",
  title: "kubectl proxy",
  describes:
    "GET /api/v1 twice over plain HTTP, once under the address and once with Host: localhost, which kubectl proxy accepts " +
    "by default from anyone who sends it.",
  matches: (target, seen) =>
    seen.tls === undefined && (target.hint === "kubectl-proxy" || seen.service === "kubectl-proxy"),
  async run(target, context) {
    const questions = new Questions(target, context, "http");
    const foreign = await questions.get("/api/v1");
    const local = await questions.get("/api/v1", { host: "localhost" });
    const product = readAnswers(foreign, local);
    if (!product) return { exchanges: questions.exchanges };
    local.exchange.summary = `${local.exchange.summary}, asked with Host: localhost`;
    return { service: "kubectl-proxy", product, exchanges: questions.exchanges };
  },
});

/** The default filter turns foreign names away in these words; without a filter only the port tells it. */
function readAnswers(foreign: HttpAnswer, local: HttpAnswer): ProductFacts | null {
  const isFiltered = foreign.exchange.status === 403 && foreign.body.trim() === "Forbidden";
  if (isResourceList(local)) {
    local.exchange.summary = "APIResourceList";
    const details = [isFiltered ? "refuses other Host headers than localhost" : "accepts every Host header"];
    return recognised("kubectl-proxy", "open", { answered: ["/api/v1"], details });
  }
  const isKubernetes = parseJsonObject(local.body)?.kind === "Status";
  if (isFiltered && isKubernetes) return recognised("kubectl-proxy", "refused", { answered: [], details: [] });
  return null;
}

function isResourceList({ exchange, body }: HttpAnswer): boolean {
  const list = exchange.status === 200 ? parseJsonObject(body) : null;
  return list?.kind === "APIResourceList" && list.groupVersion === "v1";
}
