import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { contextFor, fromVantage, hardened, withPort } from "../sample-evidence.ts";
import { judgeRow, verdictTable } from "../sample-verdicts.ts";
import { apiserverInfoDisclosure as check } from "./apiserver-info-disclosure.ts";
import { adminForAll, apiServer, byDefault, withApiServer } from "./sample-api-server.ts";

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "/version answers a worker",
      seen: withApiServer(byDefault),
      verdict: "fail",
      severity: "info",
      says: /\/version, \/healthz\?verbose \(version v1\.36\.2\)/,
    },
    {
      when: "/version answers the internet",
      seen: fromVantage(withApiServer(byDefault), "internet"),
      verdict: "fail",
      severity: "low",
    },
    { when: "/metrics answers", seen: withApiServer(adminForAll), verdict: "fail", severity: "medium" },
    {
      when: "only health detail answers, anonymous access being scoped",
      seen: withApiServer(apiServer({ disclosed: ["/healthz?verbose"] })),
      verdict: "fail",
      severity: "info",
    },
    { when: "every path refuses", seen: withApiServer(apiServer()), verdict: "pass" },
    { when: "the port is closed", seen: withPort(hardened(), "cp-1", 6443, {}), verdict: "pass" },
    {
      when: "the answers do not show it",
      seen: withApiServer(apiServer({ anonymous: "unknown" })),
      verdict: "unknown",
    },
    {
      when: "the port is filtered",
      seen: withPort(hardened(), "cp-1", 6443, { state: "filtered" }),
      verdict: "unknown",
      says: /filtered/,
    },
  ]);

  it("records each path that answered, and the certificate's names", () => {
    const { evidence } = judgeRow(check, { seen: withApiServer(byDefault) });
    const sent = evidence.map((item) => item.sent).join("\n");
    assert.match(sent, /\/version/);
    assert.match(sent, /\/healthz\?verbose/);
    assert.ok(evidence.some((item) => item.detail?.some((line) => /SANs .*kubernetes\.default\.svc/.test(line))));
  });

  it("quotes the cluster's name for the provider's command line", () => {
    const { steps } = check.remediate(contextFor({ distribution: "eks", clusterName: "a'b" }));
    assert.match(steps[0]?.code ?? "", /--name 'a'\\''b' --resources-vpc-config/);
  });
});
