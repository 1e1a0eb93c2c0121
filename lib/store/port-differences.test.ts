import assert from "node:assert/strict";
import { test } from "node:test";
import type { Observation } from "../domain/observation.ts";
import { seededChoices } from "./finding-fixture.ts";
import type { Answer } from "./port-answer.ts";
import { differences, type KnownPort, type KnownTarget } from "./port-differences.ts";
import { decodeCodes, emptyCodes, encodeCodes, formatRanges, mergeRanges, notLooked } from "./port-states.ts";
import type { SeenTarget } from "./seen-targets.ts";

const highest = 60;
const open = 2;
const minute = (n: number) => new Date(Date.UTC(2026, 10, 1, 0, n)).toISOString();

/** A port as a plain model holds it. */
interface Plain {
  code: number;
  hash: string | null;
  since: string;
}

const answerOf = (hash: string): Answer => ({ hash, service: hash, facts: {} as Observation });

/** A look at some ports: sometimes few, sometimes all, mostly in the states that they have. */
function randomLook(at: number, { whole, choose }: ReturnType<typeof seededChoices>): SeenTarget {
  const ranges = mergeRanges(
    Array.from({ length: whole(1, 4) }, (): [number, number] => {
      const from = whole(1, highest);
      return [from, Math.min(highest, from + choose([0, 1, 5, highest]))];
    }),
  );
  const codes = emptyCodes();
  const answers = new Map<number, Answer>();
  for (const [from, to] of ranges) {
    for (let port = from; port <= to; port += 1) {
      const code = whole(0, 3) === 0 ? whole(0, 4) : 1;
      codes[port] = code;
      if (code === open && whole(0, 1) === 0) answers.set(port, answerOf(choose(["kubelet", "etcd"])));
    }
  }
  const place = { key: "w1", nodeId: "w1", address: "127.0.0.1", protocol: "TCP" as const, sweep: null };
  const vantage = { name: "scanner", kind: "worker-node" as const };
  const states = encodeCodes(codes, ranges);
  return { ...place, vantage, ports: formatRanges(ranges), states, answers, listed: new Set(), at: minute(at) };
}

test("over wide and narrow looks every port is what it was seen as last, since when it became that", () => {
  const choices = seededChoices(7);
  const target: KnownTarget & { looks: NonNullable<KnownTarget["looks"]> } = {
    ...{ id: 1, ports: "", states: Buffer.alloc(0), firstLookedAt: minute(1), looks: [] },
  };
  const rows = new Map<number, KnownPort>();
  const model = new Map<number, Plain>();
  let ended = 0;
  for (let round = 1; round <= 500; round += 1) {
    const at = minute(round);
    const look = randomLook(round, choices);
    const { found, ports, states } = differences(look, target, { ports: [...rows.values()], full: true });
    for (const { port, code, answer, before } of found) {
      if (before) {
        const { code: state, since } = before;
        const was = model.get(port);
        assert.deepEqual([state, since], [was?.code, was?.since], `port ${port} in round ${round}`);
        ended += 1;
      }
      const hash = answer?.hash ?? null;
      rows.set(port, { targetId: 1, port, state: code, answerId: null, since: at, hash, service: hash });
    }
    const seen = decodeCodes(look.ports, look.states);
    for (let port = 1; port <= highest; port += 1) {
      const code = seen[port] ?? notLooked;
      const hash = look.answers.get(port)?.hash ?? null;
      const was = model.get(port);
      if (code !== notLooked && (was?.code !== code || was.hash !== hash)) model.set(port, { code, hash, since: at });
    }
    Object.assign(target, { ports, states });
    if (!target.looks.some((one) => one.ports === look.ports))
      target.looks.push({ id: round, ports: look.ports, firstAt: at });
    const known = decodeCodes(ports, states);
    for (let port = 1; port <= highest; port += 1) {
      const plain = model.get(port);
      assert.equal(known[port], plain?.code ?? notLooked, `port ${port} in round ${round}`);
      const row = rows.get(port);
      if (row) assert.deepEqual([row.state, row.hash, row.since], [plain?.code, plain?.hash, plain?.since]);
      else assert.notEqual(plain?.code, open);
    }
  }
  assert.ok(ended > 1000, `${ended} intervals ended`);
});

test("what a re-check saw after the scan had looked is not undone, and a port of an earlier look is left alone", () => {
  const codes = emptyCodes().fill(1);
  const ranges: [number, number][] = [[10, 12]];
  const known = {
    ...{ id: 1, ports: "10-12", states: encodeCodes(codes, ranges), firstLookedAt: minute(1) },
    looks: [{ id: 1, ports: "10-12", firstAt: minute(1) }],
  };
  const row = { targetId: 1, port: 11, state: 1, answerId: null, since: minute(9), hash: null, service: null };
  const seen = emptyCodes();
  seen[11] = open;
  const look: SeenTarget = {
    ...{ key: "w1", nodeId: "w1", address: "127.0.0.1", protocol: "TCP", sweep: null, ports: "11" },
    ...{ vantage: { name: "scanner", kind: "worker-node" }, states: encodeCodes(seen, [[11, 11]]) },
    ...{ answers: new Map(), listed: new Set(), at: minute(8) },
  };
  assert.deepEqual(differences(look, known, { ports: [row], full: true }).found, []);
  const later = differences({ ...look, at: minute(10) }, known, { ports: [row], full: true });
  assert.deepEqual(
    later.found.map(({ port, code, before }) => [port, code, before?.since]),
    [[11, open, minute(9)]],
  );
  assert.deepEqual([...decodeCodes(later.ports, later.states).slice(10, 13)], [1, open, 1]);
});
