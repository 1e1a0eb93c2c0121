import assert from "node:assert/strict";
import { test } from "node:test";
import { portReference } from "../../lib/domain/port-reference/index.ts";
import { knownProducts, portNumbers, productsOf, searchPorts } from "./search-ports.ts";

test("a number finds the entries of that port, ranges among them, and no port that only contains it", () => {
  const found = searchPorts(portReference, { q: "10250" });
  assert.ok(found.length > 0);
  for (const { ports } of found) assert.ok(ports.some(([first, last]) => first <= 10_250 && 10_250 <= last));
  assert.ok(searchPorts(portReference, { q: "31999" }).some(({ component }) => /NodePort/.test(component)));
  assert.deepEqual(searchPorts(portReference, { q: "1025" }), []);
});

test("words, reach, product and protocol narrow each other down", () => {
  const cilium = searchPorts(portReference, { product: "Cilium" });
  assert.ok(cilium.length > 0 && cilium.every((row) => productsOf(row).includes("Cilium")));
  const udp = searchPorts(portReference, { product: "Cilium", protocol: "UDP" });
  assert.ok(udp.length > 0 && udp.length < cilium.length);
  for (const { reach } of searchPorts(portReference, { reach: "none" })) assert.ok(reach.includes("none"));
  assert.ok(searchPorts(portReference, { q: "kubelet read-only" }).some(({ ports }) => ports[0]?.[0] === 10_255));
});

test("every product to choose from has entries, and stands there once", () => {
  const products = knownProducts(portReference);
  assert.equal(new Set(products).size, products.length);
  for (const product of products) assert.ok(searchPorts(portReference, { product }).length > 1, product);
  for (const product of ["k3s", "RKE2", "OpenShift", "Talos", "Calico"]) assert.ok(products.includes(product), product);
});

test("numbers are written with their ranges", () => {
  const written = portReference.map(portNumbers);
  for (const numbers of ["10250", "30000-32767", "8443, 9090"]) assert.ok(written.includes(numbers), numbers);
});
