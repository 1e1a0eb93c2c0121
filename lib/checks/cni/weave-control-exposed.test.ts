import { describe } from "node:test";
import { fromVantage, hardened, withInventory, withPort, withUnreachable } from "../sample-evidence.ts";
import { withImage, withProduct } from "../sample-products.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { weaveControlExposed as check } from "./weave-control-exposed.ts";

const cluster = withImage("docker.io/weaveworks/weave-kube:2.8.1");
const on = (port: number) =>
  ({ kind: "Node", uid: "uid-worker-1", name: "worker-1", node: "worker-1", port, protocol: "TCP" }) as const;
const peers = (access: "open" | "login") =>
  withProduct(6783, "weave", { access, answered: ["peer handshake"] }, cluster);
const control = withProduct(6784, "weave", { answered: ["/status"], observation: { service: "weave-http" } }, cluster);
const metrics = withProduct(6782, "weave", { answered: ["/metrics"] }, cluster);

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "peers take anyone",
      seen: peers("open"),
      subject: on(6783),
      verdict: "fail",
      severity: "low",
      says: /no password/,
    },
    {
      when: "peers take anyone from the internet",
      seen: fromVantage(peers("open"), "internet"),
      subject: on(6783),
      verdict: "fail",
      severity: "high",
    },
    {
      when: "peers with a password greet the internet",
      seen: fromVantage(peers("login"), "internet"),
      subject: on(6783),
      verdict: "fail",
      severity: "low",
      says: /archived/,
    },
    { when: "peers with a password greet a node", seen: peers("login"), subject: on(6783), verdict: "unknown" },
    {
      when: "the control API answers another network",
      seen: fromVantage(control, "other-network"),
      subject: on(6784),
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "the control API answers on the node itself",
      seen: fromVantage(control, "node-local"),
      subject: on(6784),
      verdict: "unknown",
    },
    {
      when: "metrics answer the internet",
      seen: fromVantage(metrics, "internet"),
      subject: on(6782),
      verdict: "fail",
      severity: "low",
    },
    { when: "everything is closed", seen: cluster, subject: on(6783), verdict: "pass" },
    {
      when: "a port is open and nobody's",
      seen: withPort(cluster, "worker-1", 6783, { state: "open" }),
      subject: on(6783),
      verdict: "unknown",
    },
    {
      when: "the node answers nothing",
      seen: withUnreachable(cluster, "worker-1"),
      subject: on(6783),
      verdict: "unknown",
    },
    { when: "no Weave runs", seen: hardened(), verdict: "not-applicable" },
    {
      when: "pods could not be listed",
      seen: withInventory(hardened(), { pods: null, workloads: null }),
      verdict: "unknown",
      says: /list pods/,
    },
    {
      when: "the node is gone",
      seen: withInventory(hardened(), { nodes: [] }),
      subject: { kind: "Node", uid: "uid-worker-1", name: "worker-1", node: "worker-1", port: 6783, protocol: "TCP" },
      verdict: "not-applicable",
    },
  ]);
});
