import assert from "node:assert/strict";
import { test } from "node:test";
import type { EvidenceItem } from "../lib/domain/check.ts";
import { wasSeenOpen } from "./seen-open.ts";

const vantage = { kind: "worker-node", name: "worker" } as const;
const item = (received: string, from: EvidenceItem["vantage"] = vantage): EvidenceItem => ({
  sent: "TCP probe",
  received,
  at: "2026-01-01T00:00:00.000Z",
  vantage: from,
  decisive: true,
});
const finding = { port: 10250, state: "open", evidence: [item("open")], previousEvidence: [] } as const;
const seen = (changes: Partial<Parameters<typeof wasSeenOpen>[0]>) =>
  wasSeenOpen({ ...finding, evidence: [item("open")], previousEvidence: [], ...changes });

test("a port that answered was seen open", () => {
  assert.ok(seen({}));
  assert.ok(seen({ evidence: [item("200 pods")] }));
  assert.ok(seen({ evidence: [item("open on 3 of 3 nodes")] }));
});

test("a finding without a port is reached by nobody", () => {
  assert.ok(!seen({ port: null }));
});

test("what only the cluster's API says is no open port, and neither is one that refuses or drops", () => {
  assert.ok(!seen({ evidence: [item("readOnlyPort: 10255", null)] }));
  for (const received of ["closed (refused)", "filtered on 3 of 3 nodes", "open|filtered", "no answer"])
    assert.ok(!seen({ evidence: [item(received)] }), received);
});

test("of a resolved finding the evidence of before counts", () => {
  assert.ok(seen({ state: "resolved", evidence: [item("closed")], previousEvidence: [item("open")] }));
  assert.ok(!seen({ evidence: [item("closed")], previousEvidence: [item("open")] }));
});
