import { defineProbe } from "./define-probe.ts";
import { parseJsonObject } from "./json-shape.ts";
import { glanceBytes, Questions, shutByTls } from "./questions.ts";
import { recognised } from "./recognised.ts";

export const microk8sClusterAgent = defineProbe({
  id: "microk8s-cluster-agent",
  title: "MicroK8s cluster agent",
  describes: "GET / and GET /health over TLS on the agent's port; no join request is made.",
  matches: (target, seen) => !seen.service && seen.tls !== undefined && target.hint === "microk8s-cluster-agent",
  async run(target, context, seen) {
    if (shutByTls(seen)) return {};
    const questions = new Questions(target, context, "https");
    const root = await questions.get("/", { maxBytes: glanceBytes });
    const health = await questions.get("/health", { maxBytes: glanceBytes });
    const refusal = parseJsonObject(root.body);
    const isAgent =
      root.exchange.status === 404 &&
      refusal?.error === "not found" &&
      health.exchange.status === 200 &&
      parseJsonObject(health.body)?.status === "OK";
    if (!isAgent) return { exchanges: questions.exchanges };
    const facts = { answered: ["/health"], details: ["joining needs a token of microk8s add-node"] };
    const product = recognised("microk8s-cluster-agent", "login", facts);
    return { service: "microk8s-cluster-agent", product, exchanges: questions.exchanges };
  },
});
