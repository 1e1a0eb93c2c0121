import { describe } from "node:test";
import { fromVantage, hardened, tls, withInventory, withPort, withUnreachable } from "../sample-evidence.ts";
import { withDistribution, withProduct } from "../sample-products.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { microk8sClusterAgentExposed as check } from "./microk8s-cluster-agent-exposed.ts";

const cluster = withDistribution("microk8s");
const agent = withProduct(
  25_000,
  "microk8s-cluster-agent",
  { access: "login", answered: ["/health"], node: "cp-1" },
  cluster,
);
const dqlite = withPort(cluster, "worker-1", 19_001, {
  state: "open",
  service: "tls",
  tls: tls({ clientCertificate: "required" }),
});
const datastore = {
  kind: "Node",
  uid: "uid-worker-1",
  name: "worker-1",
  node: "worker-1",
  port: 19_001,
  protocol: "TCP",
} as const;

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "the agent answers another network",
      seen: fromVantage(agent, "other-network"),
      verdict: "fail",
      severity: "medium",
      says: /takes join requests/,
    },
    { when: "the agent answers the internet", seen: fromVantage(agent, "internet"), verdict: "fail", severity: "high" },
    {
      when: "the datastore's port answers another network",
      seen: fromVantage(dqlite, "other-network"),
      subject: datastore,
      verdict: "fail",
      severity: "medium",
      says: /demands a certificate/,
    },
    { when: "nodes reach the datastore", seen: dqlite, subject: datastore, verdict: "unknown" },
    { when: "nodes reach the agent", seen: agent, verdict: "unknown" },
    { when: "both are closed", seen: cluster, verdict: "pass" },
    { when: "the node answers nothing", seen: withUnreachable(cluster, "cp-1"), verdict: "unknown" },
    { when: "no node runs MicroK8s", seen: hardened(), verdict: "not-applicable" },
    {
      when: "the node is gone",
      seen: withInventory(hardened(), { nodes: [] }),
      subject: { kind: "Node", uid: "uid-worker-1", name: "worker-1", node: "worker-1", port: 25000, protocol: "TCP" },
      verdict: "not-applicable",
    },
  ]);
});
