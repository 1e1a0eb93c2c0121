import assert from "node:assert/strict";
import { test } from "node:test";
import { cleanText, visibleName } from "./clean-text.ts";
import { toBindings } from "./rbac.ts";
import { toBinding } from "./roles.ts";

test("a name shows what is hidden in it, and stays another than the one it imitates", () => {
  assert.equal(visibleName("system:node:worker-1"), "system:node:worker-1");
  assert.equal(visibleName("ad\u202Emin\n"), "ad\\u{202e}min\\u{a}");
  assert.notEqual(visibleName("admin\u200B"), visibleName("admin"));
  assert.ok(visibleName("x".repeat(1_000_000)).length <= 1000);
});

test("text of a machine is one line without signs that steer a terminal", () => {
  assert.equal(cleanText("a\u001b[31m\nb\u202E"), "a [31m b");
});

test("names of users, roles and bindings are kept visible", () => {
  const given = {
    metadata: { name: "open\nclusterrolebinding/cluster-admin" },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "view\u0000" },
    subjects: [
      { kind: "User", name: "eve\u202E" },
      { kind: "Group", name: "system:unauthenticated" },
    ],
  };
  const kept = JSON.stringify([toBinding("ClusterRoleBinding", given), toBindings(given)]);
  assert.doesNotMatch(JSON.parse(JSON.stringify(kept)), /[\n\0\u202E]|\\n|\\u0000/);
  assert.match(kept, /eve\\\\u\{202e\}/);
});
