import assert from "node:assert/strict";
import { test } from "node:test";
import { comparePort, type PortPair } from "./compare-ports.ts";

const of = (before: PortPair["before"], after: PortPair["after"], rest: Partial<PortPair> = {}): PortPair => ({
  before,
  after,
  answersOtherwise: false,
  node: "stayed",
  ...rest,
});

const cases: [pair: PortPair, kind: string, detail: RegExp | null][] = [
  [of("closed", "open"), "new", /^state: closed → open$/],
  [of("filtered", "open"), "new", /^state: filtered → open$/],
  [of("open", "closed"), "fixed", /^state: open → closed$/],
  [of("open", "filtered"), "fixed", /^state: open → filtered$/],
  [of("open", "open|filtered"), "changed", /^state: /],
  [of("closed", "filtered"), "changed", /^state: /],
  [of("open", "open"), "same", null],
  [of("open", "open", { answersOtherwise: true }), "changed", /otherwise/],
  [of("unknown", "unknown"), "same", null],
  [of("unknown", "open"), "not-comparable", /broke in the first scan/],
  [of("open", "unknown"), "not-comparable", /broke in the second scan/],
  [of("open", "lost"), "not-comparable", /no longer kept/],
  [of(null, "open"), "not-comparable", /first scan did not look/],
  [of("open", null), "not-comparable", /second scan did not look/],
  [of("open", null, { node: "gone" }), "gone-with-node", /no longer in the cluster/],
  [of(null, "open", { node: "came" }), "new", /^New with its node/],
];

for (const [pair, kind, detail] of cases) {
  const on = pair.node === "stayed" ? "" : ` on a node that ${pair.node === "gone" ? "went" : "came"}`;
  const otherwise = pair.answersOtherwise ? ", answering otherwise" : "";
  test(`${pair.before ?? "not looked at"}, then ${pair.after ?? "not looked at"}${otherwise}${on}: ${kind}`, () => {
    const difference = comparePort(pair);
    assert.equal(difference.kind, kind);
    if (detail) assert.match(difference.detail ?? "", detail);
    else assert.equal(difference.detail, null);
  });
}
