import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { seal, unseal } from "./seal.ts";

const key = randomBytes(32);

test("what is sealed opens again for its owner and does not show the secret", () => {
  const sealed = seal("token: abc ü", "cluster-1", key);
  assert.match(sealed, /^v1\.[\w-]{16}\.[\w-]{22}\.[\w-]+$/);
  assert.ok(!sealed.includes("abc"));
  assert.equal(unseal(sealed, "cluster-1", key), "token: abc ü");
});

test("the same secret is sealed differently each time", () => {
  assert.notEqual(seal("secret", "cluster-1", key), seal("secret", "cluster-1", key));
});

test("an empty secret is a secret too", () => {
  assert.equal(unseal(seal("", "cluster-1", key), "cluster-1", key), "");
});

test("another key, another owner or an altered text does not open, and says what to do", () => {
  const sealed = seal("secret", "cluster-1", key);
  const altered = `${sealed.slice(0, -2)}${sealed.endsWith("AA") ? "BB" : "AA"}`;
  const attempts = [
    () => unseal(sealed, "cluster-1", randomBytes(32)),
    () => unseal(sealed, "cluster-2", key),
    () => unseal(altered, "cluster-1", key),
  ];
  for (const attempt of attempts) {
    assert.throws(attempt, { code: "unavailable", message: /Set BREAKWATER_SECRET_KEY to the former key/ });
  }
});

test("a format of another version is told apart from a wrong key", () => {
  assert.throws(() => unseal("v2.a.b.c", "cluster-1", key), { code: "unavailable", message: /format/ });
  assert.throws(() => unseal("kubeconfig", "cluster-1", key), { code: "unavailable", message: /format/ });
});
