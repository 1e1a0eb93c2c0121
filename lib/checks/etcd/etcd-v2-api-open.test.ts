import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { contextFor, evidenceOf, fromVantage, hardened, withPort } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { etcdV2ApiOpen as check } from "./etcd-v2-api-open.ts";
import { etcd, openEtcd, withEtcd } from "./sample-etcd.ts";

const open = { ...openEtcd, v2: "open" as const };

describe(check.id, () => {
  verdictTable(check, [
    { when: "/v2/keys answers", seen: withEtcd(open), verdict: "fail", severity: "high", says: /version 3\.5\.30/ },
    {
      when: "/v2/keys answers the internet",
      seen: fromVantage(withEtcd(open), "internet"),
      verdict: "fail",
      severity: "critical",
    },
    {
      when: "/v2/keys answers the control plane",
      seen: fromVantage(withEtcd(open), "control-plane"),
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "the old client port 4001 answers",
      seen: withEtcd(open, 4001),
      subject: 1,
      verdict: "fail",
      severity: "high",
      says: /:4001/,
    },
    { when: "/v2/keys is 404, as on 3.5", seen: withEtcd(openEtcd), verdict: "pass", says: /not found/ },
    { when: "a client certificate is required", seen: withEtcd(etcd()), verdict: "pass" },
    { when: "the port is closed", seen: hardened(), verdict: "pass" },
    {
      when: "etcd answered but its v2 path did not",
      seen: withEtcd({ ...openEtcd, v2: "unknown" }),
      verdict: "unknown",
      says: /do not show/,
    },
    {
      when: "the port is filtered",
      seen: withPort(hardened(), "cp-1", 2379, { state: "filtered" }),
      verdict: "unknown",
    },
  ]);

  it("keeps the usual port and 4001 apart as subjects", () => {
    const ports = check.subjects(evidenceOf(withEtcd(open, 4001))).map(({ port }) => port);
    assert.deepEqual(ports, [2379, 4001]);
  });

  it("tells EKS that etcd is not on its nodes, and everyone else to drop --enable-v2", () => {
    assert.match(check.remediate(contextFor({ distribution: "eks" })).summary, /AWS/);
    assert.match(JSON.stringify(check.remediate(contextFor({ distribution: "k3s" })).steps), /enable-v2/);
  });
});
