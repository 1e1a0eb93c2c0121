import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultPreferences, findingColumns } from "../../lib/domain/preferences.ts";
import { columnWidths, roomRules, twoLineBelow } from "./finding-columns.ts";

const rulesOf = (columns: Parameters<typeof roomRules>[0], selectable = true) =>
  [...roomRules(columns, selectable).matchAll(/max-width:(\d+)px\){[^{]*nth-child\((\d+)\)/g)].map(
    ([, width, child]) => ({ width: Number(width), child: Number(child) }),
  );

test("the last columns go first, and each is left out just below the width at which it fits", () => {
  const rules = rulesOf(defaultPreferences.columns);
  assert.deepEqual(
    rules.map(({ child }) => child),
    [5, 6, 7, 8, 9, 10],
  );
  for (const [index, { width }] of rules.entries()) {
    if (index === 0) continue;
    const column = defaultPreferences.columns[index + 3];
    assert.ok(column);
    assert.equal(width - (rules[index - 1]?.width ?? 0), columnWidths[column]);
  }
});

test("the finding itself is never left out, wherever it stands", () => {
  const last = ["severity", "node", "port", "vantage", "result", "finding"] as const;
  assert.ok(rulesOf(last).every(({ child }) => child !== last.length + 1));
  assert.ok(roomRules(last, true).includes(":not(.of-finding"));
});

test("below the width of two lines no column is left out by width", () => {
  assert.ok(rulesOf(findingColumns).every(({ width }) => width >= twoLineBelow));
  assert.deepEqual(rulesOf(["finding", "severity", "port"]), []);
});
