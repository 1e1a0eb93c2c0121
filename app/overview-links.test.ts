import assert from "node:assert/strict";
import { test } from "node:test";
import { readoutHref, sectionHref } from "./overview-links.ts";

const cluster = (scanId: string | null) => ({ unknown: { judgements: 3, scanId } });

test("what one cluster could not judge opens that list of the scan it was counted in", () => {
  assert.equal(readoutHref("unknown", { clusters: [cluster("s1")] }, "c1"), "/scans/s1?verdict=unknown");
});

test("what several clusters could not judge opens the clusters, which count it one by one", () => {
  assert.equal(readoutHref("unknown", { clusters: [cluster("s1"), cluster("s2")] }, undefined), "/clusters");
  assert.equal(readoutHref("unknown", { clusters: [cluster(null)] }, undefined), "/clusters");
});

test("a severity opens the findings that it counts", () => {
  assert.equal(readoutHref("high", { clusters: [cluster("s1")] }, "c1"), "/findings?cluster=c1&severity=high");
});

test("a class of ports opens the nodes on which one is open", () => {
  assert.equal(sectionHref("etcd", "c1"), "/nodes?cluster=c1&reachable=etcd");
});
