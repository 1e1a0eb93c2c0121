import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { contextFor, fromVantage, tls, withUnreachable } from "../sample-evidence.ts";
import { judgeRow, verdictTable } from "../sample-verdicts.ts";
import { nodeportCleartextNoAuth as check } from "./nodeport-cleartext-no-auth.ts";
import {
  debugSubject,
  page,
  service,
  withAnswer,
  withoutServices,
  withServices,
  withState,
} from "./sample-services.ts";

const declared = withServices(service());
const answering = (changes = {}) => withAnswer(declared, page(changes));

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "a page answers a worker",
      seen: answering(),
      verdict: "fail",
      severity: "low",
      says: /answers 200 with the page "payment worker"/,
    },
    {
      when: "a page answers the internet",
      seen: fromVantage(answering(), "internet"),
      verdict: "fail",
      severity: "high",
    },
    {
      when: "another network gets metrics only",
      seen: fromVantage(answering({ contentKind: "metrics" }), "other-network"),
      verdict: "fail",
      severity: "low",
      says: /metrics only/,
    },
    {
      when: "a worker gets health only",
      seen: answering({ contentKind: "health", title: null }),
      verdict: "fail",
      severity: "info",
    },
    {
      when: "its Service is gone and the page still answers",
      seen: withAnswer(withServices(), page()),
      subject: debugSubject,
      verdict: "fail",
      severity: "low",
    },
    { when: "it asks for a login", seen: answering({ status: 401, authentication: "required" }), verdict: "pass" },
    { when: "it shows a login form", seen: answering({ authentication: "required" }), verdict: "pass" },
    {
      when: "it redirects to https",
      seen: answering({ status: 301, authentication: "redirect-to-https" }),
      verdict: "pass",
    },
    { when: "it speaks TLS", seen: answering({ scheme: "https" }), verdict: "pass" },
    {
      when: "it speaks TLS and no HTTP",
      seen: withAnswer(declared, null, { service: "tls", tls: tls() }),
      verdict: "pass",
    },
    { when: "every node refuses", seen: declared, verdict: "pass", says: /closed on 3 of 3/ },
    { when: "every node that can be reached refuses", seen: withUnreachable(declared, "worker-2"), verdict: "pass" },
    { when: "its Service is gone", seen: withServices(), subject: debugSubject, verdict: "pass" },
    {
      when: "its Service is gone and the port is filtered",
      seen: withState(withServices(), "filtered"),
      subject: debugSubject,
      verdict: "pass",
      says: /gone/,
    },
    { when: "it answers 404", seen: answering({ status: 404, authentication: "unknown" }), verdict: "unknown" },
    { when: "it answers nothing", seen: answering({ bodyBytes: 0, contentKind: "empty" }), verdict: "unknown" },
    { when: "it redirects elsewhere", seen: answering({ status: 302, authentication: "unknown" }), verdict: "unknown" },
    { when: "what answers is not known", seen: withAnswer(declared, null), verdict: "unknown" },
    { when: "the port is filtered", seen: withState(declared, "filtered"), verdict: "unknown", says: /filtered on 3/ },
    { when: "the probes broke", seen: withState(declared, null), verdict: "unknown", says: /failed on 3/ },
    { when: "Services could not be listed", seen: withoutServices, verdict: "unknown" },
    {
      when: "it speaks SMTP",
      seen: withAnswer(declared, null, { service: "smtp" }),
      verdict: "not-applicable",
      says: /smtp/,
    },
    { when: "it is UDP", seen: declared, subject: { ...debugSubject, protocol: "UDP" }, verdict: "not-applicable" },
  ]);

  it("shows the page, its status and server, never its body", () => {
    const [item] = judgeRow(check, { seen: answering() }).evidence;
    assert.equal(item?.sent, "GET http://192.0.2.21:32555/ without credentials");
    assert.equal(item?.received, "200 page");
    assert.deepEqual(item?.detail, ["Server: nginx"]);
  });

  it("verifies at a node's address and the node port", () => {
    assert.match(check.remediate(contextFor({ port: 32555 })).verify.command, /http:\/\/192\.0\.2\.21:32555\/$/);
  });
});
