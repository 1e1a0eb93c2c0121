import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { AppError } from "../domain/errors.ts";
import { withRetries } from "./retry.ts";

describe("a write to a database that went away", () => {
  const away = new AppError("unavailable", "The database cannot be reached.");

  it("is tried until it succeeds", async () => {
    let calls = 0;
    const retried: number[] = [];
    const value = await withRetries(
      async () => {
        calls += 1;
        if (calls < 3) throw away;
        return "stored";
      },
      { pausesMs: [1, 2, 3], onRetry: (_error, pauseMs) => retried.push(pauseMs) },
    );
    assert.equal(value, "stored");
    assert.deepEqual(retried, [1, 2]);
  });

  it("fails in the end, so that the queue tries the whole job again", async () => {
    let calls = 0;
    await assert.rejects(
      withRetries(
        async () => {
          calls += 1;
          throw away;
        },
        { pausesMs: [1, 1] },
      ),
      /cannot be reached/,
    );
    assert.equal(calls, 3);
  });

  it("is not tried again for a reason that stays", async () => {
    let calls = 0;
    await assert.rejects(
      withRetries(
        async () => {
          calls += 1;
          throw new AppError("conflict", "over");
        },
        { pausesMs: [1, 1] },
      ),
      /over/,
    );
    assert.equal(calls, 1);
  });
});
