import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { probes } from "./index.ts";

const room = import.meta.dirname;
const files = readdirSync(room).filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));
const declaring = files.filter((file) => /= defineProbe\(/.test(readFileSync(join(room, file), "utf8")));

test("every probe that is declared in a file is in the list, and under its file's name", () => {
  assert.deepEqual(probes.map((probe) => `${probe.id}.ts`).toSorted(), declaring.toSorted());
});

test("ids are there once and texts keep their limits", () => {
  assert.equal(new Set(probes.map((probe) => probe.id)).size, probes.length);
  for (const probe of probes) {
    assert.match(probe.id, /^[a-z]+[a-z0-9]*(?:-[a-z0-9]+)*$/);
    assert.ok(probe.title.length > 0 && probe.title.length <= 60, probe.id);
    assert.ok(probe.describes.length >= 30 && probe.describes.length <= 300, probe.id);
    assert.match(probe.describes, /[.]$/, probe.id);
  }
});

test("only requests that change nothing are ever posted", () => {
  const posted = files.flatMap((file) =>
    [...readFileSync(join(room, file), "utf8").matchAll(/questions\.post\(([^,]+),/g)].map((match) => match[1]),
  );
  // Source texts, not templates.
  const gateway = (path: string) => `\`\${gateway}${path}\``;
  assert.deepEqual(posted.toSorted(), [
    gateway("/cluster/member/list"),
    gateway("/kv/range"),
    "admissionPath",
    "proofPath",
    "reviewPath",
  ]);
});
