import { describe } from "node:test";
import type { Observation } from "../../domain/observation.ts";
import type { PreviousScan } from "../../domain/previous-scan.ts";
import { hardened, observation, type Seen, withPort, withUnreachable } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { portOpenedSinceBaseline as check } from "./port-opened-since-baseline.ts";

const node = { kind: "Node", uid: "uid-worker-1", name: "worker-1", node: "worker-1", address: "192.0.2.21" } as const;
const on = (port: number) => ({ ...node, port, protocol: "TCP" as const });

/** The same cluster a day before, with this port of worker-1 as it was then. */
function after(seen: Seen, before: Partial<Observation> & { port: number }, uid = "uid-worker-1"): Seen {
  const { inventory, vantage, profile, observations, sweeps } = hardened();
  const then = observation("worker-1", before.port, { vantage, ...before });
  const previous: PreviousScan = {
    finishedAt: "2026-11-20T08:00:00.000Z",
    vantage,
    profile,
    nodes: inventory.nodes.map((entry) => ({
      name: entry.name,
      uid: entry.name === "worker-1" ? uid : entry.uid,
      ready: true,
      kubeletVersion: entry.kubeletVersion,
      kubeletConfig: { status: "unknown", reason: "not read", need: null },
    })),
    observations: [...observations.filter(({ node: name, port }) => name !== "worker-1" || port !== before.port), then],
    sweeps: [...sweeps],
    declaredPorts: [],
  };
  return { ...seen, previous };
}
const open = (port: number, seen = hardened()) => withPort(seen, "worker-1", port, { state: "open" });

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "a closed port is open now",
      seen: after(open(4444), { port: 4444, state: "closed" }),
      subject: on(4444),
      verdict: "fail",
      severity: "medium",
      says: /was closed in the scan before/,
    },
    {
      when: "a filtered port is open now",
      seen: after(open(4444), { port: 4444, state: "filtered" }),
      subject: on(4444),
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "the read-only port opened",
      seen: after(open(10255), { port: 10255, state: "closed" }),
      subject: on(10255),
      verdict: "fail",
      severity: "high",
    },
    {
      when: "it stays open after the scan that found it",
      seen: after(open(4444), { port: 4444, state: "open" }),
      subject: on(4444),
      verdict: "fail",
      severity: "medium",
      says: /open still/,
    },
    {
      when: "it is closed again",
      seen: after(hardened(), { port: 10255, state: "open" }),
      subject: on(10255),
      verdict: "pass",
    },
    {
      when: "nothing opened",
      seen: after(hardened(), { port: 10255, state: "closed" }),
      subject: node,
      verdict: "pass",
    },
    {
      when: "newly open ports are judged by themselves",
      seen: after(open(4444), { port: 4444, state: "closed" }),
      subject: node,
      verdict: "not-applicable",
    },
    {
      when: "the scan before did not look at the port",
      seen: after(open(4445), { port: 4444, state: "closed" }),
      subject: node,
      verdict: "pass",
    },
    { when: "there is no scan before", seen: open(4444), subject: node, verdict: "unknown", says: /next scan/ },
    {
      when: "the node is new",
      seen: after(open(4444), { port: 4444, state: "closed" }, "uid-older"),
      subject: node,
      verdict: "not-applicable",
      says: /all of it is new/,
    },
    {
      when: "no port of the node answers",
      seen: withUnreachable(after(hardened(), { port: 10255, state: "closed" }), "worker-1"),
      subject: node,
      verdict: "unknown",
    },
    {
      when: "the probe broke",
      seen: after(withPort(hardened(), "worker-1", 4444, { state: null, problem: "ENOBUFS" }), {
        port: 4444,
        state: "closed",
      }),
      subject: on(4444),
      verdict: "unknown",
    },
  ]);
});
