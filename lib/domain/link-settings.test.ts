import assert from "node:assert/strict";
import { test } from "node:test";
import { baseAddressProblem, documentationAddress, headlampAddress, noLinks } from "./link-settings.ts";

const links = { ...noLinks, headlamp: "https://headlamp.example/ui/", headlampClusters: { c2: "prod eu" } };
const node = { clusterId: "c1", clusterName: "lagoon", kind: "Node", name: "worker-1" } as const;

test("addresses follow the routes of Headlamp, under its base and by its name of the cluster", () => {
  assert.equal(headlampAddress(links, node), "https://headlamp.example/ui/c/lagoon/nodes/worker-1");
  const service = { ...node, clusterId: "c2", kind: "Service", name: "debug", namespace: "shop" } as const;
  assert.equal(headlampAddress(links, service), "https://headlamp.example/ui/c/prod%20eu/services/shop/debug");
});

test("nothing leads to Headlamp where it is not configured or has no page for the object", () => {
  assert.equal(headlampAddress(noLinks, node), null);
  assert.equal(headlampAddress(links, { ...node, kind: "ServiceMonitor", namespace: "a" }), null);
  assert.equal(headlampAddress(links, { ...node, kind: "Pod" }), null);
});

test("whatever an object is called stays one part of the address", () => {
  assert.equal(
    headlampAddress(links, { ...node, name: "../../evil?x#y" }),
    "https://headlamp.example/ui/c/lagoon/nodes/..%2F..%2Fevil%3Fx%23y",
  );
});

test("a base is http or https, without credentials, query and fragment", () => {
  assert.equal(baseAddressProblem("https://headlamp.example/ui"), null);
  assert.equal(baseAddressProblem("javascript:alert(1)"), "not-http");
  assert.equal(baseAddressProblem("headlamp"), "not-http");
  assert.equal(baseAddressProblem("https://a:b@headlamp.example"), "credentials");
  assert.equal(baseAddressProblem("https://headlamp.example/?x"), "query");
  assert.equal(baseAddressProblem(`https://${"a".repeat(600)}.example`), "long");
});

test("a check's own page is its id under the base", () => {
  assert.equal(documentationAddress({ ...links, documentation: "https://wiki/k8s/" }, "a-b"), "https://wiki/k8s/a-b");
  assert.equal(documentationAddress(links, "a-b"), null);
});
