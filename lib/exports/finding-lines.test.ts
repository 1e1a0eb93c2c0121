import assert from "node:assert/strict";
import { test } from "node:test";
import type { FindingRow } from "../domain/views/finding-view.ts";
import { findingLineFormats, findingLines } from "./finding-lines.ts";

const finding: FindingRow = {
  ...{ id: "1", fingerprint: "f", checkId: "kubelet-readonly-port-open", component: "kubelet" },
  headline: `=HYPERLINK("http://evil.example","x"), \u001b[31mred\r\nsecond line`,
  ...{ severity: "high", verdict: "fail", state: "open", resolution: null, clusterId: "c", clusterName: "+prod" },
  subject: { kind: "Service", uid: "u", name: "-debug", namespace: "@shop", port: 30_080, protocol: "TCP" },
  ...{ nodeId: null, node: null, port: 30_080, protocol: "TCP", vantage: "worker-node" },
  ...{ firstSeenAt: "2026-11-01T00:00:00.000Z", failingSince: "2026-11-01T00:00:00.000Z" },
  ...{ lastSeenAt: "2026-11-02T00:00:00.000Z", lastCheckedAt: "2026-11-02T00:00:00.000Z", resolvedAt: null },
  ...{ assignee: null, dueAt: null, acceptanceId: null, triageVersion: 0, comments: 0 },
};

test("a line of CSV stays one line, and no cell of it is a formula", () => {
  const { head, line } = findingLines.csv;
  const written = line(finding);
  assert.equal(written.split("\n").length, 2);
  assert.ok(written.endsWith("\r\n"));
  assert.ok(
    written.startsWith(`1,'+prod,high,open,fail,,kubelet-readonly-port-open,kubelet,"'=HYPERLINK(""http://evil`),
  );
  assert.ok(written.includes(",Service/@shop/-debug,'@shop,,,30080,TCP,worker-node,"));
  const commas = (text: string) => text.replaceAll(/"(""|[^"])*"/g, "").split(",").length;
  assert.equal(commas(written), commas(head));
});

test("a line of JSON is the finding itself", () => {
  assert.deepEqual(JSON.parse(findingLines.jsonl.line(finding)), finding);
  assert.equal(findingLines.jsonl.line(finding).trimEnd().split("\n").length, 1);
});

test("every format has a name and a type of its own", () => {
  const named = findingLineFormats.map((format) => findingLines[format].mediaType);
  assert.equal(new Set(named).size, findingLineFormats.length);
});
