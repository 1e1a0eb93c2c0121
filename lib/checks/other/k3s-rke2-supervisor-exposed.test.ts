import { describe } from "node:test";
import { fromVantage, hardened, withInventory, withPort, withUnreachable } from "../sample-evidence.ts";
import { withDistribution, withProduct } from "../sample-products.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { k3sRke2SupervisorExposed as check } from "./k3s-rke2-supervisor-exposed.ts";

const rke2 = withDistribution("rke2");
const facts = { access: "login" as const, answered: ["/ping", "/cacerts"], node: "cp-1" };
const answering = withProduct(9345, "rke2-supervisor", facts, rke2);
const k3s = withProduct(6443, "k3s-supervisor", facts, withDistribution("k3s"));
const spegel = withProduct(5001, "spegel", { access: "unknown", node: "cp-1" });

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "RKE2's port answers another network",
      seen: fromVantage(answering, "other-network"),
      verdict: "fail",
      severity: "medium",
      says: /RKE2 answers \/ping and \/cacerts/,
    },
    {
      when: "RKE2's port answers the internet",
      seen: fromVantage(answering, "internet"),
      verdict: "fail",
      severity: "high",
    },
    { when: "RKE2's port answers a pod", seen: fromVantage(answering, "pod"), verdict: "fail", severity: "low" },
    {
      when: "k3s answers on its API server's port",
      seen: fromVantage(k3s, "internet"),
      verdict: "fail",
      severity: "high",
      says: /k3s answers/,
    },
    {
      when: "the embedded registry's peer port answers another network",
      seen: fromVantage(spegel, "other-network"),
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "only a machine of the node network got an answer",
      seen: answering,
      verdict: "unknown",
      says: /scan from a pod or another network/,
    },
    { when: "the port is closed", seen: rke2, verdict: "pass" },
    {
      when: "the port is filtered from the internet",
      seen: fromVantage(withPort(rke2, "cp-1", 9345, { state: "filtered" }), "internet"),
      verdict: "pass",
    },
    { when: "the node answers nothing", seen: withUnreachable(rke2, "cp-1"), verdict: "unknown" },
    {
      when: "the probe broke",
      seen: withPort(rke2, "cp-1", 9345, { state: null, problem: "EMFILE" }),
      verdict: "unknown",
    },
    { when: "the cluster is neither k3s nor RKE2", seen: hardened(), verdict: "not-applicable" },
    { when: "no node is known", seen: withInventory(hardened(), { nodes: [], services: null }), verdict: "unknown" },
    {
      when: "the node is gone",
      seen: withInventory(hardened(), { nodes: [] }),
      subject: { kind: "Node", uid: "uid-worker-1", name: "worker-1", node: "worker-1", port: 9345, protocol: "TCP" },
      verdict: "not-applicable",
    },
  ]);
});
