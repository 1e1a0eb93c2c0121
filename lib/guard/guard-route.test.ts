import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { z } from "zod";
import { AppError } from "../domain/errors.ts";
import { guardRoute } from "./guard-route.ts";

const schema = z.object({
  id: z.string(),
  days: z.coerce.number().int().max(400, "ask for at most 400 days").default(30),
});
const route = guardRoute("read", schema, async (input) => input);

function get(query: string, host = "127.0.0.1:3000"): Request {
  return new Request(`http://${host}/api/v1/x${query}`, { headers: { host } });
}

function post(body: string, contentType = "application/json"): Request {
  return new Request("http://127.0.0.1/x", {
    method: "POST",
    body,
    headers: { host: "127.0.0.1", "content-type": contentType },
  });
}

const context = { params: Promise.resolve({ id: "a" }) };

test("path and query become one input", async () => {
  const response = await route(get("?days=7"), context);
  assert.deepEqual(await response.json(), { id: "a", days: 7 });
});

test("the path cannot be overruled by the query", async () => {
  assert.equal((await (await route(get("?id=b"), context)).json()).id, "a");
});

test("input that does not fit is 422 with a sentence for the field", async () => {
  const response = await route(get("?days=900"), context);
  assert.equal(response.status, 422);
  assert.equal(response.headers.get("content-type"), "application/problem+json");
  const problem = await response.json();
  assert.equal(problem.detail, "days: ask for at most 400 days");
  assert.deepEqual(problem.fields, { days: "ask for at most 400 days" });
});

test("a foreign host name on a loopback binding is refused", async () => {
  const response = await route(get("", "evil.example"), context);
  assert.equal(response.status, 403);
  assert.match((await response.json()).detail, /evil\.example/);
});

test("bodies must be JSON objects sent as JSON", async () => {
  assert.match((await (await route(post("{", "application/json"), context)).json()).detail, /not JSON/);
  assert.match((await (await route(post("[1]", "application/json"), context)).json()).detail, /must be a JSON object/);
  assert.match((await (await route(post("a=1", "text/plain"), context)).json()).detail, /application\/json/);
  assert.match((await (await route(post(`{"a":"${"x".repeat(1_100_000)}"}`), context)).json()).detail, /over 1 MiB/);
});

test("errors leave with their status, and what was not expected is not told", async () => {
  const logged = mock.method(console, "error", () => undefined);
  const failing = (error: Error) => guardRoute("read", z.object({}), async () => Promise.reject(error))(get(""));
  assert.equal((await failing(new AppError("not-found", "No such scan."))).status, 404);
  assert.equal((await failing(new AppError("conflict", "A scan is running."))).status, 409);
  assert.equal((await failing(new AppError("unavailable", "The database is gone."))).status, 503);
  const unexpected = await failing(new Error("password=hunter2"));
  assert.equal(unexpected.status, 500);
  assert.ok(!(await unexpected.text()).includes("hunter2"));
  assert.equal(logged.mock.callCount(), 1);
  logged.mock.restore();
});

test("a missing permission names itself", async () => {
  const { admit } = await import("./admit.ts");
  await assert.rejects(admit(new Headers({ host: "127.0.0.1" }), "fly" as "read"), /permission "fly" is missing/);
});
