import assert from "node:assert/strict";
import { createServer } from "node:net";
import { type TestContext, test } from "node:test";
import { outcomeOf } from "./connect-outcome.ts";
import type { SweptPort } from "./probe-port.ts";
import { SweepHost, type SweepTarget } from "./sweep-host.ts";
import { type SweepOptions, type SweptTarget, sweepTcp } from "./sweep-tcp.ts";
import { silentPort } from "./test-silent-port.ts";
import { listen } from "./test-targets.ts";

async function sweep(targets: SweepTarget[], changes: Partial<SweepOptions> = {}): Promise<SweptTarget[]> {
  const options = { concurrency: 256, perHost: 64, timeoutMs: 400, signal: new AbortController().signal, ...changes };
  const results: SweptTarget[] = [];
  for await (const result of sweepTcp(targets, options)) results.push(result);
  return results;
}

function at(address: string, ports: readonly number[]): SweepTarget {
  return { node: address, address, ports };
}

function range(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => first + index);
}

function openPort(t: TestContext, address: string): Promise<number> {
  return listen(t, createServer(), address);
}

test("open, closed and silent ports are told apart with nmap's reasons", async (t) => {
  const address = "127.110.1.1";
  const open = await openPort(t, address);
  const silent = await silentPort(t, address);
  const [result] = await sweep([at(address, [open, silent, 1, 2])]);
  assert.ok(result?.complete);
  assert.equal(result.states.size, 4);
  assert.deepEqual([result.states.get(open)?.state, result.states.get(open)?.reason], ["open", "syn-ack"]);
  assert.ok((result.states.get(open)?.rttMs ?? -1) >= 0);
  assert.deepEqual(result.states.get(1), { state: "closed", rttMs: null, reason: "conn-refused" });
  assert.deepEqual(result.states.get(silent), { state: "filtered", rttMs: null, reason: "no-response" });
});

test("a listener that is back for the second look is open", async (t) => {
  const address = "127.110.1.2";
  const port = 20_111;
  setTimeout(() => void listen(t, createServer(), address, port), 10);
  const [result] = await sweep([at(address, [port])]);
  assert.equal(result?.states.get(port)?.state, "open");
});

test("every port of every host is decided, hosts in turn", async (t) => {
  const targets = range(1, 6).map((host) => at(`127.110.2.${host}`, range(20_000, 500)));
  const open = await openPort(t, "127.110.2.4");
  targets.push(at("127.110.2.4", [open]));
  const seen: number[] = [];
  const results = await sweep(targets, { onProgress: (done, planned) => seen.push(done / planned) });
  assert.equal(results.length, 7);
  for (const { states, address } of results.filter((one) => one.states.size > 1)) {
    assert.equal(states.size, 500, address);
    assert.ok([...states.values()].every((one) => one.state === "closed"));
  }
  assert.equal(results.find((one) => one.states.size === 1)?.states.get(open)?.state, "open");
  assert.equal(seen.at(-1), 1);
  assert.ok(seen.every((share, index) => share >= (seen[index - 1] ?? 0)));
});

test("an abort ends the sweep at once and keeps the hosts that were done", async (t) => {
  const silent = await silentPort(t, "127.110.3.2");
  const stop = new AbortController();
  const startedAt = performance.now();
  const results: SweptTarget[] = [];
  const targets = [at("127.110.3.1", [1, 2, 3]), at("127.110.3.2", [4, silent])];
  const options = { concurrency: 64, perHost: 8, timeoutMs: 20_000, signal: stop.signal };
  for await (const result of sweepTcp(targets, options)) {
    results.push(result);
    if (results.length === 1) setTimeout(() => stop.abort(), 100);
  }
  assert.ok(performance.now() - startedAt < 450, "no timeout was waited for");
  assert.deepEqual([results[0]?.address, results[0]?.complete, results[0]?.states.size], ["127.110.3.1", true, 3]);
  // The begun host keeps the port that was decided, and the other is absent: not looked at.
  assert.deepEqual([results[1]?.complete, [...(results[1]?.states.keys() ?? [])]], [false, [4]]);
});

test("a sweep that is aborted before it starts looks at nothing", async () => {
  assert.deepEqual(await sweep([at("127.110.3.3", [1])], { signal: AbortSignal.abort() }), []);
});

test("a rate limit is kept", async () => {
  const startedAt = performance.now();
  await sweep([at("127.110.4.1", range(20_000, 50))], { rate: 200 });
  const seconds = (performance.now() - startedAt) / 1000;
  // 50 ports are looked at twice: 100 connections, a tenth of a second's burst apart.
  assert.ok(seconds >= 0.35, `took ${seconds} s`);
  assert.ok(seconds < 1.5, `took ${seconds} s`);
});

test("one host never gets more connections at once than its window", async (t) => {
  let most = 0;
  let current = 0;
  const address = "127.110.5.1";
  const server = createServer((socket) => {
    current += 1;
    most = Math.max(most, current);
    socket.on("close", () => {
      current -= 1;
    });
  });
  const port = await listen(t, server, address);
  await sweep(
    range(0, 40).map(() => at(address, [port])),
    { concurrency: 4, perHost: 1 },
  );
  assert.ok(most >= 1);
  assert.ok(most <= 8, `${most} at once`);
});

test("trouble of our own side is a problem, never closed", () => {
  const host = new SweepHost(at("127.110.6.1", [80]), 100);
  let now = 0;
  for (let tries = 0; tries < 5; tries += 1) {
    let index = -1;
    while (index < 0) {
      now += 1000;
      index = host.next(now);
    }
    host.inFlight += 1;
    host.note(index, outcomeOf(["EMFILE", "EADDRNOTAVAIL", "ENOBUFS"][tries % 3] ?? ""), 1, now);
  }
  const expected: SweptPort = { state: null, rttMs: null, reason: null, problem: "connect failed: EADDRNOTAVAIL" };
  assert.deepEqual(host.states().get(80), expected);
});

for (const [code, reason] of [
  ["EHOSTUNREACH", "host-unreach"],
  ["ENETUNREACH", "net-unreach"],
  ["EACCES", "admin-prohibited"],
] as const) {
  test(`${code} is filtered with its reason`, () => {
    const host = new SweepHost(at("127.110.6.2", [80]), 100);
    host.inFlight += 1;
    host.note(host.next(1), outcomeOf(code), 1, 1);
    assert.deepEqual(host.states().get(80), { state: "filtered", rttMs: null, reason });
  });
}

test("stack traces are back once the last sweep has ended", async () => {
  const before = Error.stackTraceLimit;
  await Promise.all([sweep([at("127.110.7.1", [1])]), sweep([at("127.110.7.2", [1, 2])])]);
  assert.equal(Error.stackTraceLimit, before);
});

test("a sweep that nobody reads to its end stops", async () => {
  const before = Error.stackTraceLimit;
  const options = { concurrency: 64, perHost: 8, timeoutMs: 400, signal: new AbortController().signal };
  const targets = range(1, 40).map((host) => at(`127.110.8.${host}`, [1, 2, 3]));
  for await (const _first of sweepTcp(targets, options)) break;
  assert.equal(Error.stackTraceLimit, before);
});
