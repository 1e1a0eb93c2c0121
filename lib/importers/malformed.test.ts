import assert from "node:assert/strict";
import { test } from "node:test";
import type { ImportFormat } from "../domain/imported.ts";
import { assertImportSize, decodeFile, importers, readImport } from "./index.ts";
import { findInJson } from "./json-position.ts";
import { samplePlace } from "./place-fixture.ts";

const place = samplePlace({ node: "worker-1" });
const bytes = (text: string) => new TextEncoder().encode(text);
const refused = (text: string, reason: RegExp, format?: ImportFormat) =>
  assert.throws(() => readImport(text, place, format), { code: "invalid", message: reason });

test("JSON that is cut off or broken is refused at the line where it stops being JSON", () => {
  const text = '{\n "Controls": [\n  {"id": "4",\n   "tests": [{"results": []}]';
  refused(text, /Line 4 of the kube-bench file: it is not valid JSON: it ends in the middle/);
  refused('{\n "summaryDetails": {},\n "results": [1,, 2]\n}', /Line 3 of the Kubescape file: .*", 2\] }" stands/);
  refused('{"summaryDetails": {}} {}', /Line 1 of the Kubescape file: it is not valid JSON/);
});

test("a wrong type deep inside is refused with its line and its place", () => {
  const results = '[\n{"resourceID": "a", "controls": []},\n{"resourceID": "b", "controls": [\n{"controlID": 7}]}]';
  refused(
    `{"summaryDetails": {"controls": {}},\n"results": ${results}}`,
    /Line 5 .*results\.1\.controls\.0\.controlID/,
  );
  refused('[\n{"node_type": "node", "tests": [{"results": [\n{"test_number": 4.2}]}]}]', /Line 3 .*tests.*test_number/);
});

test("the wrong tool is said by name, and a file of no tool names those that are known", () => {
  const nmap = '<?xml version="1.0"?><nmaprun scanner="nmap" version="7.95"></nmaprun>';
  refused(nmap, /Line 1 of the kube-bench file: it looks like a file of nmap/, "kube-bench");
  refused("apiVersion: v1\nkind: List\n", /no tool that is known here \(nmap, .*naabu\)/);
  refused(" \n", /it is empty/);
  for (const { format } of importers) refused("hello", /^Line 1 of the /, format);
});

test("a file that is too large is refused by its size alone", () => {
  assert.throws(() => assertImportSize(200 * 1024 * 1024), /200 MiB; up to 64 MiB/);
  assert.doesNotThrow(() => assertImportSize(64 * 1024 * 1024));
});

test("packed files, binary ones, UTF-16 and broken UTF-8 are refused in words", () => {
  assert.throws(() => decodeFile(new Uint8Array([0x1f, 0x8b, 8, 0])), /packed with gzip/);
  assert.throws(() => decodeFile(bytes("{\n\n\u0000}")), /Line 3 of the file: a zero byte/);
  assert.throws(() => decodeFile(new Uint8Array(Buffer.from("\uFEFF{}", "utf16le"))), /UTF-16; save it as UTF-8/);
  assert.throws(() => decodeFile(new Uint8Array(Buffer.from("{}ab", "utf16le"))), /UTF-16/);
  assert.throws(() => decodeFile(new Uint8Array([0x7b, 0x0a, 0xff, 0x7d])), /Line 2 of the file: bytes .* no UTF-8/);
  assert.equal(decodeFile(bytes("\uFEFF{}")), "{}");
});

test("entities are never expanded: a bomb of them is refused at its line", () => {
  const bomb =
    '<?xml version="1.0"?>\n<!DOCTYPE lolz [\n <!ENTITY lol "lol">\n <!ENTITY lol2 "&lol;&lol;">\n]>\n<nmaprun/>';
  refused(bomb, /Line 2 of the nmap file: it declares entities/);
});

test("a million hosts are refused before they are read", () => {
  const start = Date.now();
  const text = `<nmaprun scanner="nmap" version="7.95">\n${"<host/>\n<host />\n".repeat(500_000)}</nmaprun>`;
  refused(text, /Line \d+ of the nmap file: it has more than 100000 hosts/);
  assert.ok(Date.now() - start < 10_000);
});

test("nesting of any depth breaks nothing", () => {
  const depth = 300_000;
  refused(`{"Controls": ${"[".repeat(depth)}${"]".repeat(depth)}}`, /Line 1 of the kube-bench file/);
  refused(`{"Controls": ${"[".repeat(depth)}`, /ends in the middle/);
});

test("the walk through a text agrees with JSON.parse on what is JSON", () => {
  const good = ["1", "-0.5e+3", '"a\\u00e9\\n"', "[]", "{}", ' [1, {"a": [null, true]}, "x"] ', '{"a":{"b":[]},"c":1}'];
  const bad = ["", "01", "[1,]", '{"a"}', '{"a":1,}', '"\n"', '"\\x"', "[1 2]", "nul", "{a:1}", "[", '"a'];
  for (const text of good) assert.equal(findInJson(text, []).broken, null, text);
  for (const text of bad) {
    assert.throws(() => JSON.parse(text), text);
    assert.notEqual(findInJson(text, []).broken, null, text);
  }
  const text = '{"a": [1, {"b": "x", "c": 2}]}';
  assert.equal(text.slice(findInJson(text, ["a", 1, "c"]).value)[0], "2");
});
