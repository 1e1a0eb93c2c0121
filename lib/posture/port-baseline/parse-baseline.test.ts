import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseBaseline } from "./parse-baseline.ts";

const now = new Date("2026-11-21T08:00:00Z");
const head = "apiVersion: breakwater.dev/v1\nkind: PortBaseline\ncluster: harbor\n";
const nodes = [{ node: "cp-1", role: "control-plane", distribution: "kubeadm" }];
const parse = (text: string) => parseBaseline(text, { now, cluster: "harbor", nodes });
const said = (text: string) =>
  parse(text).problems.map(({ severity, line, column, message }) => `${severity} ${line}:${column} ${message}`);

describe("reading a baseline", () => {
  it("fills in what may be left out and keeps the rest", () => {
    const { baseline, problems } = parse(
      `${head}expected:\n  - ports: 10250\n    nodes: { role: control-plane }\n    because: kubelet\n  - ports: 30000 - 32767\n    protocol: UDP\n    from: [pod, internet]\n    service: payments/shop\n    owner: shop\n    because: the shop\n    until: 2027-03-31\n`,
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(baseline?.expected, [
      { ports: "10250", protocol: "TCP", nodes: { role: "control-plane" }, because: "kubelet" },
      {
        ports: "30000-32767",
        protocol: "UDP",
        nodes: {},
        from: ["internet", "pod"],
        service: "payments/shop",
        owner: "shop",
        because: "the shop",
        until: "2027-03-31",
      },
    ]);
  });

  const wrong: [when: string, text: string, expected: RegExp][] = [
    [
      "a key is misspelt",
      `${head}expected:\n  - port: 1\n    because: x\n`,
      /error 5:5 An entry has no "port"; did you mean ports\?/,
    ],
    [
      "a key is unlike any",
      `${head}expected:\n  - zzz: 1\n    ports: 1\n    because: x\n`,
      /error 5:5 .*possible: ports, protocol/,
    ],
    [
      "a key of nodes is misspelt",
      `${head}expected:\n  - ports: 1\n    nodes: { rol: worker }\n    because: x\n`,
      /error 6:14 nodes has no "rol"; did you mean role\?/,
    ],
    [
      "a role is none",
      `${head}expected:\n  - ports: 1\n    nodes: { role: workr }\n    because: x\n`,
      /error 6:20 role cannot be "workr"; did you mean worker\?/,
    ],
    [
      "a distribution is none",
      `${head}expected:\n  - ports: 1\n    nodes: { distribution: kubadm }\n    because: x\n`,
      /did you mean kubeadm\?/,
    ],
    [
      "a vantage is none",
      `${head}expected:\n  - ports: 1\n    from: [pods]\n    because: x\n`,
      /from cannot be "pods"; did you mean pod\?/,
    ],
    ["from is empty", `${head}expected:\n  - ports: 1\n    from: []\n    because: x\n`, /expected from nowhere/],
    ["there is no reason", `${head}expected:\n  - ports: 1\n`, /error 5:5 An entry needs because/],
    ["a reason is empty", `${head}expected:\n  - ports: 1\n    because: ""\n`, /error 6:14 because must not be empty/],
    [
      "a port is none",
      `${head}expected:\n  - ports: 70000\n    because: x\n`,
      /error 5:12 ports cannot be "70000"; write one port, 10250/,
    ],
    ["a range runs backwards", `${head}expected:\n  - ports: 20-10\n    because: x\n`, /ports cannot be "20-10"/],
    [
      "a protocol is in small letters",
      `${head}expected:\n  - ports: 1\n    protocol: tcp\n    because: x\n`,
      /protocol cannot be "tcp"; did you mean TCP\?/,
    ],
    [
      "a day is none",
      `${head}expected:\n  - ports: 1\n    because: x\n    until: 2027-02-30\n`,
      /error 7:12 until cannot be "2027-02-30"/,
    ],
    [
      "a Service has no namespace",
      `${head}expected:\n  - ports: 1\n    service: shop\n    because: x\n`,
      /write "namespace\/name"/,
    ],
    [
      "it is another cluster's",
      head.replace("harbor", "skiff").concat("expected: []\n"),
      /error 3:10 .*"skiff", and not for "harbor"/,
    ],
    [
      "the version is another",
      head.replace("v1", "v2").concat("expected: []\n"),
      /error 1:13 apiVersion cannot be "breakwater.dev\/v2"/,
    ],
    ["there is no list", head, /expected is missing/],
    ["it is a list at the top", "- 1\n", /The text has to be a map/],
    ["it is empty", "", /The text has to be a map/],
    ["it is no YAML", `${head}expected: [\n`, /error \d+:\d+ This is no YAML/],
    ["a key stands twice", `${head}kind: PortBaseline\nexpected: []\n`, /The text has kind twice/],
    [
      "a reason has a control character",
      `${head}expected:\n  - ports: 1\n    because: "a\\0b"\n`,
      /because has a control/,
    ],
    ["an entry is an alias", `${head}expected:\n  - &a { ports: 1, because: x }\n  - *a\n`, /error 6:5 .*alias/],
  ];
  for (const [when, text, expected] of wrong)
    it(`points at the place when ${when}`, () => {
      assert.match(said(text).join("\n"), expected);
      assert.equal(parse(text).baseline, null);
    });

  const odd: [when: string, text: string, expected: RegExp][] = [
    [
      "an entry has ended",
      "  - { ports: 1, because: x, until: 2026-11-20 }\n",
      /warning 5:5 This entry ended on 2026-11-20/,
    ],
    ["an entry is said twice", "  - { ports: 1, because: x }\n  - { ports: 1, because: y }\n", /warning 6:5 .*again/],
    [
      "a wider one stands above",
      "  - { ports: 1-9, because: x }\n  - { ports: 2, nodes: { role: control-plane }, because: y }\n",
      /covers this one already \(1-9\/TCP\)/,
    ],
    ["no node has the role", "  - { ports: 1, nodes: { role: worker }, because: x }\n", /can never match/],
    ["no node has the name", '  - { ports: 1, nodes: { name: "w-*" }, because: x }\n', /can never match/],
    ["the reason is still to do", '  - { ports: 1, because: "TODO: say why" }\n', /still to be written/],
  ];
  for (const [when, text, expected] of odd)
    it(`warns and reads on when ${when}`, () => {
      assert.match(said(`${head}expected:\n${text}`).join("\n"), expected);
      assert.ok(parse(`${head}expected:\n${text}`).baseline);
    });

  it("does not warn of an entry that ends today or reaches further than the one above", () => {
    const text = "  - { ports: 1, because: x, until: 2026-11-21 }\n  - { ports: 1-2, because: y }\n";
    assert.deepEqual(said(`${head}expected:\n${text}`), []);
  });

  it("takes seconds, and not minutes, for the most that it reads", () => {
    const entries = Array.from({ length: 5_000 }, (_, index) => `  - { ports: ${index + 1}, because: x }\n`);
    const keys = Array.from({ length: 40_000 }, (_, index) => `k${index}: 1\n`);
    const before = process.cpuUsage();
    assert.equal(parse(`${head}expected:\n${entries.join("")}`).baseline?.expected.length, 5_000);
    assert.match(said(keys.join("")).join("\n"), /The text has no "k0"/);
    const { user } = process.cpuUsage(before);
    assert.ok(user < 10_000_000, `${user} µs`);
  });

  it("refuses what nests too deep before reading it", () => {
    for (const text of ["[".repeat(100_000), "{a: ".repeat(20_000), "- ".repeat(20_000), "? ".repeat(20_000)])
      assert.deepEqual(said(`${head}expected:\n${text}`), [
        "error 1:1 The text nests more than 50 levels; a list has four.",
      ]);
    assert.ok(parse(`${head}expected:\n${`  - { ports: 1, from: [pod], because: "[[[[" }\n`.repeat(60)}`).baseline);
  });

  it("refuses what is too large before reading it", () => {
    assert.match(said("a".repeat(512_001)).join(), /512000 are read/);
  });
});
