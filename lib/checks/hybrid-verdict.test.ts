import assert from "node:assert/strict";
import { test } from "node:test";
import type { EvidenceItem } from "../domain/check.ts";
import { decide, type Reading } from "./hybrid-verdict.ts";
import { at, vantageOf } from "./sample-facts.ts";

const item = (sent: string): EvidenceItem => ({ sent, received: "", at, vantage: null, decisive: true });
const reading = (verdict: Reading["verdict"], says: string): Reading => ({ verdict, says, evidence: [item(says)] });
const missing = "Nothing tells.";

test("the wire counts where the configuration contradicts it, and the reason says both", () => {
  const wire = { ...reading("fail", "It answers"), severity: "high" as const, vantage: vantageOf("pod") };
  const judgement = decide({ wire, config: reading("pass", "it is off"), missing });
  assert.equal(judgement.verdict, "fail");
  assert.equal(judgement.severity, "high");
  assert.deepEqual(judgement.vantage, vantageOf("pod"));
  assert.equal(
    judgement.reason,
    "It answers. The configuration says otherwise (it is off), but what answers on the wire counts.",
  );
  assert.deepEqual(
    judgement.evidence.map(({ decisive }) => decisive),
    [true, false],
  );
});

test("an agreeing configuration is named beside the wire", () => {
  const { reason } = decide({ wire: reading("pass", "It is shut"), config: reading("pass", "it is off"), missing });
  assert.equal(reason, "It is shut. The configuration agrees: it is off.");
});

test("the configuration decides where the wire is silent, and the reason says why", () => {
  const silence = "The port is filtered.";
  const judgement = decide({ wire: null, config: reading("fail", "It is on"), missing, silence });
  assert.equal(judgement.verdict, "fail");
  assert.equal(judgement.reason, "It is on. The configuration decides. The port is filtered.");
  assert.equal("severity" in judgement, false);
});

test("without either the verdict is unknown, with what was tried", () => {
  const judgement = decide({ wire: null, config: null, missing, attempts: [item("tried")] });
  assert.deepEqual(judgement, { verdict: "unknown", reason: missing, evidence: [item("tried")] });
});
