import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { parseSecretKey, secretKey } from "./secret-key.ts";

const folder = mkdtempSync(join(tmpdir(), "breakwater-key-"));
after(() => rmSync(folder, { recursive: true }));

test("a key is read from hex, base64 or a passphrase of 32 characters", () => {
  const bytes = Buffer.alloc(32, 7);
  assert.deepEqual(parseSecretKey(bytes.toString("hex")), bytes);
  assert.deepEqual(parseSecretKey(` ${bytes.toString("base64")}\n`), bytes);
  assert.deepEqual(parseSecretKey(bytes.toString("base64url")), bytes);
  assert.equal(parseSecretKey("correct horse battery staple, and more").length, 32);
});

test("a short key is refused by the name of the variable, without quoting it", () => {
  assert.throws(
    () => parseSecretKey("hunter2"),
    (error: Error) => {
      assert.match(error.message, /^BREAKWATER_SECRET_KEY cannot be used as a secret key\. It must be 32 bytes/);
      assert.ok(!error.message.includes("hunter2"));
      return true;
    },
  );
});

test("without a variable one key is made in the data folder, for its owner's eyes only, and kept", () => {
  const environment = { BREAKWATER_DATA_DIR: join(folder, "data") };
  const made = secretKey(environment);
  assert.equal(made.length, 32);
  assert.deepEqual(secretKey(environment), made);
  assert.deepEqual(readdirSync(join(folder, "data")), ["secret-key"]);
  assert.equal(statSync(join(folder, "data", "secret-key")).mode & 0o777, 0o600);
});

test("the variable wins over the file", () => {
  const key = Buffer.alloc(32, 9).toString("hex");
  assert.deepEqual(secretKey({ BREAKWATER_SECRET_KEY: key, BREAKWATER_DATA_DIR: folder }), Buffer.alloc(32, 9));
});

test("a damaged key file is told by its name instead of being replaced", () => {
  const damaged = mkdtempSync(join(folder, "damaged-"));
  writeFileSync(join(damaged, "secret-key"), "oops");
  assert.throws(
    () => secretKey({ BREAKWATER_DATA_DIR: damaged }),
    /damaged-.*secret-key cannot be used as a secret key/,
  );
});
