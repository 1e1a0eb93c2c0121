import assert from "node:assert/strict";
import { test } from "node:test";
import { asksFor, type FilterField, parseFilter, toggleValue, writeFilter } from "./index.ts";

const toggled = (text: string, field: FilterField, ...values: string[]) =>
  writeFilter(values.reduce((terms, value) => toggleValue(terms, field, value), parseFilter(text).terms));

test("a value takes the place of its field, and goes again", () => {
  assert.equal(toggled("a severity:low port:1", "severity", "high"), "a severity:low,high port:1");
  assert.equal(toggled("a severity:low port:1", "severity", "low"), "a port:1");
  assert.equal(toggled("a severity>=high port:1", "severity", "low"), "a severity:low port:1");
  assert.equal(toggled("-node:b", "node", "a"), "node:a");
});

test("none, ports, dates and names that are words of the language", () => {
  assert.equal(toggled("", "namespace", "", "shop"), "namespace:none,shop");
  assert.equal(toggled("", "port", "10250", "", "10250"), "port:none");
  assert.equal(toggled("due<30d", "due", "<7d"), "due<7d");
  assert.equal(toggled("due<7d", "due", "overdue"), "due:overdue");
  assert.equal(toggled("", "assignee", "me"), 'assignee:"me"');
  assert.equal(asksFor(parseFilter("namespace:none").terms, "namespace", ""), true);
});
