import { describe } from "node:test";
import { exchange, fromVantage, hardened } from "../sample-evidence.ts";
import { kubeletAnonymousAuthEnabled as check } from "./kubelet-anonymous-auth-enabled.ts";
import {
  answering,
  broken,
  closed,
  configured,
  filtered,
  kubeletTable,
  pending,
  unreachable,
  withApi,
} from "./sample-kubelets.ts";

const forbidden = answering("forbidden-anonymous");
const enabled = { authentication: { anonymous: { enabled: true } } };
const olderText = "Forbidden (user=system:anonymous, verb=get, resource=nodes, subresource=proxy)";
const nameless = answering("authorization-error");

describe(check.id, () => {
  kubeletTable(check, [
    { when: "the answer is 403", seen: forbidden, verdict: "fail", severity: "medium", says: /system:anonymous/ },
    {
      when: "the answer is the 403 of kubelets before v1.33",
      seen: withApi(forbidden, { exchanges: [exchange("https://192.0.2.21:10250/pods", 403, olderText)] }),
      verdict: "fail",
      severity: "medium",
    },
    { when: "the internet gets 403", seen: fromVantage(forbidden, "internet"), verdict: "fail", severity: "high" },
    { when: "the node itself gets 403", seen: fromVantage(forbidden, "node-local"), verdict: "fail", severity: "low" },
    {
      when: "the answer is 200",
      seen: answering("open"),
      verdict: "fail",
      severity: "medium",
      says: /kubelet-anonymous-exec/,
    },
    {
      when: "debug handlers are off and /pods still answers 200",
      seen: answering("debug-handlers-disabled", { openPaths: ["/pods"] }),
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "the answer is a 500 that names system:anonymous",
      seen: nameless,
      verdict: "fail",
      severity: "medium",
      says: /only the question to the API server failed/,
    },
    {
      when: "the port is filtered and the configuration says true",
      seen: configured(enabled, filtered()),
      verdict: "fail",
      severity: "low",
      says: /The configuration decides/,
    },
    {
      when: "the serving CSR is pending and the configuration says true",
      seen: configured(enabled, pending()),
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "the wire refuses with 403 and the configuration says false",
      seen: answering("forbidden-anonymous", {}, hardened()),
      verdict: "fail",
      severity: "medium",
      says: /on the wire counts/,
    },
    {
      when: "the wire answers 401 and the configuration says true",
      seen: configured(enabled),
      verdict: "pass",
      says: /says otherwise \(Anonymous authentication is on\)/,
    },
    { when: "the answer is 401", seen: answering("unauthorized"), verdict: "pass", says: /401/ },
    { when: "the configuration says false and the wire is silent", seen: filtered(10250, hardened()), verdict: "pass" },
    {
      when: "the answer is a 500 that names nobody",
      seen: withApi(nameless, { exchanges: [exchange("https://192.0.2.21:10250/pods", 500, "Authorization error")] }),
      verdict: "unknown",
      says: /could not ask the API server/,
    },
    {
      when: "the configuration does not name the field",
      seen: configured({ authentication: {} }, filtered()),
      verdict: "unknown",
      says: /does not decide it/,
    },
    { when: "the port is filtered", seen: filtered(), verdict: "unknown", says: /filtered from scanner/ },
    { when: "nothing listens", seen: closed(), verdict: "unknown" },
    { when: "the probe broke", seen: broken(), verdict: "unknown" },
    { when: "no port of the node answers", seen: unreachable(), verdict: "unknown", says: /scan from a vantage/ },
    { when: "its serving CSR is pending", seen: pending(), verdict: "unknown", says: /csr-kubelet-serving-pending/ },
    {
      when: "the kubelet answers something unknown",
      seen: answering("unknown"),
      verdict: "unknown",
    },
    {
      when: "the node is gone",
      seen: hardened(),
      subject: { kind: "Node", uid: "uid-gone", name: "worker-1", node: "worker-1", port: 10250 },
      verdict: "not-applicable",
    },
  ]);
});
