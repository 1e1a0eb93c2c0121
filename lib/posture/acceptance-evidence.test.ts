import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type ProofItem, proofDifference, steadyText } from "./acceptance-evidence.ts";

const item = (received: string, rest: Partial<ProofItem> = {}): ProofItem => ({
  sent: "GET https://192.0.2.4:10250/pods without credentials",
  received,
  vantage: null,
  decisive: true,
  ...rest,
});

const same: [string, string, string][] = [
  ["counts of pods", "200 PodList, 7 pods in 3 namespaces", "200 PodList, 8 pods in 1 namespace"],
  ["sizes", "200 1228 bytes, text/plain", "200 2048+ bytes, text/plain"],
  ["counts of keys", "200 count-only range: 412 keys under /registry/", "200 count-only range: 1 key under /registry/"],
  [
    "validity",
    "valid 2026-09-22T10:50:28.000Z to 2027-09-22T10:50:28.000Z",
    "valid 2026-10-01T10:50:28Z to 2027-10-01T10:50:28Z",
  ],
  [
    "fingerprints",
    "RSA 2048, SHA-256 50:EB:CA:BD:B2:35:31:D7:F0:01",
    "RSA 2048, SHA-256 D0:3C:80:62:39:39:6A:26:8A:80",
  ],
  ["names made by a kubelet", "subject CN=worker-4@1790074228", "subject CN=worker-4@1791074299"],
  ["names made by controllers", "pods: kube-system/kube-proxy-g8697", "pods: kube-system/kube-proxy-bwfwz"],
  ["ids", "uid 50b29a62-6c9c-4fd1-8f2e-3b1a2c9d4e5f", "uid 11b29a62-6c9c-4fd1-8f2e-3b1a2c9d4e5f"],
  ["addresses", "SANs 192.0.2.4, 2001:db8::4", "SANs 192.0.2.9, 2001:db8::9"],
  ["times of an answer", "Date: Sat, 21 Nov 2026 19:49:06 GMT", "Date: Sun, 22 Nov 2026 08:00:00 GMT"],
  ["counters of a revision", "resourceVersion: 4711", "resourceVersion: 4712"],
  ["counts of ports", "6 ports", "11 ports"],
  ["durations", "answered after 12ms", "answered after 1.5s"],
];
for (const [what, before, after] of same) {
  test(`${what} are not what was accepted`, () => {
    assert.equal(proofDifference([item(before)], [item(after)]), null);
  });
}

const other: [string, string, string][] = [
  ["a status", "200 PodList, 7 pods in 3 namespaces", "403 Forbidden (user=system:anonymous)"],
  ["a version", "200 etcd 3.5.30", "200 etcd 3.5.31"],
  ["a port of a setting", "readOnlyPort: 10255", "readOnlyPort: 0"],
  [
    "a bit length",
    "RSA 2048, SHA-256 50:EB:CA:BD:B2:35:31:D7:F0:01",
    "RSA 1024, SHA-256 50:EB:CA:BD:B2:35:31:D7:F0:01",
  ],
  ["an address to listen on", "metricsBindAddress: 127.0.0.1:10249", "metricsBindAddress: 0.0.0.0:10249"],
  ["a pod of another workload", "pods: kube-system/kube-proxy-g8697", "pods: default/miner-g8697"],
  ["a listed kind", "200 list of pods, 45 items", "200 list of secrets, 45 items"],
];
for (const [what, before, after] of other) {
  test(`${what} is what was accepted`, () => {
    assert.deepEqual(proofDifference([item(before)], [item(after)]), { before, after });
  });
}

test("the same answer to another request is another answer", () => {
  const exec = item("200 ok", { sent: "GET https://192.0.2.4:10250/exec without credentials" });
  assert.notEqual(proofDifference([item("200 ok")], [exec]), null);
});

test("what did not decide does not void", () => {
  const aside = (received: string) => item(received, { decisive: false, sent: "GET /healthz" });
  assert.equal(proofDifference([item("200 ok"), aside("200 ok")], [item("200 ok"), aside("401 Unauthorized")]), null);
  assert.notEqual(proofDifference([aside("200 ok")], [aside("401 Unauthorized")]), null);
});

test("a renamed subject is the same one; another's name is not", () => {
  const before = [item("system:node:harbor-node-3", { sent: "KubeletConfiguration of harbor-node-3" })];
  const after = [item("system:node:harbor-worker-3", { sent: "KubeletConfiguration of harbor-worker-3" })];
  assert.equal(proofDifference(before, after, ["harbor-node-3", "harbor-worker-3"]), null);
  assert.notEqual(proofDifference(before, after, ["harbor-worker-3"]), null);
});

test("a line more, and a line less, are told", () => {
  const one = [item("200 ok", { detail: ["path /metrics"] })];
  const two = [item("200 ok", { detail: ["path /metrics", "path /debug"] })];
  assert.deepEqual(proofDifference(one, two), { before: null, after: "path /debug" });
  assert.deepEqual(proofDifference(two, one), { before: "path /debug", after: null });
});

test("a proof never differs from itself in any order, and a difference is seen from both sides", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 30 });
  const proofs = fc.array(
    fc.record({ sent: text, received: text, vantage: fc.constant(null), decisive: fc.boolean() }),
  );
  fc.assert(
    fc.property(proofs, proofs, (a, b) => {
      assert.equal(proofDifference(a, [...a].reverse()), null);
      const [there, back] = [proofDifference(a, b), proofDifference(b, a)];
      assert.equal(there === null, back === null);
    }),
  );
});

test("a text is steady once it was made so", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), (text) => {
      assert.equal(steadyText(steadyText(text)), steadyText(text));
    }),
  );
});
