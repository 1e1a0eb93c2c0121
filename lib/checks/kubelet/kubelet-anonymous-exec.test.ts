import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fromVantage, hardened, withInventory, withNode } from "../sample-evidence.ts";
import { judgeRow } from "../sample-verdicts.ts";
import { kubeletAnonymousExec as check } from "./kubelet-anonymous-exec.ts";
import {
  answering,
  broken,
  closed,
  configured,
  filtered,
  foreign,
  kubeletTable,
  pending,
  unreachable,
} from "./sample-kubelets.ts";

const open = answering("open");
const wideOpen = { authentication: { anonymous: { enabled: true } }, authorization: { mode: "AlwaysAllow" } };

describe(check.id, () => {
  it("puts the reasons of a configuration that was not read into one sentence", () => {
    const reason = "asked directly: no route to it.; through the API server: 503.";
    const seen = withInventory(unreachable(), {
      kubeletConfigs: { "worker-1": { status: "unknown", reason, need: "get nodes/configz" } },
    });
    assert.match(judgeRow(check, { seen, subject: 1 }).reason, /no route to it; through the API server: 503; grant/);
  });

  kubeletTable(check, [
    { when: "GET /pods answers 200", seen: open, verdict: "fail", severity: "critical", says: /200 and lists 7 pods/ },
    { when: "only the node sees it", seen: fromVantage(open, "node-local"), verdict: "fail", severity: "high" },
    {
      when: "a proof with impossible names passed",
      seen: answering("open", { authorizationProof: "granted" }),
      verdict: "fail",
      severity: "critical",
      says: /passed authorisation/,
    },
    {
      when: "pods are forbidden, but the proof passed",
      seen: answering("forbidden-anonymous", { authorizationProof: "granted" }),
      verdict: "fail",
      severity: "critical",
      says: /^POST \/run/,
    },
    {
      when: "pods are read, but the proof was refused",
      seen: answering("open", { authorizationProof: "denied" }),
      verdict: "fail",
      severity: "high",
      says: /was refused/,
    },
    {
      when: "the port is filtered and the configuration allows everything to everyone",
      seen: configured(wideOpen, filtered()),
      verdict: "fail",
      severity: "high",
      says: /The configuration decides\. .*filtered/,
    },
    {
      when: "the wire is open and the configuration says otherwise",
      seen: answering("open", {}, hardened()),
      verdict: "fail",
      severity: "critical",
      says: /The configuration says otherwise .* on the wire counts/,
    },
    { when: "GET /pods answers 401", seen: answering("unauthorized"), verdict: "pass", says: /401/ },
    { when: "GET /pods answers 403", seen: answering("forbidden-anonymous"), verdict: "pass", says: /forbidden/ },
    { when: "both sources are hardened", seen: hardened(), verdict: "pass", says: /agrees/ },
    {
      when: "the port is filtered and anonymous access is off",
      seen: filtered(10250, hardened()),
      verdict: "pass",
      says: /Anonymous authentication is off/,
    },
    {
      when: "only RBAC stands between, and the wire is silent",
      seen: configured({ ...wideOpen, authorization: { mode: "Webhook" } }, filtered()),
      verdict: "unknown",
      says: /does not decide it/,
    },
    {
      when: "the port is filtered and no configuration was read",
      seen: filtered(),
      verdict: "unknown",
      says: /filtered from scanner.*grant "get nodes\/configz"/,
    },
    { when: "nothing listens", seen: closed(), verdict: "unknown", says: /Nothing listens on 10250/ },
    { when: "the probe broke", seen: broken(), verdict: "unknown", says: /EMFILE/ },
    { when: "no port of the node answers", seen: unreachable(), verdict: "unknown", says: /No port of worker-1/ },
    { when: "its serving CSR is pending", seen: pending(), verdict: "unknown", says: /csr-kubelet-serving-pending/ },
    {
      when: "the kubelet cannot ask the API server",
      seen: answering("authorization-error"),
      verdict: "unknown",
      says: /500/,
    },
    {
      when: "debug handlers are off",
      seen: answering("debug-handlers-disabled"),
      verdict: "unknown",
      says: /405 "Debug endpoints are disabled\."/,
    },
    { when: "another service owns the port", seen: foreign(), verdict: "unknown", says: /is not a kubelet/ },
    {
      when: "the node is gone",
      seen: hardened(),
      subject: { kind: "Node", uid: "uid-gone", name: "worker-9", node: "worker-9", port: 10250 },
      verdict: "not-applicable",
    },
  ]);

  it("keeps names of pods as proof, and nothing of their bodies", () => {
    const seen = answering("open", { namespaces: ["kube-system"], privilegedPods: ["kube-proxy-x1"] });
    const [proof] = judgeRow(check, { seen, subject: 1 }).evidence;
    assert.equal(proof?.sent, "GET https://192.0.2.21:10250/pods without credentials");
    assert.equal(proof?.received, "200 PodList, 7 pods in 3 namespaces");
    assert.deepEqual(proof?.detail, ["namespaces: kube-system", "privileged or host pods: kube-proxy-x1"]);
  });

  it("follows the kubelet to the port that the node names", () => {
    const seen = withNode(hardened(), "worker-1", { kubeletPort: 11250 });
    assert.equal(judgeRow(check, { seen, subject: 1 }).verdict, "pass");
    assert.match(judgeRow(check, { seen, subject: 1 }).reason, /11250\/TCP .* was not looked at/);
  });
});
