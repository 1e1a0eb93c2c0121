import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { afterEach, test } from "node:test";
import { inReadersWords, withReadersWords } from "./in-readers-words.ts";
import { german } from "./sentences/german.ts";

const inGerman = (sentence: string) => inReadersWords(sentence, "de");

afterEach(() => {
  globalThis.breakwaterReader = undefined;
});

test("an English reader is told the sentence as it is, a German one its twin with the same values", () => {
  const sentence = "There is no scan with the id 0199.";
  assert.equal(inReadersWords(sentence), sentence);
  globalThis.breakwaterReader = () => ({ language: "de", timeZone: "UTC" });
  assert.equal(inReadersWords(sentence), "Es gibt keinen Scan mit der Kennung 0199.");
});

test("a sentence that has no twin stays as it is, whatever its language", () => {
  for (const sentence of ["Port 10250 answers without a credential.", "Es gibt keinen Scan.", "", ": ", "a: b"]) {
    assert.equal(inGerman(sentence), sentence);
  }
});

test("values stand where German says them, and what is made of our words is translated too", () => {
  assert.equal(
    inGerman("No scan of eu had ended by 2026-11-01: it was never scanned."),
    "Bis 2026-11-01 war kein Scan von eu beendet: Er wurde nie gescannt.",
  );
  assert.equal(
    inGerman('Line 3 of the kubeconfig: the exec plugin of user "ann" has no "command".'),
    'Zeile 3 der Kubeconfig: das Exec-Plugin von user "ann" hat kein „command“.',
  );
  assert.equal(inGerman("Checks: 3 new, 2 changed"), "Prüfungen: 3 neu, 2 geändert");
  assert.equal(
    inGerman("Acceptance of 1 finding ends in 3 days: a reason"),
    "Die Akzeptanz von 1 Befund endet in 3 Tagen: a reason",
  );
  assert.equal(
    inGerman("10250/TCP kubelet of worker-1 (10.0.0.4) from office: closed → open (kubelet)"),
    "10250/TCP kubelet auf worker-1 (10.0.0.4) von office: geschlossen → offen (kubelet)",
  );
  assert.equal(
    inGerman("10250/TCP of worker-1 (10.0.0.4) is open from office; before, it could not be told"),
    "10250/TCP auf worker-1 (10.0.0.4) ist von office offen; vorher war es nicht zu erkennen",
  );
  assert.equal(
    inGerman("kubelet of worker-1: readOnlyPort 0 → 10255 (kubelet configuration file)"),
    "kubelet von worker-1: readOnlyPort 0 → 10255 (kubelet configuration file)",
  );
  assert.equal(inGerman("worker-1: roles worker → none"), "worker-1: Rollen worker → none");
  assert.equal(
    inGerman('Cron line "61 * * * *" is not valid: the minute "61" is not understood.'),
    "Die Cron-Zeile „61 * * * *“ ist nicht gültig: die Minute „61“ wird nicht verstanden.",
  );
  assert.equal(inGerman("10.0.0.1:6443: its certificate has expired"), "10.0.0.1:6443: sein Zertifikat ist abgelaufen");
});

test("a name that is one of our words stays a name", () => {
  assert.equal(inGerman("There is no node open in failed."), "Es gibt keinen Node open in failed.");
  assert.deepEqual(withReadersWords({ why: "open", reason: "failed" }, "de"), { why: "open", reason: "failed" });
});

test("the field before a sentence stays what it is called", () => {
  assert.equal(inGerman("target.query.q: must be text."), "target.query.q: muss Text sein.");
});

test("a text of any length and make is gone through once", () => {
  const pieces = Object.keys(german).flatMap((sentence) => sentence.split("{}"));
  const hostile = [" → ".repeat(3_334), "of (".repeat(2_500), "a: ".repeat(3_334), '"'.repeat(10_000)];
  const made = Array.from({ length: 40 }, (_, from) =>
    pieces
      .slice(from * 20)
      .join("")
      .slice(0, 10_000),
  );
  const begun = performance.now();
  for (const text of [...hostile, ...made]) {
    assert.equal(typeof inGerman(text), "string");
    assert.equal(typeof inGerman(`Line 1 of the kubeconfig: ${text}`), "string");
  }
  assert.ok(performance.now() - begun < 1_000, `${performance.now() - begun} ms`);
});

test("of a view only sentences of ours are told otherwise, and what people may write again stays", () => {
  const at = new Date(0);
  const view = {
    items: [{ message: "Opened again.", name: "Opened again.", at }],
    acceptance: { version: 2, reason: "Taken back.", endedReason: "Taken back." },
    skipped: { reason: "Scan 4 of the cluster was still running." },
  };
  assert.equal(withReadersWords(view, "en"), view);
  assert.deepEqual(withReadersWords(view, "de"), {
    items: [{ message: "Wieder geöffnet.", name: "Opened again.", at }],
    acceptance: { version: 2, reason: "Taken back.", endedReason: "Zurückgenommen." },
    skipped: { reason: "Scan 4 des Clusters war noch im Zustand „läuft“." },
  });
});

const root = join(import.meta.dirname, "../..");

function importsOf(file: string): string[] {
  const source = readFileSync(join(root, file), "utf8").replaceAll(/(?:import|export) type [^;]*;/g, "");
  const pattern = /(?:from|import\(|import)\s*["'](\.[^"']+)["']/g;
  return [...source.matchAll(pattern)].map((match) => normalize(join(dirname(file), match[1] ?? "")));
}

test("no page loads the sentences into a browser", () => {
  const isClient = (file: string) => /^\s*["']use client["']/.test(readFileSync(join(root, file), "utf8"));
  const isAction = (file: string) => /^\s*["']use server["']/.test(readFileSync(join(root, file), "utf8"));
  const clients = globSync("{app,components}/**/*.{ts,tsx}", { cwd: root }).filter(
    (file) => !file.includes(".test.") && isClient(file),
  );
  assert.ok(clients.length > 50);
  const seen = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    if (seen.has(file) || !/\.tsx?$/.test(file) || !existsSync(join(root, file)) || isAction(file)) return;
    seen.add(file);
    assert.ok(!file.endsWith("in-readers-words.ts"), [...path, file].join(" → "));
    for (const next of importsOf(file)) visit(next, [...path, file]);
  };
  for (const file of clients) visit(file, []);
  assert.ok([...seen].some((file) => file.startsWith("lib/messages/")));
});
