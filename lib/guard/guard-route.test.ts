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

const change = guardRoute("scan", z.object({ name: z.string() }), async (input) => input, 201);

/** A request without a body: a page elsewhere may send it without asking first. */
async function statusOf(headers: Record<string, string>): Promise<number> {
  const url = "http://127.0.0.1:3000/x?name=planted";
  const sent = { host: "127.0.0.1:3000", ...headers };
  return (await change(new Request(url, { method: "POST", headers: sent }))).status;
}

test("a page of another origin may change nothing, with or without a body", async () => {
  assert.equal(await statusOf({ origin: "https://evil.example" }), 403);
  assert.equal(await statusOf({ origin: "http://127.0.0.1:4000" }), 403);
  assert.equal(await statusOf({ origin: "null" }), 403);
  assert.equal(await statusOf({ "sec-fetch-site": "cross-site" }), 403);
});

test("this server's own pages and other programs may", async () => {
  assert.equal(await statusOf({}), 201);
  assert.equal(await statusOf({ origin: "http://127.0.0.1:3000", "sec-fetch-site": "same-origin" }), 201);
  assert.equal(await statusOf({ origin: "https://ports.example", "x-forwarded-host": "ports.example" }), 201);
});

test("a type that a form may send does not pass for JSON by its parameter", async () => {
  const answer = await change(post(`{"name":"planted"}`, "text/plain; x=application/json"));
  assert.equal(answer.status, 422);
  assert.match((await answer.json()).detail, /content-type: application\/json/);
});

test("a body is read no further than the limit", async () => {
  let sent = 0;
  const body = new ReadableStream({
    pull(controller) {
      sent += 65_536;
      if (sent > 50_000_000) controller.close();
      else controller.enqueue(new Uint8Array(65_536).fill(0x20));
    },
  });
  const headers = { host: "127.0.0.1", "content-type": "application/json" };
  const streamed = { method: "POST", body, duplex: "half", headers };
  const answer = await change(new Request("http://127.0.0.1/x", streamed));
  assert.match((await answer.json()).detail, /over 1 MiB/);
  assert.ok(sent < 2_000_000, `${sent} bytes were read`);
});

test("a foreign host name is refused however loopback is written in HOST", async () => {
  const before = process.env.HOST;
  try {
    for (const host of ["", " ", "::1", "0:0:0:0:0:0:0:1", "localhost", "127.0.0.2"]) {
      process.env.HOST = host;
      assert.equal((await route(get("", "evil.example"), context)).status, 403, `HOST="${host}"`);
    }
    process.env.HOST = "0.0.0.0";
    assert.equal((await route(get("", "breakwater.example"), context)).status, 200);
  } finally {
    if (before === undefined) delete process.env.HOST;
    else process.env.HOST = before;
  }
});

const upload = guardRoute(
  "scan",
  z.object({ name: z.string(), file: z.instanceof(File) }),
  async (input) => input,
  201,
  {
    takesFiles: true,
    maxBodyBytes: 2_000_000,
  },
);

/** A form with a file of so many bytes, sent from a page of `origin`. */
async function form(bytes: number, origin = "http://127.0.0.1:3000"): Promise<Request> {
  const fields = new FormData();
  fields.set("name", "worker-1");
  fields.set("file", new File([new Uint8Array(bytes)], "nmap.xml"));
  const encoded = new Response(fields);
  const type = encoded.headers.get("content-type") ?? "";
  const headers = { host: "127.0.0.1:3000", origin, "content-type": type };
  return new Request("http://127.0.0.1:3000/x", { method: "POST", body: await encoded.arrayBuffer(), headers });
}

test("a route that takes files takes a form of its own pages, within its limit, and no other route does", async () => {
  assert.equal((await upload(await form(1_500_000))).status, 201);
  assert.match((await (await upload(await form(2_100_000))).json()).detail, /over 2 MiB/);
  assert.equal((await upload(await form(10, "https://evil.example"))).status, 403);
  assert.match((await (await change(await form(10))).json()).detail, /Send the body as JSON/);
});

test("a body that says it is too long is not read at all", async () => {
  const body = new ReadableStream({ pull: () => assert.fail("it was read") }, { highWaterMark: 0 });
  const headers = { host: "127.0.0.1", "content-type": "application/json", "content-length": "200000000" };
  const streamed = { method: "POST", body, duplex: "half", headers };
  const answer = await change(new Request("http://127.0.0.1/x", streamed));
  assert.match((await answer.json()).detail, /over 1 MiB/);
});
