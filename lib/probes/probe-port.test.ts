import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultVantage } from "../domain/vantage.ts";
import { defineProbe, type ProbeContext } from "./define-probe.ts";
import { bindProbes } from "./probe-port.ts";

const target = {
  node: "worker-1",
  address: "127.0.0.1",
  port: 1,
  protocol: "TCP" as const,
  hint: null,
  caBundle: null,
};

function context(signal: AbortSignal): ProbeContext {
  return {
    signal,
    timeoutMs: 20,
    maxBytes: 1024,
    vantage: defaultVantage,
    now: () => new Date(0),
    authorizationProofs: false,
  };
}

/** Answers only when it is told to stop, as a server does that is always just in time. */
const slow = (id: string) =>
  defineProbe({
    id,
    title: id,
    describes: "Waits.",
    matches: () => true,
    run: (_target, { signal }) =>
      new Promise((resolve) => {
        if (signal.aborted) resolve({});
        else signal.addEventListener("abort", () => resolve({}), { once: true });
      }),
  });

test("all probes of one port together have an end, and the port is told as not looked into to its end", async () => {
  const probePort = bindProbes([slow("one"), slow("two"), slow("three")]);
  const startedAt = performance.now();
  const seen = await probePort(target, context(new AbortController().signal), {
    state: "open",
    rttMs: 1,
    reason: "syn-ack",
  });
  assert.ok(performance.now() - startedAt < 2000);
  assert.equal(seen.state, "open");
  assert.equal(seen.service, null);
  assert.match(seen.problem ?? "", /stopped before every probe had run/);
  assert.match(seen.problem ?? "", /took so long/);
});

test("a scan that is stopped is not blamed on the port", async () => {
  const stop = new AbortController();
  const seen = bindProbes([slow("one"), slow("two")])(target, context(stop.signal), {
    state: "open",
    rttMs: 1,
    reason: "syn-ack",
  });
  stop.abort();
  assert.doesNotMatch((await seen).problem ?? "", /took so long/);
});
