import assert from "node:assert/strict";
import { test } from "node:test";
import { canaryPorts } from "./canary-ports.ts";

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** Numbers in a fixed order, so that a draw can be repeated. */
function numbers(...list: number[]): () => number {
  let next = 0;
  return () => list[next++ % list.length] ?? 0;
}

test("three different high ports are drawn, others with other numbers", () => {
  const drawn = canaryPorts([], [], numbers(0, 0.5, 0.999_999));
  assert.equal(new Set(drawn).size, 3);
  assert.ok(drawn.every((port) => port >= 61_000 && port <= 65_535));
  assert.deepEqual(canaryPorts([], [], numbers(0)), [61_000, 61_001, 61_002]);
  assert.notDeepEqual(drawn, canaryPorts([], [], numbers(0.3)));
});

test("declared ports are never drawn, and looked-at ports only where every port is looked at", () => {
  const declared = range(61_000, 64_000);
  const looked = range(64_001, 65_000);
  for (const at of [0, 0.25, 0.5, 0.75, 0.999]) {
    const drawn = canaryPorts(declared, looked, numbers(at));
    assert.ok(
      drawn.every((port) => port > 65_000),
      String(drawn),
    );
    const whole = canaryPorts(declared, range(1, 65_535), numbers(at));
    assert.equal(whole.length, 3);
    assert.ok(
      whole.every((port) => port > 64_000),
      String(whole),
    );
  }
});

test("a source of numbers that breaks its word ends all the same", () => {
  assert.equal(canaryPorts([], [], () => 1).length, 3);
  assert.deepEqual(
    canaryPorts(range(61_000, 65_534), [], () => 0.9),
    [65_535],
  );
});
