import assert from "node:assert/strict";
import { test } from "node:test";
import { nodeAfter, nodeBefore } from "./cluster-changes-fixture.ts";
import { type NodeAfter, type NodeBefore, nodeChanges } from "./node-changes.ts";

function changesOf(before: NodeBefore[], after: NodeAfter[], every = true) {
  return nodeChanges(before, after, (name) => `now-${name}`, every);
}
const brief = (of: ReturnType<typeof changesOf>) => of.map(({ kind, nodeId }) => [kind, nodeId]);

test("a node joins", () => {
  assert.deepEqual(brief(changesOf([nodeBefore("a")], [nodeAfter("a"), nodeAfter("b")])), [["node-joined", "now-b"]]);
});

test("a node leaves only with a report that names every node, and only once", () => {
  const before = [nodeBefore("a"), nodeBefore("b"), nodeBefore("c", { present: false })];
  assert.deepEqual(brief(changesOf(before, [nodeAfter("a")])), [["node-left", "id-b"]]);
  assert.deepEqual(changesOf(before, [nodeAfter("a")], false), []);
});

test("a node of the same name with another uid is one entry, with both of them in its facts", () => {
  const [entry, ...rest] = changesOf([nodeBefore("a")], [nodeAfter("a", { uid: "other", kubeletVersion: "v1.34.0" })]);
  assert.deepEqual(rest, []);
  assert.equal(entry?.kind, "node-replaced");
  assert.match(entry?.message ?? "", /v1\.33\.1 → v1\.34\.0/);
  const { before, after } = (entry?.facts ?? {}) as {
    before: { id: string; uid: string };
    after: { id: string; uid: string };
  };
  assert.deepEqual([before.id, before.uid, after.id, after.uid], ["id-a", "uid-a", "now-a", "other"]);
});

test("a name that comes back with another uid after its node had left is replaced, not joined", () => {
  const before = [nodeBefore("a", { present: false, uid: "first" }), nodeBefore("b")];
  assert.deepEqual(brief(changesOf(before, [nodeAfter("a"), nodeAfter("b")])), [["node-replaced", "now-a"]]);
});

test("a node that comes back with its uid is returned", () => {
  assert.deepEqual(brief(changesOf([nodeBefore("a", { present: false })], [nodeAfter("a")])), [
    ["node-returned", "now-a"],
  ]);
});

test("the same uid under another name is renamed, and neither left nor joined", () => {
  const [entry, ...rest] = changesOf([nodeBefore("a")], [nodeAfter("b", { uid: "uid-a" })]);
  assert.deepEqual(rest, []);
  assert.deepEqual([entry?.kind, entry?.facts.before, entry?.facts.after], ["node-renamed", "a", "b"]);
});

test("names that two machines exchange are two renames", () => {
  const after = [nodeAfter("a", { uid: "uid-b" }), nodeAfter("b", { uid: "uid-a" })];
  assert.deepEqual(
    changesOf([nodeBefore("a"), nodeBefore("b")], after).map(({ kind }) => kind),
    ["node-renamed", "node-renamed"],
  );
});

test("a kubelet is upgraded or downgraded, by direction", () => {
  const direction = (version: string | null) =>
    changesOf([nodeBefore("a")], [nodeAfter("a", { kubeletVersion: version })]).map(({ facts }) => facts.direction);
  assert.deepEqual([direction("v1.34.0"), direction("v1.32.9"), direction(null)], [["up"], ["down"], []]);
});

test("each field that changed is an entry; what is not known on one side is none; order does not count", () => {
  const before = nodeBefore("a", { addresses: ["127.0.0.1", "127.0.0.2"], ready: true, osImage: null });
  const after = nodeAfter("a", { addresses: ["127.0.0.2", "127.0.0.1"], ready: false, osImage: "Talos", roles: [] });
  assert.deepEqual(
    changesOf([before], [after]).map(({ message }) => message),
    ["a: roles worker → none", "Node a is no longer Ready"],
  );
  assert.deepEqual(changesOf([before], [nodeAfter("a", { addresses: [...before.addresses], ready: null })]), []);
});
