import assert from "node:assert/strict";
import { test } from "node:test";
import { matching, type PaletteItem } from "./item.ts";

const item = (label: string, words = ""): PaletteItem => ({ id: label, group: "page", label, words });
const labels = (items: readonly PaletteItem[]) => items.map(({ label }) => label);

test("the same name comes first, then what begins so, then a word that does, then what only has it", () => {
  const items = [item("Scan harbor now"), item("Monthly report", "harbor"), item("Harbor"), item("Harbor lights")];
  assert.deepEqual(labels(matching(items, " HARBOR ")), [
    "Harbor",
    "Harbor lights",
    "Scan harbor now",
    "Monthly report",
  ]);
});

test("every word has to be there, wherever it stands", () => {
  const items = [item("Theme: dark", "colour"), item("Theme: light", "colour")];
  assert.deepEqual(labels(matching(items, "colour dark")), ["Theme: dark"]);
  assert.deepEqual(matching(items, "dark rows"), []);
});

test("nothing typed leaves all in their order", () => {
  const items = [item("b"), item("a")];
  assert.deepEqual(labels(matching(items, "")), ["b", "a"]);
});
