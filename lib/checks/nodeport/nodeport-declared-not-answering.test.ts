import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ServiceEndpoint } from "../../domain/workload.ts";
import { hardened, type Seen, withInventory, withNode, withPort, withUnreachable } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { isInside } from "./cidr.ts";
import { nodeportDeclaredNotAnswering as check } from "./nodeport-declared-not-answering.ts";
import {
  debugSubject,
  page,
  service,
  withAnswer,
  withoutServices,
  withServices,
  withState,
} from "./sample-services.ts";

const declared = withServices(service());
const partly = withAnswer(declared, page());
const restricted = (...nodePortAddresses: string[]) => ({
  kubeProxy: { metricsBindAddress: null, nodePortAddresses, mode: null },
});
const endpoint: ServiceEndpoint = {
  namespace: "payments",
  service: "debug-tmp",
  address: "10.244.1.7",
  node: "worker-1",
  ready: true,
  ports: [],
  targetKind: "Pod",
  targetName: "api-1",
};
const local = (seen: Seen, endpoints: ServiceEndpoint[] | null = [endpoint]) =>
  withInventory(seen, { endpoints, services: [service({ externalTrafficPolicy: "Local" })] });
const lost = (need: string) => ({ lost: [{ need, why: "403", grant: "rule" }] });

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "every node refuses",
      seen: declared,
      verdict: "fail",
      severity: "low",
      says: /all of 3 reachable nodes refuse it/,
    },
    {
      when: "one node of three refuses",
      seen: partly,
      verdict: "fail",
      severity: "low",
      says: /2 of 3 reachable nodes answer and cp-1 refuses/,
    },
    {
      when: "one refuses, whatever kube-proxy's configuration is",
      seen: withInventory(partly, { kubeProxy: null }),
      verdict: "fail",
      severity: "low",
    },
    {
      when: "the node with its pod refuses",
      seen: local(declared),
      verdict: "fail",
      severity: "low",
      says: /1 reachable node refuse it \(not counted: 2 without a pod/,
    },
    {
      when: "every node answers",
      seen: withPort(partly, "cp-1", 32555, { state: "open" }),
      verdict: "pass",
      says: /3 of 3/,
    },
    {
      when: "the node with its pod answers, the others refuse",
      seen: local(withPort(declared, "worker-1", 32555, { state: "open" })),
      verdict: "pass",
    },
    {
      when: "the node that refuses lies outside nodePortAddresses",
      seen: withInventory(partly, restricted("192.0.2.20/30")),
      verdict: "pass",
      says: /1 outside nodePortAddresses/,
    },
    {
      when: "the node that refuses is not ready",
      seen: withNode(partly, "cp-1", { ready: false }),
      verdict: "pass",
      says: /1 not ready/,
    },
    {
      when: "a packet filter stands before one node",
      seen: withPort(partly, "cp-1", 32555, { state: "filtered" }),
      verdict: "pass",
      says: /1 more are behind a packet filter/,
    },
    {
      when: "a packet filter stands before all",
      seen: withState(declared, "filtered"),
      verdict: "unknown",
      says: /packet filter stands before 3 nodes/,
    },
    {
      when: "all refuse and kube-proxy's configuration is not known",
      seen: withInventory(declared, { kubeProxy: null }),
      verdict: "unknown",
      says: /another data plane/,
    },
    { when: "the probes broke", seen: withState(declared, null), verdict: "unknown", says: /probes broke/ },
    {
      when: "no node can be reached",
      seen: ["cp-1", "worker-1", "worker-2"].reduce(withUnreachable, declared),
      verdict: "unknown",
      says: /reached from here/,
    },
    {
      when: "endpoints could not be counted",
      seen: withInventory(withServices(service({ readyEndpoints: null })), lost("list endpointslices")),
      verdict: "unknown",
      says: /list endpointslices/,
    },
    {
      when: "its nodes are not known under Local",
      seen: withInventory(local(declared, null), lost("list endpointslices")),
      verdict: "unknown",
    },
    {
      when: "its traffic policy was not read",
      seen: withServices(service({ externalTrafficPolicy: null })),
      verdict: "unknown",
    },
    { when: "Services could not be listed", seen: withoutServices, verdict: "unknown" },
    {
      when: "nothing is ready behind it",
      seen: withServices(service({ readyEndpoints: 0 })),
      verdict: "not-applicable",
      says: /as it should/,
    },
    {
      when: "node ports are kept to loopback",
      seen: withInventory(declared, restricted("127.0.0.0/8")),
      verdict: "not-applicable",
    },
    {
      when: "it is UDP",
      seen: withServices(
        service({ ports: [{ name: null, port: 53, targetPort: "53", nodePort: 32555, protocol: "UDP" }] }),
      ),
      verdict: "not-applicable",
    },
    { when: "the Service is gone", seen: hardened(), subject: debugSubject, verdict: "not-applicable" },
  ]);

  it("compares addresses of a family with networks of that family", () => {
    assert.ok(isInside("192.0.2.21", "192.0.2.20/30"));
    assert.ok(!isInside("192.0.2.24", "192.0.2.20/30"));
    assert.ok(isInside("2001:db8::1", "2001:db8::/32"));
    assert.ok(!isInside("2001:db9::1", "2001:db8::/32"));
    assert.ok(!isInside("192.0.2.1", "::/0"));
    assert.ok(!isInside("no address", "0.0.0.0/0"));
  });
});
