import assert from "node:assert/strict";
import { test } from "node:test";
import { type Consumer, doors } from "../domain/workload.ts";
import { doorWords } from "./door-words.ts";
import { impactOf } from "./impact.ts";

const scraper = (index: number): Consumer => ({
  kind: "ConfigMap",
  namespace: "monitoring",
  name: `prometheus-${index}`,
  uid: `uid-${index}`,
  door: "kubelet-read-only-port",
  program: "prometheus",
  where: "prometheus.yml line 14: 10255",
});

test("names who uses the door, what cannot be seen and what to use instead", () => {
  const impact = impactOf(["kubelet-read-only-port"], () => [scraper(1)]);
  assert.equal(impact.total, 1);
  assert.match(impact.users[0]?.where ?? "", /line 14/);
  assert.ok(impact.unseen.length > 0);
  assert.ok(impact.replacements.some((one) => one.for === "Prometheus" && one.code?.includes("https")));
});

test("says so when users could not be looked for: none listed is not none there", () => {
  const impact = impactOf(["etcd-client"], () => null);
  assert.equal(impact.total, 0);
  assert.match(impact.unseen[0] ?? "", /could not be read/);
});

test("lists the first twenty and counts the rest", () => {
  const impact = impactOf(["kubelet-read-only-port"], () => Array.from({ length: 65 }, (_, index) => scraper(index)));
  assert.equal(impact.users.length, 20);
  assert.equal(impact.total, 65);
});

test("every door says what cannot be seen and what replaces it", () => {
  for (const door of doors) {
    assert.ok(doorWords[door].unseen.length > 0, door);
    assert.ok(doorWords[door].replacements.length > 0, door);
  }
});
