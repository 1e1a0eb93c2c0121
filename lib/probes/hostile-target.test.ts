import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import type { Socket } from "node:net";
import { type TestContext, test } from "node:test";
import { createServer } from "node:tls";
import type { Observation } from "../domain/observation.ts";
import { issue } from "./test-certificates.ts";
import { answer, listen, listenHttp, listenTcp, lookAt } from "./test-targets.ts";

const pair = await issue({ subject: "CN=hostile" });
const quick = { timeoutMs: 300 };

/** A whole look at a port, with how long it took. */
async function timed(look: Promise<Observation>): Promise<{ seen: Observation; ms: number }> {
  const startedAt = performance.now();
  const seen = await look;
  return { seen, ms: performance.now() - startedAt };
}

function listenTls(t: TestContext, serve: (socket: Socket) => void): Promise<number> {
  const server = createServer({ key: pair.key, cert: pair.certificate });
  server.on("secureConnection", serve);
  return listen(t, server);
}

function trickle(socket: Socket, text: Buffer): void {
  let at = 0;
  const timer = setInterval(() => socket.write(text.subarray(at, ++at)), 50);
  socket.on("close", () => clearInterval(timer));
  socket.on("error", () => clearInterval(timer));
}

test("a target that never ends its handshake is given up in time and told as such", async (t) => {
  // The head of a handshake record whose end never comes.
  const port = await listenTcp(t, (socket) =>
    socket.once("data", () => socket.write(Buffer.of(22, 3, 3, 16, 0, 2, 0))),
  );
  const { seen, ms } = await timed(lookAt(port, { hint: "kubelet" }, quick));
  assert.deepEqual([seen.state, seen.tls?.handshake, seen.tls?.error], ["open", "failed", "timeout"]);
  assert.equal(seen.kubelet, undefined);
  assert.ok(ms < 3000, `took ${ms} ms`);
});

test("a target that accepts and stays silent is open, and nothing more is claimed", async (t) => {
  const port = await listenTcp(t, () => undefined);
  const { seen, ms } = await timed(lookAt(port, {}, quick));
  assert.deepEqual([seen.state, seen.service, seen.tls, seen.http], ["open", null, undefined, undefined]);
  assert.equal(seen.exchanges?.[0]?.error, "timeout");
  assert.ok(ms < 3000, `took ${ms} ms`);
});

test("a byte now and then does not stretch the deadline, in plain text or inside TLS", async (t) => {
  const text = Buffer.from(answer(200, "x".repeat(10_000)));
  const plain = await listenTcp(t, (socket) => trickle(socket, text));
  const shut = await listenTls(t, (socket) => trickle(socket, text));
  for (const port of [plain, shut]) {
    const { seen, ms } = await timed(lookAt(port, { hint: "nodeport" }, quick));
    assert.equal(seen.http, undefined);
    assert.ok(seen.exchanges?.some((exchange) => exchange.error === "timeout"));
    assert.ok(ms < 4000, `took ${ms} ms`);
  }
});

test("an API server that stops answering is asked no more than twice in vain", async (t) => {
  const version = answer(200, '{"gitVersion":"v1.36.2"}');
  const port = await listenTcp(t, (socket) => {
    socket.once("data", (chunk) => {
      if (chunk.toString().startsWith("GET /version")) socket.end(version);
      else if (!chunk.toString().startsWith("GET")) socket.destroy();
    });
  });
  const { seen, ms } = await timed(lookAt(port, { hint: "kube-apiserver-insecure" }, { ...quick, timeoutMs: 1000 }));
  assert.deepEqual([seen.apiServer?.version, seen.apiServer?.anonymous], ["v1.36.2", "unknown"]);
  assert.equal(seen.exchanges?.filter((exchange) => exchange.error === "timeout").length, 2);
  assert.ok(ms < 5000, `took ${ms} ms`);
});

