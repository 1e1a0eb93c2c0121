import assert from "node:assert/strict";
import { test } from "node:test";
import { requestOrigin } from "./request-origin.ts";

const of = (headers: Record<string, string>) => requestOrigin(new Headers(headers));

test("links lead to where the request was sent, encrypted where a proxy says so", () => {
  assert.equal(of({ host: "127.0.0.1:4000" }), "http://127.0.0.1:4000");
  assert.equal(of({ host: "bw.example", "x-forwarded-proto": "https, http" }), "https://bw.example");
});

test("a host that is none makes no address of its own", () => {
  assert.equal(of({ host: "a b/<script>" }), "http://localhost");
  assert.equal(of({ host: "bw.example/evil?x" }), "http://bw.example");
});
