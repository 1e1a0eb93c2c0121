import assert from "node:assert/strict";
import { test } from "node:test";
import { feedKinds } from "../../lib/domain/views/change-view.ts";
import {
  activeChangeFilters,
  changeQueryOf,
  changesSearch,
  kindGroupOf,
  kindGroups,
  withoutFilter,
} from "./search-params.ts";

test("the address is read: lists by commas or repeated, empty fields not asked, '-' as those that have none", () => {
  const search = changesSearch.parse({ kind: "opened,fixed", severity: "", namespace: "-", role: "worker", q: "" });
  assert.deepEqual(changeQueryOf(search), {
    ...{ kind: ["opened", "fixed"], namespace: [""], nodeRole: ["worker"], limit: 50 },
  });
});

test("days and times are taken, other words are refused", () => {
  assert.equal(changesSearch.safeParse({ from: "2026-10-03", to: "2026-10-04T10:00:00Z" }).success, true);
  for (const from of ["yesterday", "2026-13-40", "03.10.2026"]) {
    assert.equal(changesSearch.safeParse({ from }).success, false);
  }
  assert.equal(changesSearch.safeParse({ since: "2026-10-03" }).success, false);
  assert.equal(changesSearch.safeParse({ kind: "exploded" }).success, false);
});

test("a filter is taken away whole or by one value, from the first page", () => {
  const search = changesSearch.parse({ kind: "opened,fixed", cursor: "x", port: "10250" });
  assert.deepEqual(withoutFilter(search, "kind", "opened").kind, ["fixed"]);
  assert.equal(withoutFilter(search, "port").port, undefined);
  assert.equal(withoutFilter(search, "port").cursor, undefined);
  assert.deepEqual(
    activeChangeFilters(search).map(({ name, value }) => `${name} ${value}`),
    ["kind opened", "kind fixed", "port 10250"],
  );
});

test("every kind stands in exactly one group", () => {
  const grouped = Object.values(kindGroups).flat();
  assert.deepEqual([...grouped].sort(), [...feedKinds].sort());
  assert.equal(kindGroupOf({ kind: undefined }), "all");
  assert.equal(kindGroupOf({ kind: ["port-closed", "port-opened", "port-changed"] }), "ports");
  assert.equal(kindGroupOf({ kind: ["port-closed"] }), null);
});

test("a range that begins after it ends is refused, and a day lasts to its end", () => {
  const query = (from: string, to: string) => changeQueryOf(changesSearch.parse({ from, to }));
  assert.throws(() => query("2026-11-10", "2026-11-01"), { code: "invalid", message: /begins after it ends/ });
  assert.equal(query("2026-11-10T12:00:00Z", "2026-11-10").to, "2026-11-10");
});
