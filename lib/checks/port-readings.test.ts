import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { nodeSubject } from "./node-subjects.ts";
import { openItems, silenceOf } from "./port-readings.ts";
import { evidenceOf, hardened, type Seen } from "./sample-evidence.ts";
import { exchange, observation } from "./sample-facts.ts";

const untouchedPort = 64_999;

function silence(changes: Partial<Seen>): string {
  const evidence = evidenceOf({ ...hardened(), ...changes });
  const node = evidence.node("worker-1");
  assert.ok(node);
  return silenceOf(evidence, nodeSubject(node, untouchedPort));
}

describe("a port that was not looked at", () => {
  test("is looked at by a wider profile only where the profile was the quick one", () => {
    assert.match(silence({ profile: "quick" }), /not looked at .*: scan with the standard profile\.$/);
    for (const profile of ["standard", "full"] as const) {
      assert.doesNotMatch(silence({ profile }), /standard profile\./);
      assert.match(silence({ profile }), new RegExp(`the ${profile} scan ended before it, or was told which ports`));
    }
  });

  test("is told to be left out by a scan that was stopped, or that made no probe of the node", () => {
    assert.match(silence({ stopped: true, profile: "quick" }), /the scan was stopped before that: scan again\.$/);
    assert.match(silence({ sweeps: [], observations: [] }), /no probe of it was made/);
  });

  test("is no riddle on a node of which no port answers", () => {
    const silent = observation("worker-1", 10_250, { state: "filtered" });
    assert.match(silence({ sweeps: [], observations: [silent] }), /^No port of worker-1 answered/);
  });
});

describe("the proof of an open port", () => {
  const answers = (...statuses: (number | null)[]) => {
    const exchanges = statuses.map((status, index) => exchange(`http://192.0.2.21:10255/${index}`, status, ""));
    const open = observation("worker-1", 10_255, { state: "open", exchanges });
    return openItems([open], /./).map(({ received, decisive }) => `${received} ${decisive}`);
  };

  test("is what was given, beside what was not found or refused", () => {
    assert.deepEqual(answers(404, 200, 403), ["404 false", "200 true", "403 false"]);
  });

  test("is any answer but a refusal where nothing was given", () => {
    assert.deepEqual(answers(401, 404), ["401 false", "404 true"]);
  });

  test("is the open port where everything was refused", () => {
    assert.deepEqual(answers(403, 401), ["open (syn-ack) true", "403 false", "401 false"]);
  });
});
