import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { distributions } from "../../domain/distribution.ts";
import type { BaselineEntry, PortBaseline } from "../../domain/port-baseline.ts";
import { vantageKinds } from "../../domain/vantage.ts";
import { parseBaseline } from "./parse-baseline.ts";
import { withEntries, writeBaseline } from "./write-baseline.ts";

const now = new Date("2026-11-21T08:00:00Z");

/** Numbers that are the same in every run (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const texts = [
  "kubelet",
  "yes",
  "null",
  "- a",
  "a: b",
  "# no",
  "'",
  '"',
  "1e3",
  "0x10",
  "*x",
  "&y",
  "!!str z",
  "two\nlines",
  "ümlaut ✓",
  "{a}",
  "[b]",
  "%",
  "@",
  "`",
  "a #b",
  "~",
  "2027-03-31",
  "…: |",
];

function arbitrary(random: () => number): PortBaseline {
  const pick = <Value>(list: readonly Value[]): Value => list[Math.floor(random() * list.length)] as Value;
  const maybe = (fields: object) => (random() < 0.5 ? fields : {});
  const entry = (): BaselineEntry => {
    const first = 1 + Math.floor(random() * 65_000);
    return {
      ports: random() < 0.7 ? String(first) : `${first}-${first + 1 + Math.floor(random() * 500)}`,
      protocol: pick(["TCP", "UDP"] as const),
      nodes: {
        ...maybe({ role: pick(["control-plane", "worker"]) }),
        ...maybe({ distribution: pick(distributions) }),
        ...maybe({ name: pick(["worker-*", "*", "1", "true", "cp-1"]) }),
      },
      ...maybe({ from: vantageKinds.filter((_, index) => index === 0 || random() < 0.5) }),
      ...maybe({ service: pick(["payments/shop", "a/b"]) }),
      ...maybe({ owner: pick(texts) }),
      because: pick(texts),
      ...maybe({ until: pick(["2027-03-31", "2020-02-29"]) }),
    };
  };
  const expected = Array.from({ length: Math.floor(random() * 12) }, entry);
  return { apiVersion: "breakwater.dev/v1", kind: "PortBaseline", cluster: pick(texts), expected };
}

describe("writing a baseline", () => {
  it("gives a text that reads as what was written, whatever is in it", () => {
    const random = numbers(7);
    for (let round = 0; round < 400; round++) {
      const baseline = arbitrary(random);
      const text = writeBaseline(baseline);
      const read = parseBaseline(text, { now });
      assert.ok(read.baseline, `${text}\n${JSON.stringify(read.problems)}`);
      const set = ({ expected }: PortBaseline) => expected.map((one) => JSON.stringify(sorted(one))).sort();
      assert.deepEqual(set(read.baseline), set(baseline), text);
      assert.equal(read.baseline.cluster, baseline.cluster);
      assert.equal(writeBaseline(read.baseline), text, "the canonical text is canonical");
    }
  });

  it("gives the same text whatever order the entries come in", () => {
    const random = numbers(11);
    for (let round = 0; round < 100; round++) {
      const baseline = arbitrary(random);
      const turned = { ...baseline, expected: baseline.expected.toReversed() };
      assert.equal(writeBaseline(turned), writeBaseline(baseline));
    }
  });

  it("keeps what is noted a comment, on one line", () => {
    const random = numbers(3);
    const baseline = arbitrary(random);
    const text = writeBaseline(baseline, ["not proposed: x\nexpected: []"]);
    assert.match(text, /^# not proposed: x expected: \[\]$/m);
    assert.deepEqual(parseBaseline(text, { now }).baseline?.expected.length, baseline.expected.length);
  });
});

describe("adding to a text", () => {
  const text = `# Ours.
apiVersion: breakwater.dev/v1
kind: PortBaseline
cluster: harbor
expected:
  # The kubelet, see RFC 12.
  - ports: 10250 # every node
    because: kubelet
`;
  const entry: BaselineEntry = { ports: "4444", protocol: "TCP", nodes: { name: "worker-1" }, because: "backup" };

  it("keeps the person's comments and order", () => {
    const added = withEntries(text, [entry]);
    assert.ok(added.startsWith(text), added);
    assert.deepEqual(parseBaseline(added, { now }).baseline?.expected.at(-1), entry);
  });

  it("replaces what is said of the same port of the same nodes", () => {
    const twice = withEntries(withEntries(text, [{ ...entry, from: ["pod"], until: "2026-01-01" }]), [entry]);
    const { baseline, problems } = parseBaseline(twice, { now });
    assert.deepEqual(problems, []);
    assert.deepEqual(baseline?.expected.slice(1), [entry]);
    const other = withEntries(text, [{ ports: "10250", protocol: "TCP", nodes: {}, because: "new", owner: "ops" }]);
    assert.match(other, /# every node\n {4}because: new\n {4}owner: ops/);
  });

  it("begins a list where there is none", () => {
    for (const empty of ["expected: []", "expected:"]) {
      const added = withEntries(text.replace(/expected:.*$/s, `${empty}\n`), [entry]);
      assert.deepEqual(parseBaseline(added, { now }).baseline?.expected, [entry], added);
    }
  });

  it("does not touch what cannot be read", () => {
    assert.throws(() => withEntries("expected: [", [entry]), { code: "invalid" });
    assert.throws(() => withEntries("- 1", [entry]), { code: "invalid" });
  });
});

function sorted(entry: BaselineEntry) {
  const { nodes, ...rest } = entry;
  const keys = Object.entries({ ...rest, nodes: Object.entries(nodes).sort() });
  return keys.sort(([a], [b]) => a.localeCompare(b));
}
