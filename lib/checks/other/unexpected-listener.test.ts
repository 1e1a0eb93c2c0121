import { describe } from "node:test";
import type { HttpFacts } from "../../domain/observation.ts";
import type { BaselineInForce } from "../../domain/port-baseline.ts";
import { broken } from "../kubelet/sample-kubelets.ts";
import { at, fromVantage, hardened, type Seen, withInventory, withPort, withUnreachable } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { unexpectedListener as check } from "./unexpected-listener.ts";

const node = { kind: "Node", uid: "uid-worker-1", name: "worker-1", node: "worker-1", address: "192.0.2.21" } as const;
const on = (port: number) => ({ ...node, port, protocol: "TCP" as const });
const stray = (seen = hardened()) => withPort(seen, "worker-1", 4444, { state: "open" });
const page: HttpFacts = {
  scheme: "https",
  status: 200,
  server: null,
  title: "Router",
  authentication: "none",
  location: null,
  bodyBytes: 80,
  contentKind: "page",
};
const impostor = withPort(hardened(), "worker-1", 10250, { state: "open", service: "https", http: page });
const noOwners: Seen = withInventory(stray(), { services: null, hostPorts: null });
const pod = {
  namespace: "shop",
  pod: "proxy-1",
  podUid: "uid-p",
  node: "worker-1",
  port: 4444,
  protocol: "TCP",
  via: "hostPort",
  hostIP: null,
  container: "proxy",
} as const;

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "a port is open that nobody declares, seen from a worker node",
      seen: stray(),
      subject: on(4444),
      verdict: "fail",
      severity: "medium",
      says: /no component, Service or pod/,
    },
    {
      when: "it is seen from the internet",
      seen: fromVantage(stray(), "internet"),
      subject: on(4444),
      verdict: "fail",
      severity: "high",
    },
    {
      when: "it is seen on the node alone",
      seen: fromVantage(stray(), "node-local"),
      subject: on(4444),
      verdict: "fail",
      severity: "low",
    },
    {
      when: "a web page answers on the kubelet's port",
      seen: impostor,
      subject: on(10250),
      verdict: "fail",
      severity: "high",
      says: /Router.*reserved for kubelet/,
    },
    {
      when: "its number belongs to a known product that did not answer",
      seen: withPort(hardened(), "worker-1", 3260, { state: "open" }),
      subject: on(3260),
      verdict: "fail",
      severity: "medium",
      says: /could be iSCSI/,
    },
    {
      when: "its number belongs to many products",
      seen: withPort(hardened(), "worker-1", 8080, { state: "open" }),
      subject: on(8080),
      verdict: "fail",
      severity: "medium",
      says: /could be [^,()]+, [^,()]+ or [^,()]+, but/,
    },
    {
      when: "a pod takes the port",
      seen: withInventory(stray(), { hostPorts: [pod] }),
      subject: on(4444),
      verdict: "pass",
      says: /proxy-1/,
    },
    {
      when: "sshd answers on its port",
      seen: withPort(hardened(), "worker-1", 22, { state: "open", service: "ssh" }),
      subject: on(22),
      verdict: "pass",
    },
    {
      when: "somebody wrote down that it is expected",
      seen: { ...stray(), baseline: expecting() },
      subject: on(4444),
      verdict: "pass",
      says: /expected, because the backup agent \(owner ops\)/,
    },
    {
      when: "that has ended",
      seen: { ...stray(), baseline: expecting("2026-11-20") },
      subject: on(4444),
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "an impostor answers where a port is expected",
      seen: { ...impostor, baseline: expecting(undefined, "10250") },
      subject: on(10250),
      verdict: "fail",
      severity: "high",
    },
    { when: "it was closed", seen: withPort(hardened(), "worker-1", 4444, {}), subject: on(4444), verdict: "pass" },
    { when: "every open port has an owner", seen: hardened(), subject: node, verdict: "pass", says: /explained/ },
    { when: "unexplained ports are judged by themselves", seen: stray(), subject: node, verdict: "not-applicable" },
    {
      when: "Services and pods could not be read",
      seen: noOwners,
      subject: on(4444),
      verdict: "unknown",
      says: /"list services" and "list pods"/,
    },
    {
      when: "the probe broke",
      seen: withPort(hardened(), "worker-1", 4444, { state: null, problem: "ENOBUFS" }),
      subject: on(4444),
      verdict: "unknown",
    },
    {
      when: "no port of the node answers",
      seen: withUnreachable(hardened(), "worker-1"),
      subject: node,
      verdict: "unknown",
    },
    { when: "the kubelet could not be asked", seen: broken(), subject: node, verdict: "pass" },
    { when: "the node is gone", seen: hardened(), subject: { ...node, uid: "uid-gone" }, verdict: "not-applicable" },
    {
      when: "a report of the node names the process",
      seen: withInventory(stray(), { nodeReports: [report()] }),
      subject: on(4444),
      verdict: "fail",
      severity: "medium",
    },
  ]);
});

function expecting(until?: string, ports = "4444"): BaselineInForce {
  const entry = { ports, protocol: "TCP", nodes: {}, because: "the backup agent", owner: "ops" } as const;
  const entries = [until === undefined ? entry : { ...entry, until }];
  return { version: 1, savedAt: "2026-11-01T08:00:00.000Z", savedBy: "Ada", entries };
}

function report() {
  return {
    node: "worker-1",
    at,
    tool: "breakwater-node-report",
    listeners: [{ address: "0.0.0.0", port: 4444, protocol: "TCP" as const, process: "nc" }],
    sysctls: null,
    settings: [],
    certificates: null,
    connections: null,
    firewalls: null,
  };
}