test("a body of one GiB is cut at the limit and the rest is not taken", async (t) => {
  let sent = 0;
  const port = await listenTcp(t, (socket) => {
    socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${1024 ** 3}\r\n\r\n`);
    const block = Buffer.alloc(64 * 1024, "a");
    const pump = () => {
      while (!socket.destroyed && sent < 1024 ** 3) {
        sent += block.length;
        if (!socket.write(block)) return;
      }
    };
    socket.once("data", pump);
    socket.on("drain", pump);
  });
  const seen = await lookAt(port, { hint: "nodeport" }, { maxBytes: 50_000, timeoutMs: 5000 });
  const exchange = seen.exchanges?.find((one) => one.url.endsWith("/"));
  assert.deepEqual([exchange?.status, exchange?.bytes, exchange?.truncated], [200, 50_000, true]);
  assert.ok(sent < 64 * 1024 ** 2, `${sent} bytes were sent`);
});

test("an endless chunked body is cut as well", async (t) => {
  const chunk = `4000\r\n${"b".repeat(0x4000)}\r\n`;
  const port = await listenTcp(t, (socket) => {
    socket.once("data", () => {
      socket.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
      const timer = setInterval(() => socket.write(chunk.repeat(20)), 1);
      socket.on("close", () => clearInterval(timer));
    });
  });
  const seen = await lookAt(port, { hint: "nodeport" }, { maxBytes: 100_000, timeoutMs: 5000 });
  assert.deepEqual([seen.http?.status, seen.http?.bodyBytes], [200, 100_000]);
});

test("a body of one-byte chunks, which would cost a hundred times its size, is given up", async (t) => {
  const flood = Buffer.from("1\r\nb\r\n".repeat(10_000));
  const port = await listenTcp(t, (socket) => {
    const pump = () => {
      while (!socket.destroyed && socket.write(flood));
    };
    socket.once("data", () => {
      socket.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
      socket.on("drain", pump);
      pump();
    });
  });
  const { seen, ms } = await timed(lookAt(port, { hint: "nodeport" }, { maxBytes: 4 * 1024 ** 2, timeoutMs: 5000 }));
  const exchange = seen.exchanges?.find((one) => one.url.endsWith("/"));
  assert.deepEqual([exchange?.status, exchange?.truncated], [200, true]);
  assert.match(exchange?.summary ?? "", /cut by bad-chunk/);
  assert.ok((exchange?.bytes ?? 0) < 200_000 && ms < 3000, `${exchange?.bytes} bytes in ${ms} ms`);
});

test("announcements without end are no answer", async (t) => {
  const flood = Buffer.from("HTTP/1.1 100 Continue\r\n\r\n".repeat(2_000));
  const port = await listenTcp(t, (socket) => {
    const pump = () => {
      while (!socket.destroyed && socket.write(flood));
    };
    socket.once("data", pump);
    socket.on("drain", pump);
  });
  const { seen, ms } = await timed(lookAt(port, { hint: "nodeport" }, { timeoutMs: 5000 }));
  assert.equal(seen.exchanges?.[0]?.error, "head-too-long");
  assert.ok(ms < 4000, `took ${ms} ms`);
});

test("an endless head is cut", async (t) => {
  const port = await listenTcp(t, (socket) => {
    socket.once("data", () => socket.write(`HTTP/1.1 200 OK\r\n${"X-Filler: yes\r\n".repeat(10_000)}`));
  });
  const seen = await lookAt(port, { hint: "nodeport" }, quick);
  assert.equal(seen.exchanges?.[0]?.error, "head-too-long");
});

test("garbage is neither TLS nor HTTP, and what is kept of it is printable", async (t) => {
  const port = await listenTcp(t, (socket) => {
    socket.write(Buffer.concat([Buffer.from("\u001b[31m"), randomBytes(4096)]));
  });
  const seen = await lookAt(port, {}, quick);
  assert.deepEqual([seen.state, seen.tls, seen.http, seen.problem], ["open", undefined, undefined, undefined]);
  assert.doesNotMatch(JSON.stringify(seen), /\\u00[01]/);
});

test("a record that lies about its lengths ends the look, not the scanner", async (t) => {
  const lies = Buffer.from([22, 3, 3, 0, 8, 2, 0, 0, 4, 3, 3, 1, 2]);
  const port = await listenTcp(t, (socket) => socket.once("data", () => socket.end(lies)));
  const seen = await lookAt(port, {}, quick);
  assert.equal(seen.state, "open");
  assert.equal(seen.problem, undefined);
  assert.notEqual(seen.tls?.handshake, "complete");
});

test("a redirect to elsewhere is noted without its secrets and never followed", async (t) => {
  let followed = 0;
  const elsewhere = await listenTcp(t, (socket) => {
    followed += 1;
    socket.end();
  });
  const location = `http://user:pass@127.0.0.1:${elsewhere}/oauth2/start?state=secret#token`;
  const port = await listenHttp(t, { "*": answer(302, "", { Location: location }) });
  const seen = await lookAt(port, { hint: "nodeport" }, quick);
  assert.equal(seen.http?.location, `http://127.0.0.1:${elsewhere}/oauth2/start`);
  assert.equal(seen.http?.authentication, "required");
  assert.equal(followed, 0);
  assert.doesNotMatch(JSON.stringify(seen), /secret|pass@|token/);
});

test("what a refusal or a banner lets slip of passwords and tokens is not kept", async (t) => {
  const jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl";
  const slip = `no connection to postgres://app:hunter2@db:5432/shop; api_key=hunter2 "password": "hunter2" Bearer ${jwt}`;
  const port = await listenHttp(t, { "*": answer(500, slip) });
  const seen = await lookAt(port, { hint: "nodeport" });
  assert.match(JSON.stringify(seen.exchanges), /no connection to postgres:/);
  const greeter = await listenTcp(t, (socket) => socket.write(`welcome, token=${jwt}\n`));
  const greeting = await lookAt(greeter, {}, quick);
  assert.match(greeting.banner ?? "", /^welcome, token=/);
  assert.doesNotMatch(JSON.stringify([seen, greeting]), /hunter2|eyJ/);
});

test("a connection that closes in the middle of the body is told as cut", async (t) => {
  const port = await listenTcp(t, (socket) => {
    socket.once("data", () => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf"));
  });
  const seen = await lookAt(port, { hint: "kubelet-read-only" });
  const pods = seen.exchanges?.find((exchange) => exchange.url.endsWith("/pods"));
  assert.deepEqual([pods?.status, pods?.bytes, pods?.truncated], [200, 4, true]);
  assert.equal(seen.kubelet, undefined);
});

test("a connection that closes in the middle of the handshake is a failed handshake", async (t) => {
  const port = await listenTcp(t, (socket) =>
    socket.once("data", () => socket.end(Buffer.of(22, 3, 3, 1, 0, 2, 0, 0))),
  );
  const seen = await lookAt(port, { hint: "kube-apiserver" }, quick);
  assert.deepEqual([seen.state, seen.tls?.handshake, seen.apiServer], ["open", "failed", undefined]);
});

test("a reset on connect leaves the port open and everything else unknown", async (t) => {
  const port = await listenTcp(t, (socket) => socket.resetAndDestroy());
  const seen = await lookAt(port, {}, quick);
  assert.deepEqual([seen.state, seen.service, seen.problem], ["open", null, undefined]);
});

test("an abort ends a hanging look at once and says so", async (t) => {
  const port = await listenTcp(t, () => undefined);
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 50);
  const { seen, ms } = await timed(lookAt(port, {}, { signal: stop.signal, timeoutMs: 20_000 }));
  assert.ok(ms < 1000, `took ${ms} ms`);
  assert.match(seen.problem ?? "", /stopped before/);
});
