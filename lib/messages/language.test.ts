import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import * as catalogue from "./index.ts";
import { inLanguage } from "./language.ts";
import type { Translation } from "./translation.ts";

const en = {
  title: "Ports",
  count: (value: number) => `${value} ports`,
  state: { open: "open", closed: "closed" },
} as const;
const de: Translation<typeof en> = {
  title: "Anschlüsse",
  count: (value) => `${value} Anschlüsse`,
  state: { open: "offen", closed: "geschlossen" },
};

function readAs(language: "en" | "de", timeZone = "UTC"): void {
  globalThis.breakwaterReader = () => ({ language, timeZone });
}

afterEach(() => {
  globalThis.breakwaterReader = undefined;
});

test("a text is in the language of who reads it, wherever its area was named", () => {
  const words = inLanguage({ en, de });
  const { state } = words;
  assert.deepEqual([words.title, words.count(2), state.open], ["Ports", "2 ports", "open"]);
  readAs("de");
  assert.deepEqual([words.title, words.count(2), state.open], ["Anschlüsse", "2 Anschlüsse", "offen"]);
  readAs("en");
  assert.equal(state.open, "open");
});

test("an object of texts is one object, and can be listed, spread and asked for its keys", () => {
  const words = inLanguage({ en, de });
  readAs("de");
  assert.equal(words.state, words.state);
  assert.deepEqual(Object.entries(words.state), [
    ["open", "offen"],
    ["closed", "geschlossen"],
  ]);
  assert.deepEqual({ ...words.state }, de.state);
  assert.deepEqual("open" in words.state && !("filtered" in words.state), true);
  assert.equal(JSON.stringify(words.state), JSON.stringify(de.state));
  assert.equal(Object.getPrototypeOf(words.state), Object.prototype);
});

test("English stands in for a language that an area does not have yet", () => {
  readAs("de");
  assert.equal(inLanguage({ en }).title, "Ports");
});

test("moments are in the reader's zone and language, days of UTC stay", () => {
  const at = "2026-10-03T22:30:00.000Z";
  assert.equal(catalogue.time.instant(at), "3 Oct 2026 22:30 UTC");
  readAs("en", "Europe/Berlin");
  assert.equal(catalogue.time.instant(at), "4 Oct 2026 00:30 CEST");
  assert.equal(catalogue.time.clock(at), "00:30 CEST");
  assert.equal(catalogue.time.instantUtc(at), "3 Oct 2026 22:30 UTC");
  assert.equal(catalogue.time.day(at), "4 Oct 2026");
  assert.equal(catalogue.time.day("2026-10-03"), "3 Oct 2026");
});

test("numbers and dates are written as Germans write them", () => {
  readAs("de", "Europe/Berlin");
  const at = "2026-10-03T21:59:04.000Z";
  assert.equal(catalogue.words.coverage(1, 1204), "1 von 1.204 Nodes geprüft");
  assert.deepEqual([0, 1, 2].map(catalogue.words.finding), ["0 Befunde", "1 Befund", "2 Befunde"]);
  assert.equal(catalogue.time.instant(at), "3. Okt. 2026 23:59 MESZ");
  assert.equal(catalogue.time.due(at, "UTC"), "Sa., 3. Okt. 2026, 21:59 UTC");
  assert.equal(catalogue.trends.dayLong("2026-10-03"), "3. Oktober 2026");
  assert.equal(catalogue.report.month("2026-10"), "Oktober 2026");
  assert.equal(catalogue.retention.bytes(1_440_000_000), "1,4 GB");
  assert.equal(catalogue.imports.form.size(1_572_864), "1,5 MiB");
});
