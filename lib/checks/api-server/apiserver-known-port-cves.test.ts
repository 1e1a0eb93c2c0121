import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ApiServiceRef } from "../../domain/workload.ts";
import { contextFor, fromVantage, hardened, type Seen, withInventory, withPort } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { apiServerCves, parseApiServerVersion, standingOf } from "./api-server-cves.ts";
import { apiserverKnownPortCves as check } from "./apiserver-known-port-cves.ts";
import { withStaticPod } from "./sample-api-server.ts";

const running = (version: string | null, seen: Seen = hardened()): Seen =>
  withInventory(seen, { cluster: { ...seen.inventory.cluster, version } });
const closed = withPort(hardened(), "cp-1", 6443, { state: "closed" });
const filtered = withPort(hardened(), "cp-1", 6443, { state: "filtered" });
const metrics: ApiServiceRef = {
  name: "v1beta1.metrics.k8s.io",
  service: { namespace: "kube-system", name: "metrics-server", port: 443 },
  insecureSkipTLSVerify: false,
  available: true,
};
const gate = (value: string) => withStaticPod("kube-apiserver", { "--feature-gates": value });

describe(check.id, () => {
  verdictTable(check, [
    { when: "1.11.4 is reachable", seen: running("v1.11.4"), verdict: "fail", severity: "medium", says: /1002105/ },
    {
      when: "the internet reaches 1.11.4",
      seen: fromVantage(running("v1.11.4"), "internet"),
      verdict: "fail",
      severity: "critical",
    },
    {
      when: "the internet reaches 1.24.7",
      seen: fromVantage(running("v1.24.7"), "internet"),
      verdict: "fail",
      severity: "high",
      says: /CVE-2022-3294/,
    },
    {
      when: "RKE2 built it",
      seen: running("v1.24.7+rke2r1"),
      verdict: "fail",
      severity: "low",
      says: /RKE2 carries fixes back/,
    },
    {
      when: "only the control plane reaches it",
      seen: fromVantage(running("v1.24.7"), "control-plane"),
      verdict: "fail",
      severity: "low",
    },
    {
      when: "an aggregated API server stands behind 1.24.4",
      seen: withInventory(running("v1.24.4"), { apiServices: [metrics] }),
      verdict: "fail",
      severity: "medium",
      says: /CVE-2022-3172/,
    },
    {
      when: "the gate of 1.28.3 is left off",
      seen: running("v1.28.3", gate("Other=true")),
      verdict: "fail",
      severity: "medium",
      says: /CVE-2023-44487/,
    },
    {
      when: "the gate of 1.28.3 is on",
      seen: running("v1.28.3", gate("UnauthenticatedHTTP2DOSMitigation=true")),
      verdict: "pass",
    },
    { when: "the gate of 1.28.3 is not known", seen: running("v1.28.3"), verdict: "unknown", says: /feature gate/ },
    { when: "1.36.2 runs", seen: hardened(), verdict: "pass", says: /outside the affected ranges/ },
    { when: "the port of 1.24.7 is closed", seen: running("v1.24.7", closed), verdict: "pass", says: /is closed/ },
    {
      when: "the port of 1.24.7 is filtered",
      seen: running("v1.24.7", filtered),
      verdict: "unknown",
      says: /filtered/,
    },
    { when: "the version is not known", seen: running(null), verdict: "unknown", says: /not known/ },
  ]);

  it("tells affected, fixed and older minors apart for each flaw", () => {
    const of = (id: string, text: string) => {
      const cve = apiServerCves.find((entry) => entry.id === id);
      const version = parseApiServerVersion(text);
      assert.ok(cve && version);
      return standingOf(cve, version);
    };
    assert.equal(of("CVE-2018-1002105", "v1.10.10"), "affected");
    assert.equal(of("CVE-2018-1002105", "v1.10.11"), "fixed");
    assert.equal(of("CVE-2018-1002105", "v1.9.0"), "affected");
    assert.equal(of("CVE-2020-8559", "v1.18.6"), "fixed");
    assert.equal(of("CVE-2022-3172", "v1.25.0"), "affected");
    assert.equal(of("CVE-2022-3172", "v1.26.0"), "fixed");
    assert.equal(of("CVE-2023-44487", "v1.27.7"), "gated");
    assert.equal(of("CVE-2023-44487", "v1.29.0"), "fixed");
  });

  it("upgrades with the distribution's own tool", () => {
    const of = (distribution: "kubeadm" | "aks") => JSON.stringify(check.remediate(contextFor({ distribution })).steps);
    assert.match(of("kubeadm"), /kubeadm upgrade apply/);
    assert.match(of("aks"), /--control-plane-only/);
  });
});
