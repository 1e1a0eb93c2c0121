import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { FindingState, Resolution } from "../domain/finding-state.ts";
import type { Severity } from "../domain/severity.ts";
import type { FindingChange, FindingStanding } from "../posture/index.ts";
import { query, transaction } from "./client.ts";
import { startTestDatabase } from "./database-fixture.ts";
import { addFinding, seededChoices } from "./finding-fixture.ts";
import { storeDecidedSpans, storeSpans } from "./store-spans.ts";

let stop: () => Promise<void>;
before(async () => {
  ({ stop } = await startTestDatabase());
  await query(
    (database) => database.$executeRaw`
    insert into "Cluster" ("id", "name", "source", "target", "origin") values ('c', 'c', 'kubeconfig', '', 'file')`,
  );
});
after(() => stop());

const at = (minute: number) => new Date(Date.UTC(2026, 10, 1, 0, minute)).toISOString();

interface Turn {
  minute: number;
  state: FindingState;
  severity?: Severity;
  resolution?: Resolution;
}

function changeOf(fingerprint: string, was: FindingStanding | null, turn: Turn): FindingChange {
  const resolved = turn.state === "resolved";
  const time = at(turn.minute);
  const after: FindingStanding = {
    fingerprint,
    checkId: "check",
    nodeUid: null,
    state: turn.state,
    decision: null,
    resolution: resolved ? (turn.resolution ?? "fixed") : null,
    severity: turn.severity ?? was?.severity ?? "high",
    verdict: resolved ? "pass" : "fail",
    reason: "",
    firstSeenAt: was?.firstSeenAt ?? time,
    failingSince: resolved ? null : (was?.failingSince ?? time),
    lastSeenAt: resolved ? (was?.lastSeenAt ?? time) : time,
    lastCheckedAt: time,
    resolvedAt: resolved ? time : null,
  };
  return { before: was, after, result: null, evidence: "keep", events: [] };
}

/** Tells the turns of one finding, each as often as asked, and returns its last standing. */
async function told(id: string, turns: readonly Turn[], times = 1): Promise<void> {
  let standing: FindingStanding | null = null;
  for (const turn of turns) {
    const change = changeOf(id, standing, turn);
    for (let time = 0; time < times; time += 1)
      await transaction((tx) => storeSpans(tx, { clusterId: "c" }, [change], new Map([[id, id]])));
    standing = change.after;
  }
}

interface Span {
  state: string;
  severity: string;
  opened: string;
  since: string;
  until: string;
  endedAs: string | null;
}

const minutes = (time: string) =>
  time === "infinity" ? "now" : String((Date.parse(time) - Date.parse(at(0))) / 60_000);

async function spansOf(id: string): Promise<string[]> {
  const rows = await query(
    (database) => database.$queryRaw<Span[]>`
    select "state", "severity", to_json("openedAt")#>>'{}' as "opened", to_json("since")#>>'{}' as "since",
      to_json("until")#>>'{}' as "until", "endedAs" from "FindingSpan" where "findingId" = ${id} order by "since"`,
  );
  return rows.map((row) =>
    [row.state, row.severity, minutes(row.opened), minutes(row.since), minutes(row.until), row.endedAs ?? ""]
      .join(" ")
      .trim(),
  );
}

test("each state and severity of a finding is a span, and its run of fails goes on through them", async () => {
  await addFinding("c", { id: "story" });
  const turns: Turn[] = [
    { minute: 1, state: "open" },
    { minute: 2, state: "open", severity: "critical" },
    { minute: 3, state: "accepted" },
    { minute: 5, state: "resolved", resolution: "node-gone" },
    { minute: 8, state: "open" },
  ];
  await told("story", turns);
  const expected = [
    "open high 1 1 2 severity",
    "open critical 1 2 3 state",
    "accepted critical 1 3 5 node-gone",
    "open critical 8 8 now",
  ];
  assert.deepEqual(await spansOf("story"), expected);
  await told("story", turns);
  assert.deepEqual(await spansOf("story"), expected, "told again, nothing new");
});

test("a change at the instant of the one before takes its place, and no span lasts no time", async () => {
  for (const id of ["same", "gone", "back"]) await addFinding("c", { id });
  await told("same", [
    { minute: 1, state: "open" },
    { minute: 2, state: "open", severity: "low" },
    { minute: 2, state: "accepted" },
  ]);
  assert.deepEqual(await spansOf("same"), ["open high 1 1 2 state", "accepted low 1 2 now"]);
  await told("gone", [
    { minute: 1, state: "open" },
    { minute: 1, state: "resolved" },
  ]);
  assert.deepEqual(await spansOf("gone"), []);
  await told("back", [
    { minute: 1, state: "open" },
    { minute: 4, state: "accepted" },
    { minute: 4, state: "resolved" },
  ]);
  assert.deepEqual(await spansOf("back"), ["open high 1 1 4 fixed"]);
});

test("a look that is told late begins no span before the end of the one before", async () => {
  await addFinding("c", { id: "late" });
  await told("late", [
    { minute: 1, state: "open" },
    { minute: 9, state: "resolved", resolution: "node-gone" },
    { minute: 6, state: "open" },
  ]);
  assert.deepEqual(await spansOf("late"), ["open high 1 1 9 node-gone", "open high 6 9 now"]);
});

test("a decision of a person is a span of its own, and one that changes nothing is none", async () => {
  await addFinding("c", { id: "decided" });
  await told("decided", [{ minute: 1, state: "open" }]);
  const decision = { findingId: "decided", severity: "high" as const, failingSince: at(1) };
  await transaction((tx) =>
    storeDecidedSpans(tx, "c", [{ ...decision, at: at(3), before: "open", after: "acknowledged" }]),
  );
  await transaction((tx) =>
    storeDecidedSpans(tx, "c", [{ ...decision, at: at(4), before: "resolved", after: "open" }]),
  );
  assert.deepEqual(await spansOf("decided"), ["open high 1 1 3 state", "acknowledged high 1 3 now"]);
});

test("after any turns, told twice each, the spans say for every instant what was last said before it", async () => {
  const { choose, whole } = seededChoices(20_261_101);
  for (let round = 0; round < 30; round += 1) {
    const id = `random-${round}`;
    await addFinding("c", { id });
    const turns: Turn[] = [];
    let minute = 1;
    for (let turn = 0; turn < 8; turn += 1) {
      const was = turns.at(-1)?.state ?? "resolved";
      const state = choose<FindingState>(was === "resolved" ? ["open", "accepted"] : ["open", "accepted", "resolved"]);
      const severity = choose<Severity>(["critical", "high"]);
      turns.push(state === "resolved" ? { minute, state } : { minute, state, severity });
      minute += whole(1, 3);
    }
    await told(id, turns, 2);
    const spans = await spansOf(id);
    for (let time = 0; time < minute; time += 1) {
      const last = turns.findLast((turn) => turn.minute <= time);
      const expected = !last || last.state === "resolved" ? [] : [`${last.state} ${last.severity}`];
      const found = spans.filter((span) => {
        const [, , , since = "", until = ""] = span.split(" ");
        return Number(since) <= time && (until === "now" || Number(until) > time);
      });
      assert.deepEqual(
        found.map((span) => span.split(" ").slice(0, 2).join(" ")),
        expected,
        `${id} at ${time}: ${spans}`,
      );
    }
  }
});
