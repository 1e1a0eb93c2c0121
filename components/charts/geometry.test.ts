import assert from "node:assert/strict";
import { test } from "node:test";
import { barPath, dotPath, gapsOf, highest, layerPath, linePath, placeOf, seriesAt } from "./geometry.ts";
import type { ChartSeries } from "./series.ts";

const series = (id: string, values: (number | null)[], bar = 0): ChartSeries => ({
  id,
  name: id,
  colour: "ink",
  bar,
  values,
});

test("a line ends at a gap and begins anew after it", () => {
  assert.equal(linePath(series("score", [80, 90, null, 70, 60]), 100), "M0.5 20L1.5 10M3.5 30L4.5 40");
});

test("a lone day between gaps is a dot, not nothing", () => {
  const lone = series("score", [null, 50, null, 60, 70]);
  assert.equal(dotPath(lone, 100), "M1.5 50h0.0001");
  assert.equal(linePath(lone, 100), "M3.5 40L4.5 30");
});

test("the first series lies at the bottom of a stack and the next touches it", () => {
  const stack = [series("critical", [1, 2]), series("high", [0, 0]), series("medium", [2, 1])];
  assert.deepEqual(placeOf("stack", stack, 0, 2), { left: 0, width: 1, from: 1, to: 3 });
  assert.deepEqual(placeOf("stack", stack, 1, 2), { left: 1, width: 1, from: 2, to: 3 });
  assert.equal(layerPath(stack, 0, 4), "M0 4V3H1V2H2V4H1V4H0Z");
  assert.equal(layerPath(stack, 1, 4), "");
  assert.equal(highest("stack", stack), 3);
});

test("a layer is closed at each side of a gap", () => {
  assert.equal(layerPath([series("high", [1, null, 1])], 0, 2), "M0 2V1H1V2H0ZM2 2V1H3V2H2Z");
});

test("bars stand side by side, what shares a bar lies on top of each other", () => {
  const bars = [series("new", [3]), series("back", [1]), series("fixed", [2], 1)];
  const first = placeOf("bars", bars, 0, 0);
  const second = placeOf("bars", bars, 0, 1);
  const third = placeOf("bars", bars, 0, 2);
  assert.deepEqual([first?.from, first?.to, second?.from, second?.to], [0, 3, 3, 4]);
  assert.deepEqual([third?.from, third?.to], [0, 2]);
  assert.equal(first?.left, second?.left);
  assert.ok((third?.left ?? 0) >= (first?.left ?? 0) + (first?.width ?? 0));
  assert.equal(highest("bars", bars), 4);
  assert.match(barPath(bars, 1, 4), /^M0\.12 1V0h0\.38V1Z$/);
});

test("a gap is where no series knows anything; zero is known", () => {
  assert.deepEqual(gapsOf([series("a", [0, null, null, 2]), series("b", [null, null, null, null])], 4), [
    { from: 1, length: 2 },
  ]);
});

test("a pointer means what it stands on, else the nearest, and never an empty layer", () => {
  const stack = [series("critical", [2]), series("high", [0]), series("medium", [3])];
  assert.equal(seriesAt("stack", stack, 0.5, 1), 0);
  assert.equal(seriesAt("stack", stack, 0.5, 4), 2);
  assert.equal(seriesAt("stack", stack, 0.5, 9), 2);
  assert.equal(seriesAt("lines", [series("a", [1]), series("b", [9])], 0.5, 8), 1);
  assert.equal(seriesAt("bars", [series("new", [9]), series("fixed", [1], 1)], 0.8, 8), 1);
});
