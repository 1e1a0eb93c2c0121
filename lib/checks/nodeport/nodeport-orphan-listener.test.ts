import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { HostPort } from "../../domain/inventory.ts";
import type { Subject } from "../../domain/subject.ts";
import {
  contextFor,
  evidenceOf,
  fromVantage,
  hardened,
  type Seen,
  withInventory,
  withNode,
  withPort,
  withUnreachable,
} from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { nodeportOrphanListener as check } from "./nodeport-orphan-listener.ts";
import { service, withoutServices } from "./sample-services.ts";

const open = (seen: Seen = hardened()) => withPort(seen, "worker-1", 31000, { state: "open", service: "ssh" });
const orphan: Subject = {
  kind: "Node",
  uid: "uid-worker-1",
  name: "worker-1",
  node: "worker-1",
  port: 31000,
  protocol: "TCP",
};
const udp = (changes: object) =>
  withPort(hardened(), "worker-1", 31000, { protocol: "UDP", state: "open", ...changes });
const declaring = (changes: object) => withInventory(open(), { services: [service(changes)] });
const port = { name: null, port: 80, targetPort: "80", nodePort: 31000, protocol: "TCP" as const };
const hostPort: HostPort = {
  namespace: "web",
  pod: "edge",
  podUid: "u",
  node: "worker-1",
  port: 31000,
  protocol: "TCP",
  via: "hostPort",
  hostIP: null,
  container: "c",
};
const sweeps = (change: (ports: string) => object) => {
  const seen = hardened();
  return { ...seen, sweeps: seen.sweeps.map((sweep) => ({ ...sweep, ...change(sweep.ports) })) };
};
const range = (changes: object) => sweeps((ports) => (ports === "30000-32767" ? changes : {}));
const split = {
  ...hardened(),
  sweeps: hardened().sweeps.flatMap((sweep) =>
    sweep.ports === "30000-32767"
      ? [
          { ...sweep, ports: "30000-30999,31001-32767", closed: 2767 },
          { ...sweep, ports: "31000", closed: 1 },
        ]
      : [sweep],
  ),
};

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "nothing declares an open port",
      seen: open(),
      subject: orphan,
      verdict: "fail",
      severity: "medium",
      says: /ssh answers/,
    },
    {
      when: "the internet finds it",
      seen: fromVantage(open(), "internet"),
      subject: orphan,
      verdict: "fail",
      severity: "high",
    },
    {
      when: "only the node itself finds it",
      seen: fromVantage(open(), "node-local"),
      subject: orphan,
      verdict: "fail",
      severity: "low",
    },
    {
      when: "a pod on another node takes that port",
      seen: withInventory(open(), { hostPorts: [{ ...hostPort, node: "worker-2" }] }),
      subject: orphan,
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "a Service declares only its UDP side",
      seen: declaring({ ports: [{ ...port, protocol: "UDP" }] }),
      subject: orphan,
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "UDP answers on a port that nothing declares",
      seen: udp({ banner: "hello" }),
      subject: { ...orphan, protocol: "UDP" },
      verdict: "fail",
      severity: "medium",
      says: /31000\/UDP of worker-1 is open/,
    },
    {
      when: "a UDP port is called open without an answer",
      seen: udp({}),
      subject: { ...orphan, protocol: "UDP" },
      verdict: "unknown",
      says: /without an answer/,
    },
    { when: "the port is closed again", seen: hardened(), subject: orphan, verdict: "pass", says: /closed/ },
    {
      when: "a Service declares it",
      seen: declaring({ ports: [port] }),
      subject: orphan,
      verdict: "pass",
      says: /payments\/debug-tmp declares/,
    },
    {
      when: "it is a health-check node port",
      seen: declaring({ healthCheckNodePort: 31000 }),
      subject: orphan,
      verdict: "pass",
    },
    {
      when: "it is a Service's port on the node's external IP",
      seen: declaring({ ports: [{ ...port, port: 31000, nodePort: null }], declaredExternalIPs: ["192.0.2.21"] }),
      subject: orphan,
      verdict: "pass",
    },
    {
      when: "a pod takes it by hostPort",
      seen: withInventory(open(), { hostPorts: [hostPort] }),
      subject: orphan,
      verdict: "pass",
      says: /pod\/web\/edge/,
    },
    {
      when: "it is the kubelet's port",
      seen: withNode(open(), "worker-1", { kubeletPort: 31000 }),
      subject: orphan,
      verdict: "pass",
    },
    { when: "a node has no undeclared port", seen: hardened(), verdict: "pass", says: /30000-32767/ },
    { when: "two sweeps make up the range", seen: split, verdict: "pass" },
    {
      when: "some ports of the range give no answer",
      seen: range({ closed: 2700, filtered: 68 }),
      verdict: "pass",
      says: /68 gave no answer/,
    },
    {
      when: "the port is filtered",
      seen: withPort(hardened(), "worker-1", 31000, { state: "filtered" }),
      subject: orphan,
      verdict: "unknown",
    },
    {
      when: "pods could not be listed",
      seen: withInventory(open(), { hostPorts: null }),
      subject: orphan,
      verdict: "unknown",
      says: /list pods/,
    },
    { when: "Services could not be listed", seen: withoutServices, verdict: "unknown", says: /list services/ },
    {
      when: "the range was not swept",
      seen: range({ ports: "30443", closed: 1 }),
      verdict: "unknown",
      says: /Not all/,
    },
    { when: "the sweep was cut short", seen: range({ closed: 100 }), verdict: "unknown", says: /Not all/ },
    {
      when: "probes of the range broke",
      seen: range({ closed: 2767, failed: 1 }),
      verdict: "unknown",
      says: /1 probe/,
    },
    {
      when: "all of the range is filtered",
      seen: range({ closed: 0, filtered: 2768 }),
      verdict: "unknown",
      says: /filtered/,
    },
    {
      when: "the node does not answer",
      seen: withUnreachable(hardened(), "cp-1"),
      verdict: "unknown",
      says: /No port of cp-1/,
    },
    {
      when: "the node is gone",
      seen: withInventory(hardened(), { nodes: [] }),
      subject: orphan,
      verdict: "not-applicable",
    },
    {
      when: "its ports are judged one by one",
      seen: open(),
      subject: { kind: "Node", uid: "uid-worker-1", name: "worker-1", node: "worker-1" },
      verdict: "not-applicable",
    },
  ]);

  it("has a subject for each undeclared port, and the bare node where there is none", () => {
    const subjects = check.subjects(evidenceOf(open())).map((subject) => `${subject.name}:${subject.port ?? "-"}`);
    assert.deepEqual(subjects, ["cp-1:-", "worker-1:31000", "worker-2:-"]);
    const answered = check.subjects(evidenceOf(udp({ banner: "hello" }))).filter(({ port }) => port !== undefined);
    assert.deepEqual(
      answered.map(({ port, protocol }) => `${port}/${protocol}`),
      ["31000/UDP"],
    );
  });

  it("asks the node which process listens", () => {
    assert.equal(check.remediate(contextFor({ port: 31000 })).steps[0]?.code, "ss -ltnp 'sport = :31000'");
  });
});
