import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { getDatabase } from "./client.ts";
import { startTestDatabase } from "./database-fixture.ts";
import { findDrift, readCatalog } from "./schema-drift.ts";
import { readSchemaFile } from "./schema-file.ts";

const schema = readFileSync(join(import.meta.dirname, "../../prisma/schema.prisma"), "utf8");
let url: string;
let stop: () => Promise<void>;
before(async () => {
  ({ url, stop } = await startTestDatabase());
});
after(() => stop());

const drift = async (text: string) => findDrift(readSchemaFile(text), await readCatalog(url));

test("schema.prisma and the migrations say the same tables, columns, keys and indexes", async () => {
  assert.deepEqual(await drift(schema), []);
});

const column = /^ {2}message +String\?\n/m;
const edits: [what: string, edit: (text: string) => string, expected: string[]][] = [
  ["lacks a column", (text) => text.replace(column, ""), ["only in the migrations: column Scan.message text null"]],
  [
    "has a column more",
    (text) => text.replace("model Worker {", "model Worker {\n  pid Int"),
    ["only in schema.prisma: column Worker.pid int4"],
  ],
  [
    "says another nullability",
    (text) => text.replace(column, "  message String\n"),
    ["only in schema.prisma: column Scan.message text", "only in the migrations: column Scan.message text null"],
  ],
  [
    "lacks an index",
    (text) => text.replace("  @@index([beatAt])\n", ""),
    ["only in the migrations: index Worker (beatAt)"],
  ],
];

for (const [what, edit, expected] of edits) {
  test(`a schema.prisma that ${what} is told`, async () => {
    assert.notEqual(edit(schema), schema);
    assert.deepEqual(await drift(edit(schema)), expected);
  });
}

test("a column that the migrations lack or have too many is told", async () => {
  await getDatabase().$executeRawUnsafe('alter table "Cluster" drop column "version", add column "extra" text');
  assert.deepEqual(await drift(schema), [
    "only in schema.prisma: column Cluster.version text null",
    "only in the migrations: column Cluster.extra text null",
  ]);
});

test("a line of schema.prisma that is not understood stops the comparison", () => {
  assert.throws(() => readSchemaFile("model A {\n  id String @id\n  @@fulltext([id])\n}\n"), /not understood/);
});
