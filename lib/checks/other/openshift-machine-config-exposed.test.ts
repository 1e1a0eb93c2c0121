import { describe } from "node:test";
import { fromVantage, hardened, withInventory, withPort, withUnreachable } from "../sample-evidence.ts";
import { withDistribution, withProduct } from "../sample-products.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { openshiftMachineConfigExposed as check } from "./openshift-machine-config-exposed.ts";

const cluster = withDistribution("openshift");
const open = withProduct(22_623, "machine-config-server", { answered: ["/config/worker"], node: "cp-1" }, cluster);
const refusing = withProduct(22_623, "machine-config-server", { access: "refused", node: "cp-1" }, cluster);

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "the configuration is handed to the internet",
      seen: fromVantage(open, "internet"),
      verdict: "fail",
      severity: "critical",
      says: /hands out the Ignition/,
    },
    { when: "the configuration is handed to a pod", seen: fromVantage(open, "pod"), verdict: "fail", severity: "high" },
    {
      when: "the server answers the internet and refuses",
      seen: fromVantage(refusing, "internet"),
      verdict: "fail",
      severity: "medium",
    },
    { when: "only the node network was looked from", seen: open, verdict: "unknown", says: /as it has to/ },
    {
      when: "it is filtered for pods",
      seen: fromVantage(withPort(cluster, "cp-1", 22_623, { state: "filtered" }), "pod"),
      verdict: "pass",
    },
    { when: "both ports are closed", seen: cluster, verdict: "pass" },
    {
      when: "TLS is spoken and nothing more is known",
      seen: withPort(cluster, "cp-1", 22_623, { state: "open", service: "tls" }),
      verdict: "unknown",
    },
    { when: "the node answers nothing", seen: withUnreachable(cluster, "cp-1"), verdict: "unknown" },
    { when: "the cluster is another", seen: hardened(), verdict: "not-applicable" },
    {
      when: "the node is gone",
      seen: withInventory(hardened(), { nodes: [] }),
      subject: { kind: "Node", uid: "uid-worker-1", name: "worker-1", node: "worker-1", port: 22623, protocol: "TCP" },
      verdict: "not-applicable",
    },
  ]);
});
