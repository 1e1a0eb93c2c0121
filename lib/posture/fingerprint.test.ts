import assert from "node:assert/strict";
import { test } from "node:test";
import { fingerprint } from "./fingerprint.ts";

const subject = { uid: "node-uid", port: 10250, protocol: "TCP" as const };
const base = fingerprint({ clusterUid: "cluster-uid", subject, checkId: "kubelet-x" });

test("a fingerprint is 32 hex characters and the same for the same input", () => {
  assert.match(base, /^[0-9a-f]{32}$/);
  assert.equal(fingerprint({ clusterUid: "cluster-uid", subject: { ...subject }, checkId: "kubelet-x" }), base);
  assert.equal(base, "4a9b0658eea53ab3930d143e19bcedfd");
});

test("names and addresses, which can be reused, do not enter it", () => {
  const renamed = { ...subject, name: "other", address: "192.0.2.1", kind: "Node" as const };
  assert.equal(fingerprint({ clusterUid: "cluster-uid", subject: renamed, checkId: "kubelet-x" }), base);
});

test("each part of the key makes another", () => {
  const others = [
    fingerprint({ clusterUid: "other", subject, checkId: "kubelet-x" }),
    fingerprint({ clusterUid: "cluster-uid", subject: { ...subject, uid: "other" }, checkId: "kubelet-x" }),
    fingerprint({ clusterUid: "cluster-uid", subject, checkId: "kubelet-y" }),
    fingerprint({ clusterUid: "cluster-uid", subject: { ...subject, port: 10255 }, checkId: "kubelet-x" }),
    fingerprint({ clusterUid: "cluster-uid", subject: { ...subject, protocol: "UDP" }, checkId: "kubelet-x" }),
    fingerprint({ clusterUid: "cluster-uid", subject: { uid: "node-uid" }, checkId: "kubelet-x" }),
  ];
  assert.equal(new Set([base, ...others]).size, 7);
});

test("a port without a protocol is TCP", () => {
  const plain = { uid: "node-uid", port: 10250 };
  assert.equal(fingerprint({ clusterUid: "cluster-uid", subject: plain, checkId: "kubelet-x" }), base);
});
