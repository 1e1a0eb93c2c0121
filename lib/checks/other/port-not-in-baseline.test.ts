import { describe } from "node:test";
import type { ClusterService } from "../../domain/inventory.ts";
import type { BaselineEntry } from "../../domain/port-baseline.ts";
import {
  fromVantage,
  hardened,
  observation,
  type Seen,
  vantageOf,
  withInventory,
  withPort,
  withUnreachable,
} from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { portNotInBaseline as check } from "./port-not-in-baseline.ts";

const node = { kind: "Node", uid: "uid-worker-1", name: "worker-1", node: "worker-1", address: "192.0.2.21" } as const;
const on = (port: number) => ({ ...node, port, protocol: "TCP" as const });
const kubelet: BaselineEntry = { ports: "10250", protocol: "TCP", nodes: {}, because: "kubelet" };
const api: BaselineEntry = { ports: "6443", protocol: "TCP", nodes: { role: "control-plane" }, because: "API server" };
const stray: BaselineEntry = { ports: "4444", protocol: "TCP", nodes: {}, because: "The backup agent.", owner: "ops" };

function expecting(seen: Seen, ...entries: BaselineEntry[]): Seen {
  const baseline = {
    version: 3,
    savedAt: "2026-11-20T08:00:00.000Z",
    savedBy: "Ada",
    entries: [kubelet, api, ...entries],
  };
  return { ...seen, baseline };
}
const open = (seen = hardened(), port = 4444) => withPort(seen, "worker-1", port, { state: "open" });

const service: ClusterService = {
  uid: "uid-shop",
  namespace: "payments",
  name: "shop",
  type: "NodePort",
  ports: [{ name: null, port: 80, targetPort: "8080", nodePort: 30080, protocol: "TCP" }],
  healthCheckNodePort: null,
  externalIPs: [],
  declaredExternalIPs: [],
  externalTrafficPolicy: "Cluster",
  loadBalancer: null,
  selector: {},
  labels: {},
  annotations: {},
  managers: [],
  readyEndpoints: 1,
  createdAt: null,
};
const shop = {
  kind: "Service",
  uid: "uid-shop",
  name: "shop",
  namespace: "payments",
  port: 30080,
  protocol: "TCP",
} as const;
const served = withInventory(withPort(open(hardened(), 30080), "worker-2", 30080, { state: "open" }), {
  services: [service],
});
const shopEntry: BaselineEntry = { ...kubelet, ports: "30000-32767", service: "payments/shop", because: "the shop" };
const alsoFromPods = (seen: Seen): Seen => ({
  ...seen,
  observations: [
    ...seen.observations,
    observation("worker-1", 4444, { state: "open", vantage: vantageOf("pod"), importedFrom: "nmap 7.95" }),
  ],
});

