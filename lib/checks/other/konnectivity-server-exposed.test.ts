import { describe } from "node:test";
import { fromVantage, hardened, withInventory, withPort, withUnreachable } from "../sample-evidence.ts";
import { withImage, withProduct } from "../sample-products.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { konnectivityServerExposed as check } from "./konnectivity-server-exposed.ts";

const cluster = withImage("registry.k8s.io/kas-network-proxy/proxy-server:v0.31.0");
const admin = withProduct(8133, "konnectivity", { answered: ["/metrics"], details: ["konnectivity server"] }, cluster);
const agent = withProduct(8132, "konnectivity", { access: "unknown", node: "cp-1" }, cluster);
const on = (port: number) =>
  ({ kind: "Node", uid: "uid-worker-1", name: "worker-1", node: "worker-1", port, protocol: "TCP" }) as const;

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "the admin port shows its metrics to a worker",
      seen: admin,
      subject: on(8133),
      verdict: "fail",
      severity: "low",
      says: /without credentials/,
    },
    {
      when: "the admin port answers the internet",
      seen: fromVantage(admin, "internet"),
      subject: on(8133),
      verdict: "fail",
      severity: "high",
    },
    {
      when: "the agent port answers another network",
      seen: fromVantage(agent, "other-network"),
      verdict: "fail",
      severity: "medium",
    },
    { when: "only nodes reach the agent port", seen: agent, verdict: "unknown" },
    { when: "nothing answers", seen: cluster, verdict: "pass" },
    {
      when: "the agent port is filtered from outside",
      seen: fromVantage(withPort(cluster, "cp-1", 8132, { state: "filtered" }), "internet"),
      verdict: "pass",
    },
    { when: "the node answers nothing", seen: withUnreachable(cluster, "cp-1"), verdict: "unknown" },
    { when: "nothing of it runs", seen: hardened(), verdict: "not-applicable" },
    {
      when: "pods could not be listed",
      seen: withInventory(hardened(), { pods: null, workloads: null }),
      verdict: "unknown",
      says: /list pods/,
    },
    {
      when: "the node is gone",
      seen: withInventory(hardened(), { nodes: [] }),
      subject: { kind: "Node", uid: "uid-worker-1", name: "worker-1", node: "worker-1", port: 8132, protocol: "TCP" },
      verdict: "not-applicable",
    },
  ]);
});
