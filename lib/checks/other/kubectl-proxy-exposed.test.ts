import { describe } from "node:test";
import { fromVantage, hardened, withInventory, withPort, withUnreachable } from "../sample-evidence.ts";
import { withProduct } from "../sample-products.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { kubectlProxyExposed as check } from "./kubectl-proxy-exposed.ts";

const open = withProduct(8001, "kubectl-proxy", {
  node: "cp-1",
  answered: ["/api/v1"],
  details: ["accepts every Host header"],
});
const refused = withProduct(8001, "kubectl-proxy", { node: "cp-1", access: "refused" });

describe(check.id, () => {
  verdictTable(check, [
    { when: "it answers a worker", seen: open, verdict: "fail", severity: "high", says: /accepts every Host header/ },
    {
      when: "it answers another network",
      seen: fromVantage(open, "other-network"),
      verdict: "fail",
      severity: "critical",
    },
    { when: "it listens for the node itself", seen: fromVantage(open, "node-local"), verdict: "pass" },
    { when: "it gives nothing although it answers", seen: refused, verdict: "pass" },
    { when: "the port is closed", seen: hardened(), verdict: "pass" },
    { when: "the port is filtered", seen: withPort(hardened(), "cp-1", 8001, { state: "filtered" }), verdict: "pass" },
    {
      when: "another service answers",
      seen: withPort(hardened(), "cp-1", 8001, { state: "open", service: "redis" }),
      verdict: "not-applicable",
    },
    {
      when: "what answers is not known",
      seen: withPort(hardened(), "cp-1", 8001, { state: "open", service: "http" }),
      verdict: "unknown",
    },
    { when: "the node answers nothing", seen: withUnreachable(hardened(), "cp-1"), verdict: "unknown" },
    {
      when: "the node is gone",
      seen: withInventory(hardened(), { nodes: [] }),
      subject: { kind: "Node", uid: "uid-worker-1", name: "worker-1", node: "worker-1", port: 8001, protocol: "TCP" },
      verdict: "not-applicable",
    },
  ]);
});
