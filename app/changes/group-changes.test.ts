import assert from "node:assert/strict";
import { test } from "node:test";
import type { ChangeRow } from "../../lib/domain/views/change-view.ts";
import { groupChanges } from "./group-changes.ts";

const utcDay = (at: string) => at.slice(0, 10);

function row(id: string, at: string, scanId: string | null, clusterId = "c1"): ChangeRow {
  return {
    ...{ id, at, kind: "node-joined", recordedAt: at, clusterId, clusterName: clusterId, nodeId: null, node: null },
    ...{
      port: null,
      protocol: null,
      message: "",
      scanId,
      previousScanId: null,
      finding: null,
      versions: null,
      differs: [],
    },
  };
}

test("rows are put together by day and by the scan that found them, in their order", () => {
  const late = "2026-10-04T00:00:00.000Z";
  const early = "2026-10-03T23:59:59.999Z";
  const days = groupChanges(
    [row("5", late, "s2"), row("4", late, "s3", "c2"), row("3", late, "s2"), row("2", early, null)],
    utcDay,
  );
  assert.deepEqual(
    days.map(({ day, groups }) => [day, groups.map(({ scanId, rows }) => [scanId, rows.map(({ id }) => id)])]),
    [
      [
        "2026-10-04",
        [
          ["s2", ["5", "3"]],
          ["s3", ["4"]],
        ],
      ],
      ["2026-10-03", [[null, ["2"]]]],
    ],
  );
});

test("no rows are no days", () => {
  assert.deepEqual(groupChanges([], utcDay), []);
});
