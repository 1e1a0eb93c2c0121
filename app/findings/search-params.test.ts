import assert from "node:assert/strict";
import { test } from "node:test";
import { findingsSearch, queryOf } from "./search-params.ts";
import { readSearch } from "./search-terms.ts";

const parse = (raw: Record<string, unknown>) => findingsSearch.parse(raw);

test("an empty form asks for nothing", () => {
  const query = queryOf(parse({ q: "", component: "", check: "", severity: [], port: "" }));
  assert.deepEqual(query, { limit: 50 });
});

test("lists may be repeated or written with commas", () => {
  assert.deepEqual(parse({ severity: ["critical", "high"] }).severity, ["critical", "high"]);
  assert.deepEqual(parse({ severity: "critical,high,high" }).severity, ["critical", "high"]);
});

test("a severity that does not exist is refused", () => {
  assert.equal(findingsSearch.safeParse({ severity: "terrible" }).success, false);
});

test("a port out of range is refused", () => {
  for (const port of ["0", "65536", "abc", "1.5"])
    assert.equal(findingsSearch.safeParse({ port }).success, false, port);
});

test("state=all asks for every state", () => {
  assert.deepEqual(queryOf(parse({ state: "all" })).state, [
    "open",
    "acknowledged",
    "accepted",
    "false-positive",
    "resolved",
  ]);
});

test("a day is its end, and an instant stays as it is", () => {
  assert.equal(parse({ at: "2026-10-03" }).at, "2026-10-03T23:59:59.999Z");
  assert.equal(parse({ at: "2026-10-03T10:00:00Z" }).at, "2026-10-03T10:00:00Z");
  assert.equal(findingsSearch.safeParse({ at: "last week" }).success, false);
});

test("a dash asks for those that have none", () => {
  const { namespace, nodeRole } = queryOf(parse({ namespace: "-,shop", role: "worker" }));
  assert.deepEqual([namespace, nodeRole], [["", "shop"], ["worker"]]);
});

test("q is the language, and its plain words and single values are those of the parameters", () => {
  assert.deepEqual(queryOf(parse({ q: "worker-7 kubelet" })), { limit: 50, q: "worker-7 kubelet" });
  assert.deepEqual(queryOf(parse({ q: "severity>=high port:10250 state:all ns:none", cluster: "c" })), {
    ...{ limit: 50, cluster: "c", severity: ["critical", "high"], port: 10_250, namespace: [""] },
    state: ["open", "acknowledged", "accepted", "false-positive", "resolved"],
  });
  const { where } = queryOf(parse({ q: "assignee:me -node:a*" }), "Ada");
  assert.deepEqual(where, [
    { field: "assignee", not: false, values: [{ kind: "word", text: "Ada" }] },
    { field: "node", not: true, values: [{ kind: "glob", text: "a*" }] },
  ]);
});

test("a filter that cannot be read applies nothing", () => {
  assert.throws(() => queryOf(parse({ q: "port:10250 severty:critical" })), /severty.*severity/);
});

test("the text of the box is all that is asked, whether by parameter or by text", () => {
  const asked = { severity: "critical,high", node: "-", at: "2026-10-03", port: "10250", q: "kubelet -state:accepted" };
  assert.equal(
    readSearch(parse(asked)).text,
    "severity:critical,high node:none port:10250 at:2026-10-03 kubelet -state:accepted",
  );
  assert.equal(readSearch(parse({ severity: "high,low", q: "severity:low,info" })).text, "severity:low");
  assert.equal(
    readSearch(parse({ check: "kubelet-authz-always-allow", q: "check:kubelet-*" })).text,
    "check:kubelet-authz-always-allow",
  );
  assert.equal(readSearch(parse({ severity: "high", q: "severity:low" })).text, "severity:high -severity:high");
});
