import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { type ExportedFinding, type FindingExportFormat, findingExportFormats } from "../../domain/finding-export.ts";
import { findingColumns } from "../../domain/preferences.ts";
import type { ExportAbout } from "../finding-export.ts";
import { aboutFindings, exportedFinding } from "../finding-fixture.ts";
import { ocsfFaults, sarifFaults } from "../json-schemas-fixture.ts";
import { findingExports } from "./index.ts";

function written(format: FindingExportFormat, findings: ExportedFinding[], over: Partial<ExportAbout> = {}): string {
  const { head, line, tail } = findingExports[format].begin(aboutFindings(findings, over));
  return [head, ...findings.map(line), tail()].join("");
}

const acceptance = {
  kind: "accepted",
  reason: `Lab "only" <x>`,
  by: "Ada",
  expiresAt: "2027-01-01T00:00:00.000Z",
} as const;
const all = [
  exportedFinding({ id: "open" }),
  exportedFinding({ id: "unknown", verdict: "unknown", state: "acknowledged" }),
  exportedFinding({ id: "accepted", state: "accepted", acceptanceId: "a", acceptance }),
  exportedFinding({ id: "none", state: "false-positive", checkId: "z-check" }),
  exportedFinding({ id: "fixed", state: "resolved", verdict: "pass", resolution: "fixed", checkId: "z-check" }),
  exportedFinding({ id: "gone", state: "resolved", verdict: "fail", resolution: "node-gone", checkId: "z-check" }),
];
const hostile = fc
  .record({
    headline: fc.string({ unit: "binary", maxLength: 60 }),
    name: fc.oneof(fc.string({ unit: "binary", maxLength: 30 }), fc.constantFrom("]]>", "-->", "|", "```", "\ud800")),
    clusterName: fc.string({ maxLength: 20 }),
  })
  .map(({ headline, name, clusterName }) => {
    const subject = { kind: "Service", uid: "u", name, namespace: "n" } as const;
    return exportedFinding({ headline, clusterName, subject });
  });

test("every format has its file, a type and an extension of its own", () => {
  const files = readdirSync(import.meta.dirname).filter((file) => !/test|index|columns/.test(file));
  assert.deepEqual(files.map((file) => file.replace(".ts", "")).sort(), [...findingExportFormats].sort());
  const own = findingExportFormats.map((format) => findingExports[format].extension);
  assert.equal(new Set(own).size, own.length);
});

test("JSON is one array, JSON Lines a finding a line, and both are the findings themselves", () => {
  assert.deepEqual(JSON.parse(written("json", all)), all);
  assert.deepEqual(JSON.parse(written("json", [])), []);
  const lines = written("jsonl", all).trimEnd().split("\n");
  assert.deepEqual(
    lines.map((line) => JSON.parse(line) as unknown),
    all,
  );
});

test("SARIF fits its schema, whatever targets are called", () => {
  assert.deepEqual(sarifFaults(JSON.parse(written("sarif", all))), []);
  assert.deepEqual(sarifFaults(JSON.parse(written("sarif", []))), []);
  fc.assert(
    fc.property(fc.array(hostile, { maxLength: 4 }), (findings) => {
      assert.deepEqual(sarifFaults(JSON.parse(written("sarif", findings))), []);
    }),
    { numRuns: 40 },
  );
});

test("a log of another version, or without its tool, does not fit the schema", () => {
  const log = JSON.parse(written("sarif", all)) as { runs: { tool?: object }[] };
  assert.notDeepEqual(sarifFaults({ ...log, version: "2.0.0" }), []);
  assert.notDeepEqual(sarifFaults({ ...log, runs: [{ results: [] }] }), []);
});

test("SARIF says what people decided as suppressions, and what could not be looked at as open", () => {
  const { results, tool } = JSON.parse(written("sarif", all)).runs[0];
  assert.deepEqual(
    results.map(({ kind, level }: { kind: string; level: string }) => `${kind} ${level}`),
    ["fail error", "open none", "fail error", "fail error", "pass none", "notApplicable none"],
  );
  assert.deepEqual(results[2].suppressions, [
    {
      kind: "external",
      status: "accepted",
      justification: `Risk accepted by Ada until 2027-01-01T00:00:00.000Z: Lab "only" <x>`,
    },
  ]);
  assert.equal(results[0].suppressions, undefined);
  for (const { ruleId, ruleIndex } of results) assert.equal(tool.driver.rules[ruleIndex].id, ruleId);
});

test("OCSF events fit what a Compliance Finding may hold, whatever targets are called", () => {
  const faults = (text: string) =>
    text
      .trimEnd()
      .split("\n")
      .filter(Boolean)
      .flatMap((line) => ocsfFaults(JSON.parse(line)));
  assert.deepEqual(faults(written("ocsf", all)), []);
  fc.assert(
    fc.property(fc.array(hostile, { maxLength: 4 }), (findings) => {
      assert.deepEqual(faults(written("ocsf", findings)), []);
      assert.equal(written("ocsf", findings).split("\n").length, findings.length + 1);
    }),
    { numRuns: 40 },
  );
});

