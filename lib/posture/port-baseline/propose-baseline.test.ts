import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { standBaseline } from "./baseline-standing.ts";
import { type KnownNode, parseBaseline } from "./parse-baseline.ts";
import { proposeBaseline, type SeenPort, writeProposal } from "./propose-baseline.ts";

const now = new Date("2026-11-21T08:00:00Z");
const names = ["cp-1", "cp-2", ...Array.from({ length: 12 }, (_, index) => `worker-${index + 1}`)];
const nodes: KnownNode[] = names.map((node) => ({
  node,
  role: node.startsWith("cp") ? "control-plane" : "worker",
  distribution: "kubeadm",
}));

function seen(node: string, port: number, changes: Partial<SeenPort> = {}): SeenPort {
  const known = nodes.find((one) => one.node === node);
  assert.ok(known);
  return {
    ...known,
    port,
    protocol: "TCP",
    vantages: ["worker-node"],
    services: [],
    explanation: "the kubelet's own port",
    owner: null,
    speaks: null,
    nodePortOf: null,
    finding: null,
    ...changes,
  };
}
const everywhere = (port: number, changes: Partial<SeenPort> = {}) => names.map((name) => seen(name, port, changes));
const workers = names.slice(2);

describe("a proposal", () => {
  it("is one entry for what every node has, and one for what every node of a role has", () => {
    const open = [...everywhere(10250), seen("cp-1", 6443), seen("cp-2", 6443)];
    const { entries, left } = proposeBaseline(open, nodes);
    assert.deepEqual(
      entries.map(({ ports, nodes: about, from, because }) => [ports, about, from, because]),
      [
        ["10250", {}, ["worker-node"], "the kubelet's own port"],
        ["6443", { role: "control-plane" }, ["worker-node"], "the kubelet's own port"],
      ],
    );
    assert.deepEqual(left, []);
  });

  it("names nodes where only some have it", () => {
    const { entries } = proposeBaseline([seen("worker-2", 9100), seen("worker-4", 9100)], nodes);
    assert.deepEqual(
      entries.map((entry) => entry.nodes),
      [{ name: "worker-2" }, { name: "worker-4" }],
    );
  });

  it("never expects a port with a severe finding, and says so with its nodes", () => {
    const finding = { severity: "critical", title: "Read-only port of worker-2 is open" } as const;
    const open = workers.map((name) => seen(name, 10255, name === "worker-2" ? { finding } : {}));
    const { entries, left } = proposeBaseline(open, nodes);
    const standing = standBaseline(entries, open, now);
    assert.deepEqual(
      standing.drift.map(({ port }) => port.node),
      ["worker-2"],
    );
    assert.deepEqual(
      entries.map((entry) => entry.nodes.name),
      ["worker-1*", "worker-3", "worker-4", "worker-5", "worker-6", "worker-7", "worker-8", "worker-9"],
    );
    const text = writeProposal("harbor", { entries, left });
    assert.match(text, /^# not proposed: 10255\/TCP on worker-2: Read-only port of worker-2 is open \(critical\)$/m);
  });

  it("does not propose what only hundreds of names could say", () => {
    const many = Array.from({ length: 2000 }, (_, index) => ({
      node: `n-${index}`,
      role: "worker",
      distribution: "kubeadm",
    }));
    const finding = { severity: "high", title: "bad" } as const;
    const open = many.map((node, index) => ({
      ...seen("worker-1", 10250, index % 7 === 0 ? { finding } : {}),
      ...node,
    }));
    const { entries, left } = proposeBaseline(open, many);
    assert.deepEqual(entries, []);
    assert.match(left.map(({ why }) => why).join(), /bad \(high\).*it would take \d+ entries .*by hand/);
  });

  it("proposes a port with a milder finding", () => {
    const open = [seen("worker-1", 9100, { finding: { severity: "medium", title: "x" } })];
    assert.equal(proposeBaseline(open, nodes).entries.length, 1);
  });

  it("leaves out what nobody explains, and asks for a reason where something was only recognised", () => {
    const stranger = seen("worker-1", 4444, { explanation: null });
    const ssh = seen("worker-1", 22, { explanation: null, speaks: "ssh" });
    const { entries, left } = proposeBaseline([stranger, ssh], nodes);
    assert.deepEqual(
      entries.map(({ ports, because }) => [ports, because]),
      [["22", "TODO: ssh answers there; say who needs it"]],
    );
    assert.deepEqual(left, [{ port: 4444, protocol: "TCP", nodes: ["worker-1"], why: "nobody explains it" }]);
  });

  it("names a node port by its Service, and not at all where it is bad on a node", () => {
    const shop = { nodePortOf: "payments/shop", services: ["payments/shop"], owner: "shop" };
    const { entries } = proposeBaseline(everywhere(30080, shop), nodes);
    assert.deepEqual(
      entries.map(({ ports, service, nodes: about, owner }) => [ports, service, about, owner]),
      [["30080", "payments/shop", {}, "shop"]],
    );
    const finding = { severity: "high", title: "x" } as const;
    const bad = everywhere(30080, shop).map((port, index) => (index === 3 ? { ...port, finding } : port));
    assert.deepEqual(proposeBaseline(bad, nodes).entries, []);
  });

  it("expects only the places from which it was seen", () => {
    const open = workers.map((name) =>
      seen(name, 9100, name === "worker-3" ? { vantages: ["pod", "worker-node"] } : {}),
    );
    const { entries } = proposeBaseline(open, nodes);
    assert.deepEqual(entries.find(({ nodes: about }) => about.name === "worker-3")?.from, ["pod", "worker-node"]);
    const elsewhere = open.map((port) => ({ ...port, vantages: ["internet" as const] }));
    assert.equal(standBaseline(entries, elsewhere, now).drift.length, workers.length);
    assert.deepEqual(standBaseline(entries, open, now).drift, []);
  });

  it("leaves no drift but what it left out, whatever is open, and its text reads as its entries", () => {
    let state = 5;
    const random = () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state / 2_147_483_648;
    };
    for (let round = 0; round < 150; round++) {
      const open = names.flatMap((name) =>
        [22, 6443, 10250, 30080].flatMap((port) =>
          random() < 0.6
            ? [
                seen(name, port, {
                  vantages: random() < 0.8 ? ["worker-node"] : ["pod", "worker-node"],
                  finding: random() < 0.1 ? { severity: "critical", title: "bad" } : null,
                  ...(port === 30080 ? { nodePortOf: "a/b", services: ["a/b"] } : {}),
                  explanation: random() < 0.9 ? "known" : null,
                }),
              ]
            : [],
        ),
      );
      const proposal = proposeBaseline(open, nodes);
      const { drift } = standBaseline(proposal.entries, open, now);
      for (const { port } of drift) {
        const isLeft = proposal.left.some((one) => one.port === port.port && one.nodes.includes(port.node));
        assert.ok(isLeft || port.nodePortOf, `${port.port} on ${port.node}`);
      }
      for (const { port, nodes: where } of proposal.left)
        for (const node of where)
          assert.ok(
            drift.some((one) => one.port.port === port && one.port.node === node),
            `${port} on ${node} is drift`,
          );
      const text = writeProposal("harbor", proposal);
      const { baseline, problems } = parseBaseline(text, { now, cluster: "harbor", nodes });
      assert.deepEqual(
        problems.filter(({ message }) => !/covers this one/.test(message)),
        [],
        text,
      );
      assert.equal(baseline?.expected.length, proposal.entries.length);
    }
  });
});

describe("how a baseline stands", () => {
  it("counts what is open for each entry, and says which ended and which ends soon", () => {
    const entry = { ports: "10250", protocol: "TCP", nodes: {}, because: "x" } as const;
    const entries = [
      entry,
      { ...entry, ports: "22", until: "2026-11-20" },
      { ...entry, ports: "23", until: "2026-11-30" },
    ];
    const standing = standBaseline(entries, [seen("cp-1", 10250), seen("cp-1", 22)], now);
    assert.deepEqual(
      standing.entries.map(({ open, ended, endsInDays }) => [open, ended, endsInDays]),
      [
        [1, false, null],
        [1, true, null],
        [0, false, 9],
      ],
    );
    assert.equal(standing.expected, 1);
    assert.deepEqual(
      standing.drift.map(({ expectation }) => expectation.kind),
      ["expired"],
    );
  });
});
