import assert from "node:assert/strict";
import { registerHooks } from "node:module";
import { test } from "node:test";

// Next's own bundler finds "next/headers" without its ending; Node does not.
registerHooks({
  resolve: (specifier, context, next) =>
    next(/^next\/[a-z]+$/.test(specifier) ? `${specifier}.js` : specifier, context),
});
const { GET } = await import("./route.ts");

test("a product without its database answers 503 and says what is wrong", async () => {
  process.env.DATABASE_URL = "postgresql://nobody@127.0.0.1:1/none";
  const request = new Request("http://127.0.0.1/api/health", { headers: { host: "127.0.0.1" } });
  const response = await GET(request);
  assert.equal(response.status, 503);
  assert.equal(response.headers.get("cache-control"), "no-store");
  const health = await response.json();
  assert.deepEqual([health.status, health.database], ["unavailable", "unavailable"]);
  assert.match(health.problems[0], /database cannot be reached/);
});
