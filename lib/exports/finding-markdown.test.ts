import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { FindingDetail } from "../domain/views/finding-view.ts";
import { exportedFinding } from "./finding-fixture.ts";
import { type FindingMarkdown, findingMarkdown } from "./finding-markdown.ts";
import { sampleResult } from "./sample-report-fixture.ts";

const link = "http://127.0.0.1:4000/findings/1";

function asked(kind: FindingMarkdown["kind"], over: Partial<FindingDetail> = {}): FindingMarkdown {
  const { remediation, context, references, evidence, reason } = sampleResult("fail", "critical", "worker-1");
  const { acceptance: _none, ...row } = exportedFinding({ headline: "Kubelet runs commands", node: "worker-1" });
  const finding: FindingDetail = {
    ...{ ...row, reason, evidence, remediation, context, references },
    ...{ previousEvidence: [], beside: {} as FindingDetail["beside"], events: [], recheck: null, lastScanId: null },
    ...over,
  };
  return { kind, finding, remediation, rationale: "Anyone runs commands.", link, documentation: "https://wiki/k-a" };
}

test("a note has the place, who can reach it, the proof, the fix with its values, how to verify, and the link", () => {
  const text = findingMarkdown(asked("note"));
  assert.match(text, /^## Kubelet runs commands\n/);
  for (const part of [
    "**Severity:** high",
    "**Who can reach it:** any machine of the node network",
    "→ 200 PodList, 7 pods",
    "1. Edit the file.",
    "systemctl restart kubelet",
    "curl -sk https://192.0.2.4:10250/healthz",
    "<https://wiki/k-a>",
    "<https://kubernetes.io/docs/>",
    `<${link}>`,
  ]) {
    assert.ok(text.includes(part), part);
  }
  assert.ok(!text.includes("- [ ]"));
});

test("an issue has its title first, labels that are labels, and a checklist", () => {
  const text = findingMarkdown(asked("issue", { clusterName: "prod, eu|1" }));
  const lines = text.split("\n");
  assert.equal(lines[0], "# high: Kubelet runs commands");
  assert.equal(lines[2], "Labels: security, severity:high, kubelet, cluster:prod-eu-1");
  assert.equal(lines.filter((line) => line.startsWith("- [ ]")).length, 3);
});

test("proof that is gone is said", () => {
  assert.match(findingMarkdown(asked("note", { evidence: [] })), /No proof is kept any more\./);
});

/** What stands outside of every fence, by CommonMark: a fence ends at one at least as long. */
function outside(text: string): string[] {
  const kept: string[] = [];
  let fence = "";
  for (const line of text.split("\n")) {
    const run = /^(`{3,})(\w*)$/.exec(line);
    if (fence === "" && run) fence = run[1] ?? "";
    else if (fence !== "" && run && run[2] === "" && (run[1] ?? "").length >= fence.length) fence = "";
    else if (fence === "") kept.push(line);
  }
  assert.equal(fence, "", "a fence that nothing ends");
  return kept;
}

test("nothing that a target answered is markup, a link, a mention or the end of a fence", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 50 }),
    fc.stringMatching(/^[`~<>[\]()!@#|\n a-z]{0,40}$/),
    fc.constantFrom("```\n# evil", "<script>", "![x](http://evil)", "@everyone", "www.evil.example", "1. x", "- y"),
  );
  fc.assert(
    fc.property(text, text, text, (headline, received, reason) => {
      const { evidence } = sampleResult("fail", "high", "n");
      const hostile = evidence.map((item) => ({ ...item, received, detail: [received, reason] }));
      const written = findingMarkdown(asked("note", { headline, reason, evidence: hostile }));
      assert.doesNotMatch(written.replaceAll("\n", ""), /\p{Cc}/u);
      const own = new Set([`Finding: <${link}>`, "- <https://wiki/k-a>", "- <https://kubernetes.io/docs/>"]);
      for (const line of outside(written).filter((one) => !own.has(one))) {
        assert.doesNotMatch(line, /(?<!\\)(?:\\\\)*[<`[]|:\/\/|@(?!\u200b)|www\./i, line);
      }
      assert.equal(outside(written).filter((line) => /^#+ /.test(line)).length, 5);
    }),
    { numRuns: 60 },
  );
});
