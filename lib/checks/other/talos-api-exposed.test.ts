import { describe } from "node:test";
import { fromVantage, hardened, withInventory, withPort, withUnreachable } from "../sample-evidence.ts";
import { withDistribution, withProduct } from "../sample-products.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { talosApiExposed as check } from "./talos-api-exposed.ts";

const cluster = withDistribution("talos");
const apid = (access: "open" | "client-certificate-required", details: string[] = []) =>
  withProduct(50_000, "talos-apid", { access, details, node: "cp-1" }, cluster);

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "the node is in maintenance mode",
      seen: apid("open", ["maintenance mode"]),
      verdict: "fail",
      severity: "critical",
      says: /maintenance mode/,
    },
    { when: "apid demands no certificate", seen: apid("open"), verdict: "fail", severity: "critical" },
    {
      when: "apid can be reached from the internet",
      seen: fromVantage(apid("client-certificate-required"), "internet"),
      verdict: "fail",
      severity: "high",
    },
    {
      when: "apid can be reached from a pod",
      seen: fromVantage(apid("client-certificate-required"), "pod"),
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "a node reaches apid, which demands a certificate",
      seen: apid("client-certificate-required"),
      verdict: "unknown",
    },
    { when: "the ports are closed", seen: cluster, verdict: "pass" },
    {
      when: "the port is filtered from outside",
      seen: fromVantage(withPort(cluster, "cp-1", 50_000, { state: "filtered" }), "internet"),
      verdict: "pass",
    },
    { when: "the node answers nothing", seen: withUnreachable(cluster, "cp-1"), verdict: "unknown" },
    { when: "no node runs Talos", seen: hardened(), verdict: "not-applicable" },
    {
      when: "the node is gone",
      seen: withInventory(hardened(), { nodes: [] }),
      subject: { kind: "Node", uid: "uid-worker-1", name: "worker-1", node: "worker-1", port: 50000, protocol: "TCP" },
      verdict: "not-applicable",
    },
  ]);
});
