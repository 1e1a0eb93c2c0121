import assert from "node:assert/strict";
import { test } from "node:test";
import { contextFor, evidenceOf, hardened } from "../sample-evidence.ts";
import { apiServerClients, nobodyOutside, nodeValues } from "./api-server-intent.ts";

test("nodes and pods are let in by their own addresses, administrators by a range to be replaced", () => {
  const values = nodeValues(evidenceOf(hardened()));
  const intent = apiServerClients(contextFor({ port: 6443, values }));
  assert.deepEqual(intent?.ports, [{ port: 6443, protocol: "TCP" }]);
  assert.deepEqual(intent?.allow, [
    { label: "control plane", cidrs: ["192.0.2.10/32"] },
    { label: "nodes", cidrs: ["192.0.2.10/32", "192.0.2.21/32", "192.0.2.22/32"] },
    { label: "pods", cidrs: ["10.244.0.0/16"] },
    { label: "administrators: put your own network for 203.0.113.0/24", cidrs: ["203.0.113.0/24"] },
  ]);
});

test("what is no address or range never reaches a rule", () => {
  const intent = apiServerClients(
    contextFor({ controlPlaneAddresses: ["x; reboot"], podCIDRs: ["$(id)"], values: { nodeCIDRs: "a/1;b" } }),
  );
  assert.doesNotMatch(JSON.stringify(intent), /reboot|\$\(id\)|;b/);
  assert.match(JSON.stringify(intent), /198\.51\.100\.0\/24/);
});

test("an administrators' network that is given takes the place of the range to be replaced", () => {
  const intent = apiServerClients(contextFor({ values: { adminCIDRs: "10.9.0.0/16" } }));
  assert.deepEqual(intent?.allow.at(-1), { label: "administrators", cidrs: ["10.9.0.0/16"] });
});

test("a provider's own fields take the place of a packet filter", () => {
  assert.equal(apiServerClients(contextFor({ distribution: "gke" })), null);
});

test("a port of nobody is let to the node itself alone", () => {
  const intent = nobodyOutside("api-server-insecure", "Nobody.")(contextFor({ port: 8080 }));
  assert.deepEqual([intent.ports, intent.allow], [[{ port: 8080, protocol: "TCP" }], []]);
});
