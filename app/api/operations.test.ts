import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { openapiDocument } from "./openapi-document.ts";
import { operations } from "./operations.ts";

const here = import.meta.dirname;

/** "get /api/v1/nodes/{id}" for each method that a route file exports; [...path] answers what is no operation. */
function routes(): string[] {
  const files = globSync("**/route.ts", { cwd: here }).filter((file) => !file.startsWith("[...path]"));
  return files.flatMap((file) => {
    const path = `/api/${dirname(file)}`.replaceAll(/\[(\w+)\]/g, "{$1}");
    const source = readFileSync(join(here, file), "utf8");
    const methods = [...source.matchAll(/export const (GET|POST|PUT|PATCH|DELETE)\b/g)];
    return methods.map((match) => `${(match[1] ?? "").toLowerCase()} ${path}`);
  });
}

test("the OpenAPI document lists exactly the routes there are", () => {
  assert.deepEqual(operations.map(({ method, path }) => `${method} ${path}`).sort(), routes().sort());
});

test("parameters in the path are required, those of a query come from the schema", () => {
  type Described = { parameters: { name: string; required: boolean }[] };
  const { paths } = openapiDocument();
  const diff = paths["/api/v1/scans/{id}/diff/{other}"]?.get as Described;
  assert.deepEqual(
    diff.parameters.map((entry) => [entry.name, entry.required]),
    [
      ["id", true],
      ["other", true],
      ["kind", false],
      ["limit", false],
      ["cursor", false],
    ],
  );
  const trends = paths["/api/v1/trends"]?.get as Described;
  assert.deepEqual(
    trends.parameters.map((entry) => entry.name),
    ["cluster", "days", "from", "to", "dimension", "value", "rules"],
  );
});
