import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { createServer } from "node:tls";
import type { HttpFacts } from "../domain/observation.ts";
import { issue } from "./test-certificates.ts";
import { answer, answerRequests, listen, listenHttp, listenTcp, lookAt } from "./test-targets.ts";

async function httpOf(t: TestContext, root: string): Promise<HttpFacts> {
  const seen = await lookAt(
    await listenHttp(t, { "GET /": root, "*": answer(404, "nothing here") }),
    {},
    { timeoutMs: 200 },
  );
  assert.ok(seen.http, "HTTP was recognised");
  assert.equal(seen.service, "http");
  return seen.http;
}

const page = (body: string) => answer(200, `<!doctype html>${body}`, { "Content-Type": "text/html" });

for (const [name, root, authentication, contentKind] of [
  ["a page that anybody reads", page("<title>Shop</title>"), "none", "page"],
  ["a page with a sign-in form", page('<form><input name="p" type="password"></form>'), "required", "page"],
  ["401", answer(401, "no"), "required", "other"],
  ["403", answer(403, "no"), "required", "other"],
  ["200 with WWW-Authenticate", answer(200, "x", { "WWW-Authenticate": "Basic" }), "required", "other"],
  ["a redirect to HTTPS", answer(301, "", { Location: "https://example.test/" }), "redirect-to-https", "empty"],
  ["a redirect to a sign-in page", answer(302, "", { Location: "/login?next=/" }), "required", "empty"],
  ["a redirect to another path", answer(302, "", { Location: "/app/" }), "unknown", "empty"],
  ["404", answer(404, "404 page not found\n"), "unknown", "other"],
  ["metrics", answer(200, "# HELP up Is it up\n# TYPE up gauge\nup 1\n"), "none", "metrics"],
  ["a health answer", answer(200, "ok"), "none", "health"],
  ["health as JSON", answer(200, '{"status":"UP"}'), "none", "health"],
  ["an API", answer(200, '{"items":[]}'), "none", "api"],
] as const) {
  test(`${name} is ${authentication} and ${contentKind}`, async (t) => {
    const facts = await httpOf(t, root);
    assert.deepEqual([facts.authentication, facts.contentKind], [authentication, contentKind]);
  });
}

test("title and server are kept clean and short", async (t) => {
  const facts = await httpOf(
    t,
    answer(200, `<title>\u001b[31mGrafana ${"x".repeat(400)}</title>`, {
      "Content-Type": "text/html",
      Server: "nginx/1.22\u0007",
    }),
  );
  assert.match(facts.title ?? "", /^Grafana x+…$/);
  assert.ok(Buffer.byteLength(facts.title ?? "") <= 200);
  assert.equal(facts.server, "nginx/1.22");
});

test("HTTPS is spoken where TLS was, and credentials are never sent", async (t) => {
  const pair = await issue({ subject: "CN=shop" });
  const requests: string[] = [];
  const server = createServer({ key: pair.key, cert: pair.certificate });
  server.on("secureConnection", (socket) => {
    socket.on("data", (chunk) => requests.push(chunk.toString("latin1")));
    answerRequests(socket, { "*": page("<title>Shop</title>") });
  });
  const port = await listen(t, server);
  const seen = await lookAt(port, { hint: "nodeport" });
  assert.deepEqual([seen.service, seen.http?.scheme, seen.http?.title], ["https", "https", "Shop"]);
  assert.ok(requests.length > 0);
  for (const request of requests) assert.doesNotMatch(request, /authorization|cookie/i);
});

test("a body in chunks is put together", async (t) => {
  const chunked =
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7;x=y\r\n<title>\r\nb\r\nIn</title>xx\r\n0\r\n\r\n";
  const facts = await httpOf(t, chunked);
  assert.deepEqual([facts.title, facts.bodyBytes], ["In", 18]);
});

test("a server that speaks first is named by its banner", async (t) => {
  const port = await listenTcp(t, (socket) => {
    socket.write("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n");
    socket.on("data", () => socket.destroy());
  });
  const seen = await lookAt(port, {}, { timeoutMs: 300 });
  assert.deepEqual([seen.service, seen.banner], ["ssh", "SSH-2.0-OpenSSH_9.2p1 Debian-2"]);
});
