import assert from "node:assert/strict";
import { test } from "node:test";
import { components } from "./check.ts";
import { classOfComponent, matrixClassOf, matrixClassOfFinding, matrixClassOfSection } from "./matrix-class.ts";
import { matrixClasses } from "./views/matrix-view.ts";
import { portSection } from "./well-known-ports.ts";

test("the read-only ports stand apart from the kubelet's own; every other port stands where its section does", () => {
  assert.equal(matrixClassOf(10250), "kubelet");
  assert.equal(matrixClassOf(10248), "kubelet");
  assert.equal(matrixClassOf(10255), "read-only");
  assert.equal(matrixClassOf(4194), "read-only");
  assert.equal(matrixClassOf(31_000), "node-port");
  for (let port = 1; port <= 65_535; port += 1) {
    const own = matrixClassOf(port);
    if (own !== "read-only") assert.equal(own, matrixClassOfSection(portSection(port)));
    else assert.equal(portSection(port), "kubelet");
  }
});

test("a finding stands where its port is, and without one where its component is", () => {
  assert.equal(matrixClassOfFinding({ port: 10255, component: "kubelet" }), "read-only");
  assert.equal(matrixClassOfFinding({ port: 2379, component: "kubelet" }), "etcd");
  assert.equal(matrixClassOfFinding({ port: null, component: "kubelet" }), "kubelet");
  assert.equal(matrixClassOfFinding({ port: null, component: "scheduler" }), "control-plane");
  assert.equal(matrixClassOfFinding({ port: null, component: "rbac" }), "other");
  assert.equal(matrixClassOfFinding({ port: null, component: "of a later version" }), "other");
});

test("every component has a class", () => {
  for (const component of components) assert.ok(matrixClasses.includes(classOfComponent[component]), component);
});
