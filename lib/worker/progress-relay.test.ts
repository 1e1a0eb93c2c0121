import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { ScanProgress } from "../domain/scan-report.ts";
import { relayProgress } from "./progress-relay.ts";

const at = (probesDone: number): ScanProgress => ({
  phase: "probes",
  nodesDone: 0,
  nodesKnown: 1,
  probesDone,
  probesPlanned: 100,
  unreachable: 0,
});

describe("the progress of a scan", () => {
  it("is passed on at intervals, only the newest, however often it is reported", async () => {
    const sent: number[] = [];
    const relay = relayProgress({
      send: async (progress) => {
        sent.push(progress.probesDone);
        return { cancelRequested: false };
      },
      onCancel: () => assert.fail("nobody cancelled"),
      onError: (error) => assert.fail(String(error)),
      everyMs: 20,
    });
    for (let done = 1; done <= 50; done += 1) relay.report(at(done));
    await sleep(70);
    await relay.stop();
    assert.equal(sent[0], 0);
    assert.ok(sent.length >= 2 && sent.length <= 6, `sent ${sent.length} times`);
    assert.equal(sent.at(-1), 50);
  });

  it("brings back the wish to cancel once, without any progress too", async () => {
    let cancelled = 0;
    const relay = relayProgress({
      send: async () => ({ cancelRequested: true }),
      onCancel: () => {
        cancelled += 1;
      },
      onError: (error) => assert.fail(String(error)),
      everyMs: 5,
    });
    await sleep(40);
    await relay.stop();
    assert.equal(cancelled, 1);
  });

  it("goes on when the database is away for a while", async () => {
    const errors: unknown[] = [];
    let calls = 0;
    const relay = relayProgress({
      send: async () => {
        calls += 1;
        if (calls < 3) throw new Error("away");
        return { cancelRequested: false };
      },
      onCancel: () => assert.fail("nobody cancelled"),
      onError: (error) => errors.push(error),
      everyMs: 5,
    });
    await sleep(60);
    await relay.stop();
    assert.equal(errors.length, 2);
    assert.ok(calls > 3);
  });
});