describe(check.id, () => {
  verdictTable(check, [
    { when: "there is no baseline", seen: open(), verdict: "not-applicable", says: /take over the proposal/ },
    {
      when: "no entry is about the port",
      seen: expecting(open()),
      subject: on(4444),
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "it is seen from the internet",
      seen: expecting(fromVantage(open(), "internet")),
      subject: on(4444),
      verdict: "fail",
      severity: "high",
    },
    {
      when: "only the node itself reaches it",
      seen: expecting(fromVantage(open(), "node-local")),
      subject: on(4444),
      verdict: "fail",
      severity: "low",
    },
    {
      when: "it is expected on other nodes only",
      seen: expecting(open(), { ...stray, nodes: { name: "worker-2*" } }),
      subject: on(4444),
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "it is expected from the control plane and reached by pods",
      seen: expecting(fromVantage(open(), "pod"), { ...stray, from: ["control-plane"] }),
      subject: on(4444),
      verdict: "fail",
      severity: "high",
      says: /expected from control-plane only, and was seen open from pod/,
    },
    {
      when: "an import saw it from a place that no entry names",
      seen: expecting(alsoFromPods(open()), { ...stray, from: ["worker-node"] }),
      subject: on(4444),
      verdict: "fail",
      severity: "high",
      says: /seen open from pod/,
    },
    {
      when: "it is expected from the internet's side, where it is a step worse elsewhere",
      seen: expecting(fromVantage(open(), "internet"), { ...stray, from: ["pod"] }),
      subject: on(4444),
      verdict: "fail",
      severity: "critical",
    },
    {
      when: "its entry has ended",
      seen: expecting(open(), { ...stray, until: "2026-11-20" }),
      subject: on(4444),
      verdict: "fail",
      severity: "medium",
      says: /expected until 2026-11-20, which is over/,
    },
    {
      when: "its entry ends today",
      seen: expecting(open(), { ...stray, until: "2026-11-21" }),
      subject: on(4444),
      verdict: "pass",
      says: /The backup agent \(owner ops, until 2026-11-21\)/,
    },
    { when: "it is expected", seen: expecting(open(), stray), subject: on(4444), verdict: "pass", says: /as expected/ },
    {
      when: "two entries name its places together",
      seen: expecting(alsoFromPods(open()), { ...stray, from: ["worker-node"] }, { ...stray, from: ["pod"] }),
      subject: on(4444),
      verdict: "pass",
    },
    {
      when: "it was closed",
      seen: expecting(withPort(hardened(), "worker-1", 4444, {})),
      subject: on(4444),
      verdict: "pass",
      says: /nothing answers/,
    },
    {
      when: "an expected port does not answer",
      seen: expecting(withPort(hardened(), "worker-1", 4444, {}), stray),
      subject: on(4444),
      verdict: "pass",
      says: /nothing answers/,
    },
    {
      when: "every open port is expected",
      seen: expecting(hardened()),
      subject: node,
      verdict: "pass",
      says: /Every open port/,
    },
    {
      when: "unexpected ports are judged by themselves",
      seen: expecting(open()),
      subject: node,
      verdict: "not-applicable",
    },
    {
      when: "it is filtered",
      seen: expecting(withPort(hardened(), "worker-1", 4444, { state: "filtered" })),
      subject: on(4444),
      verdict: "unknown",
    },
    {
      when: "the probe broke",
      seen: expecting(withPort(hardened(), "worker-1", 4444, { state: null, problem: "ENOBUFS" })),
      subject: on(4444),
      verdict: "unknown",
    },
    {
      when: "no port of the node answers",
      seen: expecting(withUnreachable(hardened(), "worker-1")),
      subject: node,
      verdict: "unknown",
    },
    {
      when: "the node is gone",
      seen: expecting(open()),
      subject: { ...node, uid: "uid-gone" },
      verdict: "not-applicable",
    },
    {
      when: "a silent UDP port may as well be filtered",
      seen: expecting(withPort(hardened(), "worker-1", 8472, { protocol: "UDP", state: "open|filtered" })),
      subject: node,
      verdict: "pass",
    },
    {
      when: "a UDP port answers",
      seen: expecting(
        withPort(hardened(), "worker-1", 161, { protocol: "UDP", state: "open", reason: "udp-response" }),
      ),
      subject: { ...on(161), protocol: "UDP" },
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "nobody expects a node port, once for all its nodes",
      seen: expecting(served),
      subject: shop,
      verdict: "fail",
      severity: "medium",
      says: /payments\/shop is open on 2 nodes/,
    },
    {
      when: "the Service's ports are expected",
      seen: expecting(served, shopEntry),
      subject: shop,
      verdict: "pass",
      says: /the shop/,
    },
    {
      when: "another Service has the port of the entry",
      seen: expecting(served, { ...shopEntry, service: "payments/api" }),
      subject: shop,
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "the Service of an entry could not be read",
      seen: expecting(withInventory(open(hardened(), 30080), { services: null }), shopEntry),
      subject: on(30080),
      verdict: "unknown",
      says: /"list services"/,
    },
    {
      when: "the Service closed its port",
      seen: expecting(withInventory(hardened(), { services: [service] })),
      subject: shop,
      verdict: "pass",
    },
  ]);
});
