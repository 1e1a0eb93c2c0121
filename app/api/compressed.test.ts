import assert from "node:assert/strict";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { compressedJson } from "./compressed.ts";

const ask = (accept: string) => new Request("http://localhost/", { headers: { accept } });
const value = { rows: Array.from({ length: 1000 }, (_, index) => ({ index, name: "worker" })) };

test("who accepts gzip by name gets the same JSON compressed, everybody else JSON", async () => {
  const packed = await compressedJson(value, ask("application/gzip, application/json"));
  const body = Buffer.from(await packed.arrayBuffer());
  assert.equal(packed.headers.get("content-type"), "application/gzip");
  assert.deepEqual(JSON.parse(gunzipSync(body).toString()), value);
  assert.ok(body.length < JSON.stringify(value).length / 4);
  for (const accept of ["application/json", "*/*"]) {
    const plain = await compressedJson(value, ask(accept));
    assert.equal(plain.headers.get("content-type"), "application/json");
    assert.deepEqual(await plain.json(), value);
  }
});
