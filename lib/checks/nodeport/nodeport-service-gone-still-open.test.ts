import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { DeclaredPort, PreviousScan } from "../../domain/previous-scan.ts";
import {
  contextFor,
  evidenceOf,
  fromVantage,
  type Seen,
  withInventory,
  withPort,
  withUnreachable,
} from "../sample-evidence.ts";
import { judgeRow, verdictTable } from "../sample-verdicts.ts";
import { nodeportOrphanListener } from "./nodeport-orphan-listener.ts";
import { nodeportServiceGoneStillOpen as check } from "./nodeport-service-gone-still-open.ts";
import { page, service, withAnswer, withoutServices, withServices, withState } from "./sample-services.ts";

const before: DeclaredPort = {
  port: 32555,
  protocol: "TCP",
  via: "NodePort",
  service: { uid: "uid-debug", namespace: "payments", name: "debug-tmp" },
};

function after(seen: Seen, declaredPorts: DeclaredPort[] | null = [before]): Seen {
  const previous: PreviousScan = {
    finishedAt: "2026-11-20T08:00:00.000Z",
    vantage: seen.vantage,
    profile: "standard",
    nodes: [],
    observations: [],
    sweeps: [],
    declaredPorts,
  };
  return { ...seen, previous };
}

const gone = withServices();
const open = after(withAnswer(gone, page()));
const subject = {
  kind: "Node" as const,
  uid: "uid-worker-1",
  name: "worker-1",
  node: "worker-1",
  port: 32555,
  protocol: "TCP" as const,
};
const udp: DeclaredPort = { ...before, protocol: "UDP" };

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "its Service was deleted and the port answers",
      seen: open,
      verdict: "fail",
      severity: "medium",
      says: /32555\/TCP of worker-1 still answers, and Service payments\/debug-tmp.*is gone/,
    },
    { when: "it answers the internet", seen: fromVantage(open, "internet"), verdict: "fail", severity: "high" },
    { when: "it answers the node itself", seen: fromVantage(open, "node-local"), verdict: "fail", severity: "low" },
    {
      when: "its Service became ClusterIP",
      seen: after(withAnswer(withServices(service({ type: "ClusterIP" })), page())),
      verdict: "fail",
      severity: "medium",
      says: /no longer does/,
    },
    {
      when: "the port is closed on every node",
      seen: after(gone),
      verdict: "pass",
      says: /1 node port went.*none answers/,
    },
    {
      when: "nothing went",
      seen: after(withAnswer(withServices(service()), page())),
      verdict: "pass",
      says: /0 node ports/,
    },
    { when: "the port of an open finding closed", seen: after(gone), subject, verdict: "pass", says: /closed by now/ },
    {
      when: "another Service has the port now",
      seen: after(withAnswer(withServices(service({ uid: "new", name: "new" })), page())),
      subject,
      verdict: "pass",
      says: /declares 32555\/TCP again/,
    },
    {
      when: "a UDP port that somebody calls open never answered",
      seen: after(withPort(gone, "worker-1", 32555, { protocol: "UDP", state: "open" }), [udp]),
      verdict: "unknown",
      says: /not looked at on every node/,
    },
    { when: "no earlier scan is kept", seen: gone, verdict: "unknown", says: /No earlier complete scan/ },
    {
      when: "the earlier scan could not list Services",
      seen: after(gone, null),
      verdict: "unknown",
      says: /could not list Services/,
    },
    {
      when: "the port was not looked at",
      seen: { ...after(gone), observations: [], sweeps: [] },
      verdict: "unknown",
      says: /32555\/TCP lost its Service/,
    },
    {
      when: "the port of an open finding is filtered",
      seen: after(withState(gone, "filtered")),
      subject,
      verdict: "unknown",
    },
    { when: "its node cannot be reached", seen: after(withUnreachable(gone, "worker-1")), subject, verdict: "unknown" },
    { when: "Services could not be listed", seen: after(withoutServices), verdict: "unknown", says: /list services/ },
    { when: "the node is gone", seen: withInventory(open, { nodes: [] }), subject, verdict: "not-applicable" },
  ]);

  it("is about each node and port that answers", () => {
    const subjects = check.subjects(evidenceOf(open)).map(({ name, port }) => `${name}:${port}`);
    assert.deepEqual(subjects, ["worker-1:32555", "worker-2:32555"]);
  });

  it("shows the answer first, then what the scan before knew", () => {
    const { evidence } = judgeRow(check, { seen: open });
    assert.equal(evidence[0]?.received, "200 page");
    assert.match(evidence[1]?.received ?? "", /then NodePort of Service payments\/debug-tmp, now of no Service/);
  });

  it("leaves no second finding to nodeport-orphan-listener", () => {
    const evidence = evidenceOf(open);
    const verdicts = nodeportOrphanListener
      .subjects(evidence)
      .map((one) => nodeportOrphanListener.judge(one, evidence).verdict);
    assert.ok(!verdicts.includes("fail"), verdicts.join());
    assert.equal(nodeportOrphanListener.judge(subject, evidence).verdict, "not-applicable");
  });

  it("looks for processes, rules and tracked connections of the protocol", () => {
    const context = contextFor({ subject: { ...subject, protocol: "UDP" }, port: 32555 });
    const code = check
      .remediate(context)
      .steps.map((step) => step.code ?? "")
      .join("\n");
    assert.match(code, /ss -lunp 'sport = :32555'/);
    assert.match(code, /conntrack -D -p udp --orig-port-dst 32555/);
  });
});
