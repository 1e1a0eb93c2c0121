import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { BaselineEntry, BaselineInForce } from "../../domain/port-baseline.ts";
import { contextFor, evidenceOf, fromVantage, hardened, withUnreachable } from "../sample-evidence.ts";
import { judgeRow, verdictTable } from "../sample-verdicts.ts";
import { nodeportUnapproved as check } from "./nodeport-unapproved.ts";
import { approved, debugSubject, page, service, withAnswer, withoutServices, withServices } from "./sample-services.ts";

const open = withAnswer(withServices(service()), page());
const gone = withServices();
const udp = service({ ports: [{ name: null, port: 53, targetPort: "53", nodePort: 32555, protocol: "UDP" }] });
const unlooked = { ...gone, observations: [], sweeps: [] };

function expecting(changes: Partial<BaselineEntry>): BaselineInForce {
  const entry: BaselineEntry = { ports: "30000-32767", protocol: "TCP", nodes: {}, because: "the shop", ...changes };
  return { version: 1, savedAt: "2026-11-01T08:00:00.000Z", savedBy: "Ada", entries: [entry] };
}

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "it is open to workers",
      seen: open,
      verdict: "fail",
      severity: "low",
      says: /no annotation.*open on 2 of 3 nodes, closed on 1 \(http 200/,
    },
    { when: "it is open to the internet", seen: fromVantage(open, "internet"), verdict: "fail", severity: "high" },
    {
      when: "it is open to another network",
      seen: fromVantage(open, "other-network"),
      verdict: "fail",
      severity: "medium",
    },
    { when: "it is open on the node itself", seen: fromVantage(open, "node-local"), verdict: "fail", severity: "info" },
    {
      when: "no node answers from the internet",
      seen: fromVantage(withServices(service()), "internet"),
      verdict: "fail",
      severity: "low",
      says: /no node answered/,
    },
    {
      when: "it is UDP, which was not probed",
      seen: withServices(udp),
      verdict: "fail",
      severity: "low",
      says: /not looked at/,
    },
    {
      when: "it is the node port of a LoadBalancer",
      seen: withServices(service({ type: "LoadBalancer" })),
      verdict: "fail",
      severity: "low",
    },
    {
      when: "an owner expects it, and says why",
      seen: { ...open, baseline: expecting({ owner: "team-web" }) },
      verdict: "pass",
      says: /among the expected ports: the shop \(owner team-web\)/,
    },
    {
      when: "it is expected and nobody owns that",
      seen: { ...open, baseline: expecting({}) },
      verdict: "fail",
      severity: "low",
    },
    {
      when: "it was expected until yesterday",
      seen: { ...open, baseline: expecting({ owner: "team-web", until: "2026-11-20" }) },
      verdict: "fail",
      severity: "low",
    },
    {
      when: "it is expected from another place only",
      seen: { ...open, baseline: expecting({ owner: "team-web", from: ["internet"] }) },
      verdict: "fail",
      severity: "low",
    },
    {
      when: "its approval names no reason",
      seen: withServices(approved("team-web")),
      verdict: "fail",
      severity: "low",
      says: /owner and a reason/,
    },
    {
      when: "its approval ended yesterday",
      seen: withServices(approved("team-web: entry", "2026-11-20")),
      verdict: "fail",
      severity: "low",
      says: /ended on 2026-11-20/,
    },
    {
      when: "the end of its approval is no date",
      seen: withServices(approved("team-web: entry", "soon")),
      verdict: "fail",
      severity: "low",
      says: /no date/,
    },
    {
      when: "its Service is gone and the port still answers",
      seen: withAnswer(gone, page()),
      subject: debugSubject,
      verdict: "fail",
      severity: "low",
      says: /still answers on 2 of 3/,
    },
    {
      when: "it is approved",
      seen: withServices(approved("team-web: public entry, CHG-1")),
      verdict: "pass",
      says: /Approved by team-web: public entry/,
    },
    {
      when: "it is approved to the end of today",
      seen: withServices(approved("team-web: entry", "2026-11-21")),
      verdict: "pass",
    },
    {
      when: "its Service is gone and every node refuses",
      seen: gone,
      subject: debugSubject,
      verdict: "pass",
      says: /no node answers/,
    },
    {
      when: "its Service became ClusterIP",
      seen: withServices(service({ type: "ClusterIP" })),
      subject: debugSubject,
      verdict: "pass",
    },
    {
      when: "its port now belongs to another Service",
      seen: withAnswer(withServices(service({ uid: "other", name: "new" })), page()),
      subject: debugSubject,
      verdict: "pass",
      says: /payments\/new/,
    },
    { when: "its Service is gone and no node was asked", seen: unlooked, subject: debugSubject, verdict: "unknown" },
    {
      when: "Services could not be listed",
      seen: withoutServices,
      verdict: "unknown",
      says: /"list services" is missing \(403\)/,
    },
  ]);

  it("counts a node that does not answer, and names it", () => {
    const judgement = judgeRow(check, { seen: withUnreachable(open, "cp-1") });
    const states = judgement.evidence.find(({ sent }) => sent.startsWith("Probe of"));
    assert.equal(states?.received, "open on 2 of 3 nodes, filtered on 1");
    assert.deepEqual(states?.detail, ["worker-1: open", "worker-2: open", "cp-1: filtered"]);
  });

  it("has one subject a node port and none for a ClusterIP", () => {
    const ports = [32555, 32556].map((nodePort) => ({
      name: null,
      port: 80,
      targetPort: "80",
      nodePort,
      protocol: "TCP" as const,
    }));
    const seen = withServices(service({ ports }), service({ uid: "inner", type: "ClusterIP" }));
    assert.deepEqual(
      check.subjects(evidenceOf(seen)).map(({ port }) => port),
      [32555, 32556],
    );
    assert.deepEqual(check.subjects(evidenceOf(hardened())), []);
  });

  it("fills the commands with the Service's namespace and name", () => {
    const { steps, verify } = check.remediate(contextFor({ subject: { ...debugSubject, name: "it's" } }));
    assert.match(steps[0]?.code ?? "", /^kubectl -n payments patch service 'it'\\''s' -p/);
    assert.match(verify.command, /^kubectl -n payments get service 'it'\\''s'/);
  });
});
