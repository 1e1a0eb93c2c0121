import assert from "node:assert/strict";
import { it } from "node:test";
import { discoverySource } from "./cluster-source.ts";

const stored = { name: "harbor", source: "kubeconfig", secret: "text", context: null, origin: "upload" } as const;

it("a stored cluster is read the way it was added", () => {
  assert.deepEqual(discoverySource(stored), { kind: "kubeconfig", text: "text", origin: "upload" });
  assert.deepEqual(discoverySource({ ...stored, context: "admin", origin: "file" }), {
    kind: "kubeconfig",
    text: "text",
    origin: "file",
    context: "admin",
  });
  assert.deepEqual(discoverySource({ ...stored, source: "inventory", secret: "192.0.2.1" }), {
    kind: "inventory",
    text: "192.0.2.1",
    name: "harbor",
  });
  assert.deepEqual(discoverySource({ ...stored, source: "in-cluster", secret: null }), { kind: "in-cluster" });
});

it("a cluster whose credential is gone is refused with a sentence", () => {
  assert.throws(() => discoverySource({ ...stored, secret: null }), /harbor has no kubeconfig/);
});
