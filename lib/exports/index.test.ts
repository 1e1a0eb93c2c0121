import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { XMLValidator } from "fast-xml-parser";
import { exports, findExport } from "./index.ts";
import { ocsfFaults, sarifFaults } from "./json-schemas-fixture.ts";
import { sampleReport, sampleResult } from "./sample-report-fixture.ts";

const hostile = `=cmd|' <b>"x" \u001b[31m`;
const report = sampleReport([
  sampleResult("pass", "low", "worker-1"),
  sampleResult("unknown", "high", "worker-9"),
  sampleResult("fail", "medium", "worker-2"),
  sampleResult("fail", "critical", hostile),
]);

function render(id: string): string {
  return findExport(id)?.render(report) ?? "";
}

test("every format's file is listed, under its own name", () => {
  const other = [
    ...["csv-cell", "define-export", "finding-export", "finding-markdown", "index", "markdown-text", "ocsf-event"],
    ...["result-order", "sarif-level", "xml-text"],
  ];
  const files = readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith(".ts") && !/(\.test|-fixture)\.ts$/.test(file))
    .map((file) => file.replace(/\.ts$/, ""))
    .filter((name) => !other.includes(name));
  assert.deepEqual(exports.map((entry) => entry.id).sort(), files.sort());
});

test("the same report gives the same text in every format", () => {
  for (const entry of exports) assert.equal(entry.render(report), entry.render(structuredClone(report)), entry.id);
});

test("json is the report itself", () => {
  assert.deepEqual(JSON.parse(render("json")), report);
});

test("the table lists the worst first, says coverage and lost needs, and lets no control character through", () => {
  const lines = render("table").split("\n");
  assert.match(
    lines[0] ?? "",
    /1 of 2 nodes checked from worker-node, 10 of 10 probes, 1 failed; unreachable: worker-9/,
  );
  assert.match(lines[3] ?? "", /^CRITICAL/);
  assert.match(render("table"), /Could not list services: 403\. Unknown by it: nodeport-unapproved\./);
  assert.ok(![...render("table")].some((character) => (character.codePointAt(0) ?? 0) < 0x20 && character !== "\n"));
});

test("csv quotes cells and disarms formulas", () => {
  const rows = render("csv").trimEnd().split("\r\n");
  assert.equal(rows.length, report.results.length + 1);
  assert.ok(rows.some((row) => row.includes(`"'=cmd|' <b>""x""`)));
});

test("csv may be shown in a terminal: no control character passes, and none hides a formula", () => {
  assert.doesNotMatch(render("csv").replaceAll("\r\n", ""), /\p{Cc}/u);
  const hidden = sampleReport([sampleResult("fail", "low", "\u001b\t=1+1")]);
  assert.match(findExport("csv")?.render(hidden) ?? "", /,'=1\+1,/);
});

test("junit has a failure for each fail and never a success for an unknown", () => {
  const text = render("junit");
  assert.equal(text.match(/<failure /g)?.length, 2);
  assert.equal(text.match(/<skipped /g)?.length, 1);
  assert.match(text, /tests="4" failures="2" skipped="1"/);
  assert.ok(!text.includes("<b>"));
});

test("sarif names rules once, carries fingerprints, and marks unknowns as open", () => {
  const run = JSON.parse(render("sarif")).runs[0];
  assert.equal(run.tool.driver.rules.length, 1);
  assert.equal(run.tool.driver.rules[0].shortDescription.text, report.results[0]?.title);
  assert.deepEqual(
    run.results.map((entry: { kind: string }) => entry.kind),
    ["fail", "fail", "open"],
  );
  assert.equal(run.results[0].partialFingerprints["breakwater/v1"], report.results[3]?.fingerprint);
});

test("sarif fits its schema and every event of ocsf what a Compliance Finding may hold", () => {
  assert.deepEqual(sarifFaults(JSON.parse(render("sarif"))), []);
  const events = render("ocsf")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  assert.deepEqual(events.flatMap(ocsfFaults), []);
  assert.deepEqual(
    events.map(({ severity }) => severity),
    ["Critical", "Medium", "High"],
  );
});

test("sarif, ocsf and junit stay what they are, whatever targets are called", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary", maxLength: 40 }), { minLength: 1, maxLength: 3 }), (names) => {
      const hostileReport = sampleReport(names.map((name) => sampleResult("fail", "high", name)));
      const of = (id: string) => findExport(id)?.render(hostileReport) ?? "";
      assert.deepEqual(sarifFaults(JSON.parse(of("sarif"))), []);
      for (const line of of("ocsf").trimEnd().split("\n")) assert.deepEqual(ocsfFaults(JSON.parse(line)), []);
      assert.equal(XMLValidator.validate(of("junit")), true);
    }),
    { numRuns: 15 },
  );
});

test("markdown carries every step of a fix and how to verify it", () => {
  const text = render("markdown");
  const fails = report.results.filter(({ verdict }) => verdict === "fail");
  assert.ok(fails.length > 0);
  for (const { remediation } of fails) {
    assert.ok(text.includes(remediation.verify.command));
    for (const { code = "" } of remediation.steps) assert.ok(text.includes(code), code);
    assert.ok(text.includes("1. Edit the file."));
  }
});

test("markdown escapes what targets are called", () => {
  const text = render("markdown");
  assert.match(text, /\*\*2 findings\*\* \(1 critical, 0 high, 1 medium, 0 low, 0 info\)/);
  assert.ok(!text.includes("<b>"));
});
