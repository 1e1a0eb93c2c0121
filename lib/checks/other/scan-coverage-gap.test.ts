import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { NodeAddress } from "../../domain/inventory.ts";
import type { Subject } from "../../domain/subject.ts";
import { fromVantage, hardened, withInventory, withNode, withUnreachable } from "../sample-evidence.ts";
import { judgeRow, verdictTable } from "../sample-verdicts.ts";
import { scanCoverageGap as check } from "./scan-coverage-gap.ts";

const subject: Subject = { kind: "Node", uid: "uid-cp-1", name: "cp-1", node: "cp-1" };
const internal: NodeAddress = { type: "InternalIP", address: "192.0.2.10" };
const withAddresses = (...more: NodeAddress[]) => withNode(hardened(), "cp-1", { addresses: [internal, ...more] });
const unprobed = { ...hardened(), observations: [], sweeps: [] };
const broken = {
  ...hardened(),
  observations: hardened().observations.map((entry) => ({ ...entry, state: null, problem: "EMFILE" })),
  sweeps: [],
  problems: [{ where: "192.0.2.10:10250", message: "EMFILE" }],
};

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "no port of the node answers",
      seen: withUnreachable(hardened(), "cp-1"),
      verdict: "fail",
      severity: "medium",
      says: /No port of cp-1 answered/,
    },
    { when: "no probe was made", seen: unprobed, verdict: "fail", severity: "medium", says: /came to an end/ },
    {
      when: "the scan was stopped before it came to the node",
      seen: { ...unprobed, stopped: true },
      verdict: "unknown",
      says: /stopped before it came to cp-1/,
    },
    { when: "every probe broke", seen: broken, verdict: "fail", severity: "medium", says: /came to an end/ },
    {
      when: "the node has no IP address",
      seen: withNode(unprobed, "cp-1", { addresses: [] }),
      verdict: "fail",
      severity: "medium",
      says: /no IP address/,
    },
    {
      when: "its external address was never probed",
      seen: withAddresses({ type: "ExternalIP", address: "198.51.100.7" }),
      verdict: "fail",
      severity: "low",
      says: /IPv4 address 198\.51\.100\.7/,
    },
    {
      when: "its IPv6 address was never probed",
      seen: withAddresses({ type: "InternalIP", address: "2001:db8::10" }),
      verdict: "fail",
      severity: "low",
      says: /IPv6 address 2001:db8::10/,
    },
    { when: "every address was probed and the node answers", seen: hardened(), verdict: "pass" },
    {
      when: "only the vantage is narrow, which is no gap of the node",
      seen: fromVantage(hardened(), "node-local"),
      verdict: "pass",
    },
    {
      when: "a host name is not probed, which needs no probe",
      seen: withAddresses({ type: "Hostname", address: "cp-1" }),
      verdict: "pass",
    },
    { when: "the node is gone", seen: withInventory(hardened(), { nodes: [] }), subject, verdict: "not-applicable" },
  ]);

  it("says for each address whether it was probed, and what broke", () => {
    const [item] = judgeRow(check, { seen: broken }).evidence;
    assert.deepEqual(item?.detail, ["192.0.2.10: never probed", "192.0.2.10:10250: EMFILE"]);
  });
});
