import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { certificate, contextFor, fromVantage, hardened, tls, withPort } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { apiserverExposedInternet as check } from "./apiserver-exposed-internet.ts";
import { adminForAll, apiServer, hiddenControlPlane, withApiServer } from "./sample-api-server.ts";

const kubernetes = certificate("cp-1", "192.0.2.10", { dnsNames: ["kubernetes.default.svc"] });
const answering = withApiServer(apiServer());
const internet = (changes: object) => fromVantage(withPort(hardened(), "cp-1", 6443, changes), "internet");

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "the internet gets an answer",
      seen: fromVantage(answering, "internet"),
      verdict: "fail",
      severity: "high",
      says: /anyone on the internet/,
    },
    {
      when: "another network gets an answer",
      seen: fromVantage(answering, "other-network"),
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "the internet gets resources",
      seen: fromVantage(withApiServer(adminForAll), "internet"),
      verdict: "fail",
      severity: "critical",
    },
    {
      when: "only the certificate shows a Kubernetes API",
      seen: internet({ state: "open", service: "https", tls: tls({ certificate: kubernetes }) }),
      verdict: "fail",
      severity: "high",
    },
    {
      when: "a provider's endpoint answers the internet",
      seen: fromVantage(withApiServer(apiServer(), { seen: hiddenControlPlane(), node: null, port: 443 }), "internet"),
      verdict: "fail",
      severity: "high",
    },
    { when: "the internet gets a timeout", seen: internet({ state: "filtered" }), verdict: "pass", says: /filtered/ },
    { when: "the internet is refused", seen: internet({}), verdict: "pass" },
    {
      when: "the scan stands on a worker",
      seen: answering,
      verdict: "unknown",
      says: /internet or other-network vantage/,
    },
    { when: "the scan stands in a pod", seen: fromVantage(answering, "pod"), verdict: "unknown" },
    { when: "what answers is not known", seen: internet({ state: "open", service: null }), verdict: "unknown" },
    { when: "the probe broke", seen: internet({ state: null, problem: "EMFILE" }), verdict: "unknown", says: /EMFILE/ },
  ]);

  it("lets only IPv4 ranges into the firewall rule", () => {
    const context = contextFor({
      distribution: "kubeadm",
      podCIDRs: ["10.244.0.0/16", "fd00::/48", "}; reboot"],
      port: 6443,
    });
    const code = check.remediate(context).steps[1]?.code ?? "";
    assert.match(code, /NODE_CIDR, 10\.244\.0\.0\/16 \} tcp dport 6443 accept/);
    assert.doesNotMatch(code, /reboot|fd00/);
  });
});
