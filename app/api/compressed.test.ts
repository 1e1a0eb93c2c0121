import assert from "node:assert/strict";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { compressedJson } from "./compressed.ts";

const ask = (encodings?: string) =>
  new Request("http://localhost/", encodings ? { headers: { "accept-encoding": encodings } } : {});
const value = { rows: Array.from({ length: 1000 }, (_, index) => ({ index, name: "worker" })) };

test("who takes gzip gets it, and everybody the same JSON", async () => {
  const packed = await compressedJson(value, ask("br, gzip;q=0.8"));
  const body = Buffer.from(await packed.arrayBuffer());
  assert.equal(packed.headers.get("content-encoding"), "gzip");
  assert.deepEqual(JSON.parse(gunzipSync(body).toString()), value);
  assert.ok(body.length < JSON.stringify(value).length / 4);
  const plain = await compressedJson(value, ask());
  assert.equal(plain.headers.get("content-encoding"), null);
  assert.deepEqual(await plain.json(), value);
});
