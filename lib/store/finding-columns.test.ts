import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { searchTextOf } from "./finding-columns.ts";

describe("what words are looked for in", () => {
  it("is in lower case, a space between the parts", () => {
    assert.equal(searchTextOf(["Kubelet on worker-1", "CIS 4.2.1", 10_250]), "kubelet on worker-1 cis 4.2.1 10250");
  });

  it("fits a row of an index, and ends with a whole character", () => {
    const long = searchTextOf(["é".repeat(999), "x", "😀".repeat(900)]);
    assert.ok(Buffer.byteLength(long) <= 2_000);
    assert.ok(Buffer.byteLength(long) > 1_990);
    assert.match(long, /é x?/);
    assert.doesNotMatch(long, /\uFFFD/);
  });
});
