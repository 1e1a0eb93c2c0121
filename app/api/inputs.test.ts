import assert from "node:assert/strict";
import { test } from "node:test";
import type { z } from "zod";
import { guardRoute } from "../../lib/guard/guard-route.ts";
import * as inputs from "./inputs.ts";

/** What a route with this schema answers to a query. */
async function answer(schema: z.ZodObject, query: string): Promise<{ status: number; detail?: string }> {
  const route = guardRoute("read", schema, async (input) => input);
  const request = new Request(`http://127.0.0.1/api/v1/x?${query}`, { headers: { host: "127.0.0.1" } });
  const response = await route(request);
  return { status: response.status, ...(await response.json()) };
}

const refusals: [schema: z.ZodObject, query: string, sentence: RegExp][] = [
  [inputs.scansQuery, "limit=abc", /^limit: must be a number, given once$/],
  [inputs.scansQuery, "limit=1&limit=2", /^limit: must be a number, given once$/],
  [inputs.scansQuery, "limit=1.5", /^limit: must be a whole number$/],
  [inputs.scansQuery, "limit=", /^limit: ask for at least 1$/],
  [inputs.trendsQuery, "days=x", /^days: must be a number, given once$/],
  [
    inputs.trendsQuery,
    "days=7&from=2026-11-01&to=2026-11-03",
    /^days: from says where the range begins; give days or from\.$/,
  ],
  [inputs.exposuresQuery, "cluster=a&cluster=b", /^cluster: may be given only once\.$/],
  [inputs.findingsQuery, "check=nope", /^check: there is no check "nope"; GET \/api\/v1\/checks lists them\.$/],
  [inputs.findingsQuery, "check=kubelet-anonymous-auth-enabled,nope", /^check: there is no check "nope";/],
];

for (const [schema, query, sentence] of refusals) {
  test(`?${query} is 422 with a sentence a person wrote`, async () => {
    const { status, detail = "" } = await answer(schema, query);
    assert.equal(status, 422);
    assert.match(detail, sentence);
  });
}

test("what cannot be read in a filter has its place beside its sentence", async () => {
  for (const schema of [inputs.findingsQuery, inputs.findingFacets, inputs.findingsExport]) {
    const said = await answer(schema, "q=port%3A10250+severty%3Ahigh");
    assert.equal(said.status, 422);
    assert.match(said.detail ?? "", /^q: There is no field "severty"\. Did you mean "severity"\?/);
    assert.deepEqual((said as { positions?: unknown }).positions, { q: { start: 11, end: 18 } });
  }
  assert.equal((await answer(inputs.findingsQuery, "q=worker-7+kubelet")).status, 200);
});

test("a parameter that a route does not know is named instead of left out", async () => {
  const schemas = Object.values(inputs).filter((schema) => "safeParse" in schema);
  assert.ok(schemas.length > 10);
  for (const schema of schemas) {
    const issues = schema.safeParse({ severty: "high" }).error?.issues ?? [];
    assert.deepEqual(
      issues.flatMap((issue) => (issue.code === "unrecognized_keys" ? issue.keys : [])),
      ["severty"],
    );
  }
  assert.match((await answer(inputs.findingsQuery, "severty=high")).detail ?? "", /^severty: is not known here/);
});

test("what findings can be asked for still is: lists, checks of the registry, and a limit", async () => {
  const asked = "check=kubelet-anonymous-auth-enabled&severity=critical,high&state=all&limit=2";
  assert.equal((await answer(inputs.findingsQuery, asked)).status, 200);
});
