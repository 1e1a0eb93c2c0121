import { describe } from "node:test";
import { fromVantage, hardened, withInventory, withPort, withUnreachable } from "../sample-evidence.ts";
import { withImage, withProduct } from "../sample-products.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { calicoBgpTyphaExposed as check } from "./calico-bgp-typha-exposed.ts";

const cluster = withImage("docker.io/calico/node:v3.29.0");
const on = (port: number) =>
  ({ kind: "Node", uid: "uid-worker-1", name: "worker-1", node: "worker-1", port, protocol: "TCP" }) as const;
const bgp = withProduct(179, "bgp", { answered: ["OPEN"] }, cluster);
const typha = (access: "open" | "client-certificate-required") =>
  withProduct(5473, "calico-typha", { access }, cluster);
const felix = withProduct(9091, "calico-felix", { answered: ["/metrics"] }, cluster);

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "BGP answers another network",
      seen: fromVantage(bgp, "other-network"),
      subject: on(179),
      verdict: "fail",
      severity: "medium",
      says: /OPEN/,
    },
    {
      when: "BGP answers the internet",
      seen: fromVantage(bgp, "internet"),
      subject: on(179),
      verdict: "fail",
      severity: "high",
    },
    {
      when: "BGP answers a machine of the node network, as it has to",
      seen: bgp,
      subject: on(179),
      verdict: "unknown",
    },
    {
      when: "Typha takes callers without a certificate",
      seen: typha("open"),
      subject: on(5473),
      verdict: "fail",
      severity: "low",
    },
    {
      when: "Typha takes callers from the internet without a certificate",
      seen: fromVantage(typha("open"), "internet"),
      subject: on(5473),
      verdict: "fail",
      severity: "high",
    },
    {
      when: "Typha demands a certificate",
      seen: typha("client-certificate-required"),
      subject: on(5473),
      verdict: "pass",
    },
    {
      when: "Felix shows metrics to the internet",
      seen: fromVantage(felix, "internet"),
      subject: on(9091),
      verdict: "fail",
      severity: "low",
    },
    {
      when: "Felix shows metrics on the node itself",
      seen: fromVantage(felix, "node-local"),
      subject: on(9091),
      verdict: "pass",
    },
    {
      when: "179 accepts and closes without a word",
      seen: withPort(cluster, "worker-1", 179, { state: "open" }),
      subject: on(179),
      verdict: "unknown",
    },
    { when: "everything is closed", seen: cluster, subject: on(179), verdict: "pass" },
    {
      when: "179 is filtered from outside",
      seen: fromVantage(withPort(cluster, "worker-1", 179, { state: "filtered" }), "internet"),
      subject: on(179),
      verdict: "pass",
    },
    {
      when: "the node answers nothing",
      seen: withUnreachable(cluster, "worker-1"),
      subject: on(179),
      verdict: "unknown",
    },
    { when: "no Calico runs", seen: hardened(), verdict: "not-applicable" },
    {
      when: "pods could not be listed",
      seen: withInventory(hardened(), { pods: null, workloads: null }),
      verdict: "unknown",
      says: /list pods/,
    },
    {
      when: "the node is gone",
      seen: withInventory(hardened(), { nodes: [] }),
      subject: { kind: "Node", uid: "uid-worker-1", name: "worker-1", node: "worker-1", port: 179, protocol: "TCP" },
      verdict: "not-applicable",
    },
  ]);
});
