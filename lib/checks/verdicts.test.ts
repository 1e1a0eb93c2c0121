import assert from "node:assert/strict";
import { test } from "node:test";
import { fail } from "./verdicts.ts";

test("a fail shows first what decided, and keeps the order among what did and what did not", () => {
  const item = (sent: string, decisive: boolean) => ({ sent, received: "", at: "", vantage: null, decisive });
  const evidence = [item("a", false), item("b", true), item("c", false), item("d", true)];
  const shown = fail({ reason: "It is so.", evidence }).evidence.map(({ sent }) => sent);
  assert.deepEqual(shown, ["b", "d", "a", "c"]);
});
