import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { evidenceOf, fromVantage, hardened, type Seen, withInventory, withPort } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { hostnetworkWideListener as check } from "./hostnetwork-wide-listener.ts";
import { edgeSubject, taking, withoutPods } from "./sample-host-ports.ts";

const onHost = (changes: Parameters<typeof taking>[0] = {}) => taking({ ...changes, port: { via: "hostNetwork" } });
const open = (seen: Seen) => withPort(seen, "worker-1", 8443, { state: "open" });
const platform = onHost({ pod: { namespace: "kube-system" } });
const silent = withInventory(onHost(), { hostPorts: [] });
const approved = onHost({ workload: { annotations: { "breakwater.dev/hostport-approved": "team-obs: node agent" } } });
const { port: _port, protocol: _protocol, ...workload } = edgeSubject;

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "the internet finds its port open",
      seen: fromVantage(open(onHost()), "internet"),
      verdict: "fail",
      severity: "high",
      says: /its ports are open on 1 of 2/,
    },
    {
      when: "another network finds its port open",
      seen: fromVantage(open(onHost()), "other-network"),
      verdict: "fail",
      severity: "medium",
    },
    { when: "a worker finds its port open", seen: open(onHost()), verdict: "fail", severity: "medium" },
    {
      when: "none of its ports is found open",
      seen: onHost(),
      verdict: "fail",
      severity: "low",
      says: /none of its ports was found open/,
    },
    { when: "it declares no port", seen: silent, verdict: "fail", severity: "low", says: /declares no port/ },
    {
      when: "a part of the platform is open to the internet",
      seen: fromVantage(open(platform), "internet"),
      verdict: "fail",
      severity: "high",
      says: /all the same/,
    },
    { when: "a part of the platform is open to workers", seen: open(platform), verdict: "pass" },
    { when: "it is approved", seen: open(approved), verdict: "pass", says: /team-obs/ },
    { when: "it left the host network", seen: hardened(), subject: workload, verdict: "pass" },
    {
      when: "pods could not be listed",
      seen: withInventory(hardened(), withoutPods),
      verdict: "unknown",
      says: /list pods/,
    },
    { when: "workloads could not be read", seen: onHost({ inventory: { workloads: null } }), verdict: "unknown" },
  ]);

  it("leaves static pods to the checks of their components", () => {
    const component = "kube-apiserver" as const;
    const staticPods = ["worker-1", "worker-2"].map((node) => ({
      node,
      namespace: "web",
      name: `edge-${node}`,
      component,
      flags: {},
      image: null,
    }));
    const subjects = check.subjects(evidenceOf(onHost({ inventory: { staticPods } })));
    assert.deepEqual(
      subjects.map(({ kind }) => kind),
      ["Cluster"],
    );
  });
});