test("an event that lacks what is required, or has what the class does not know, does not fit", () => {
  const event = JSON.parse(written("ocsf", all.slice(0, 1))) as Record<string, unknown>;
  const { finding_info: _left, ...without } = event;
  assert.notDeepEqual(ocsfFaults(without), []);
  assert.notDeepEqual(ocsfFaults({ ...event, severity_id: 7 }), []);
  assert.notDeepEqual(ocsfFaults({ ...event, state_id: 1 }), []);
  assert.notDeepEqual(ocsfFaults({ ...event, type_uid: 200_302, activity_id: 1 }), []);
});

test("OCSF says of a decision that it is suppressed, and closes what was put right", () => {
  const events = written("ocsf", all)
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<"status" | "activity_name" | "severity_id", unknown>);
  assert.deepEqual(
    events.map(({ status, activity_name }) => `${String(status)} ${String(activity_name)}`),
    [
      ...["New Update", "In Progress Update", "Suppressed Close", "Suppressed Close"],
      ...["Resolved Close", "Resolved Close"],
    ],
  );
  assert.equal(events[0]?.severity_id, 4);
});

interface Suite {
  "@tests": string;
  "@failures": string;
  "@skipped": string;
  testcase: { failure?: unknown; skipped?: { "@message": string } }[];
}

function readJunit(text: string): Suite[] {
  assert.equal(XMLValidator.validate(text), true);
  const isArray = (name: string) => name === "testsuite" || name === "testcase";
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "@", isArray });
  return (parser.parse(text) as { testsuites: { testsuite?: Suite[] } }).testsuites.testsuite ?? [];
}

test("JUnit has a suite a check with its true numbers; only what is open and known fails", () => {
  const suites = readJunit(written("junit", all));
  assert.deepEqual(
    suites.map((suite) => [suite["@tests"], suite["@failures"], suite["@skipped"]].join(" ")),
    ["3 1 2", "3 0 2"],
  );
  for (const suite of suites) {
    assert.equal(suite.testcase.length, Number(suite["@tests"]));
    assert.equal(suite.testcase.filter((one) => "failure" in one).length, Number(suite["@failures"]));
    assert.equal(suite.testcase.filter((one) => "skipped" in one).length, Number(suite["@skipped"]));
  }
  assert.match(suites[0]?.testcase[2]?.skipped?.["@message"] ?? "", /^Risk accepted by Ada until 2027/);
});

test("JUnit stays XML, whatever targets are called", () => {
  fc.assert(
    fc.property(fc.array(hostile, { maxLength: 4 }), (findings) => {
      const suites = readJunit(written("junit", findings));
      assert.equal(suites.flatMap(({ testcase }) => testcase).length, findings.length);
    }),
    { numRuns: 60 },
  );
});

/** Cells of a line of CSV as RFC 4180 reads it. */
function cellsOf(line: string): string[] {
  return [...`,${line}`.matchAll(/,(?:"((?:""|[^"])*)"|([^,]*))/g)].map((match) =>
    (match[1] ?? match[2] ?? "").replaceAll('""', '"'),
  );
}

test("CSV has a line a finding, as many cells as heads, and no cell that is a formula", () => {
  fc.assert(
    fc.property(fc.array(hostile, { maxLength: 4 }), (findings) => {
      for (const columns of [null, findingColumns, ["finding", "severity"] as const]) {
        const lines = written("csv", findings, { columns }).split("\r\n");
        assert.equal(lines.pop(), "");
        assert.equal(lines.length, findings.length + 1);
        const heads = cellsOf(lines[0] ?? "");
        for (const line of lines.slice(1)) {
          assert.doesNotMatch(line, /\p{Cc}/u);
          assert.equal(cellsOf(line).length, heads.length, line);
          for (const cell of cellsOf(line)) assert.doesNotMatch(cell, /^[\s]*[=+@-]/);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test("CSV and Markdown have the chosen columns in their order", () => {
  const columns = ["result", "finding", "port"] as const;
  assert.deepEqual(
    written("csv", all, { columns })
      .split("\r\n")
      .slice(0, 3)
      .map((line) => cellsOf(line)[0]),
    ["result", "fail", "unknown"],
  );
  const table = written("markdown", all, { columns })
    .split("\n")
    .filter((line) => line.startsWith("|"));
  assert.equal(table[0], "| result | finding | port |");
  assert.match(table[4] ?? "", /^\| accepted \| \[/);
});

/** Bars that end a cell: those that no backslash stands before. */
const bars = (line: string) => line.replaceAll(/\\\\/g, "").replaceAll("\\|", "").split("|").length - 1;

test("Markdown keeps every finding in one row of a table, in which nothing of a target is markup", () => {
  fc.assert(
    fc.property(fc.array(hostile, { maxLength: 4 }), (findings) => {
      const rows = written("markdown", findings)
        .split("\n")
        .filter((line) => line.startsWith("| "));
      assert.equal(rows.length, findings.length + 2);
      for (const row of rows) assert.equal(bars(row), 8, row);
      for (const row of rows) assert.doesNotMatch(row, /(?<!\\)[<`]|(?<!\()https?:\/\//);
    }),
    { numRuns: 60 },
  );
  assert.match(written("markdown", all), /^# Findings: 6\n\n\*\*6 findings\*\* \(0 critical, 6 high, /);
});
