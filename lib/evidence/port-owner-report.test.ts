import assert from "node:assert/strict";
import { test } from "node:test";
import { evidenceOf } from "../checks/evidence-fixture.ts";
import { edgeSubject, taking } from "../checks/host-port/sample-host-ports.ts";
import { debugSubject, service, withServices, withState } from "../checks/nodeport/sample-services.ts";
import type { Seen } from "../checks/sample-evidence.ts";
import { withInventory } from "../checks/sample-evidence.ts";
import type { DeclaredPort } from "../domain/previous-scan.ts";
import { declaredPortsOf, ownerOfSubject, ownersOfCluster } from "./port-owner-report.ts";

const before: DeclaredPort = {
  port: 32555,
  protocol: "TCP",
  via: "NodePort",
  service: { uid: "uid-debug", namespace: "payments", name: "debug-tmp" },
};

function after(seen: Seen): Seen {
  const base = { finishedAt: "2026-11-20T08:00:00.000Z", profile: "standard" as const, nodes: [], observations: [] };
  return { ...seen, previous: { ...base, vantage: seen.vantage, sweeps: [], declaredPorts: [before] } };
}

test("node ports and health-check node ports are declared, those of a ClusterIP are not", () => {
  const ports = declaredPortsOf(
    evidenceOf(withServices(service({ healthCheckNodePort: 31_999 }), service({ uid: "inner", type: "ClusterIP" }))),
  );
  assert.deepEqual(
    ports?.map(({ port, via, service: { uid } }) => `${port} ${via} ${uid}`),
    ["32555 NodePort uid-debug", "31999 healthCheckNodePort uid-debug"],
  );
});

test("a port whose Service is gone is carried on while it answers, and forgotten once it is closed", () => {
  assert.deepEqual(declaredPortsOf(evidenceOf(after(withState(withServices(), "open")))), [before]);
  assert.deepEqual(declaredPortsOf(evidenceOf(after(withState(withServices(), "closed")))), []);
  assert.deepEqual(declaredPortsOf(evidenceOf(after(withState(withServices(service()), "open"))))?.length, 1);
});

test("where Services could not be read nothing is said of them", () => {
  assert.equal(declaredPortsOf(evidenceOf(withInventory(withServices(), { services: null }))), null);
});

test("a load balancer's node port stands once for all nodes, its address where it is", () => {
  const balanced = service({
    type: "LoadBalancer",
    ports: [{ name: null, port: 443, targetPort: "https", nodePort: 32_555, protocol: "TCP" }],
    loadBalancer: { class: null, sourceRanges: [], ingress: ["192.0.2.22"], allocateNodePorts: true },
  });
  const owners = ownersOfCluster(evidenceOf(withServices(balanced)))
    .filter(({ via }) => via === "LoadBalancer")
    .map(({ node, port }) => `${node} ${port}`);
  assert.deepEqual(owners.sort(), ["null 32555", "worker-2 443"]);
});

test("the owner of a finding is the object that it is about, not another one on the same port", () => {
  const other = service({ uid: "other", name: "other", declaredExternalIPs: ["198.51.100.9"], type: "ClusterIP" });
  const claimed = service({ declaredExternalIPs: ["198.51.100.9"] });
  const evidence = evidenceOf(withServices(other, claimed));
  assert.equal(ownerOfSubject(evidence, { ...debugSubject, port: 8080 })?.name, "debug-tmp");
  assert.equal(ownerOfSubject(evidence, debugSubject)?.via, "NodePort");
  assert.equal(ownerOfSubject(evidence, { kind: "Cluster", uid: "c", name: "c" }), undefined);
});

test("the owner of a workload's host port is one of its pods, of a node's port whatever answers there", () => {
  const evidence = evidenceOf(taking());
  assert.deepEqual(ownerOfSubject(evidence, edgeSubject)?.workloads, ["DaemonSet web/edge"]);
  const kubelet = { kind: "Node" as const, uid: "uid-worker-1", name: "worker-1", node: "worker-1", port: 10_250 };
  assert.equal(ownerOfSubject(evidence, kubelet)?.kind, "kubelet");
});
