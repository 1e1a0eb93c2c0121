import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fromVantage, hardened, kubelet, type Seen, withNode, withPort } from "../sample-evidence.ts";
import { isAffected, kubeletCves, parseKubeletVersion } from "./kubelet-cves.ts";
import { kubeletVersionPortCves as check } from "./kubelet-version-port-cves.ts";
import { broken, filtered, foreign, kubeletTable, unreachable } from "./sample-kubelets.ts";

const running = (kubeletVersion: string | null, seen: Seen = hardened()) =>
  withNode(seen, "worker-1", { kubeletVersion });
const readable = (port: number, endpoint: "read-only" | "healthz") =>
  withPort(hardened(), "worker-1", port, {
    state: "open",
    service: "kubelet",
    kubelet: kubelet({ endpoint, access: "open" }),
  });
const checkpoint = running("v1.31.5", readable(10255, "read-only"));

describe(check.id, () => {
  kubeletTable(check, [
    {
      when: "CVE-2025-0426 meets an open 10255",
      seen: checkpoint,
      verdict: "fail",
      severity: "medium",
      says: /v1\.31\.5 .*CVE-2025-0426.* 10255\/TCP is open from scanner/,
    },
    { when: "the internet reaches it", seen: fromVantage(checkpoint, "internet"), verdict: "fail", severity: "high" },
    { when: "only the node reaches it", seen: fromVantage(checkpoint, "node-local"), verdict: "fail", severity: "low" },
    {
      when: "CVE-2020-8551 meets the kubelet's own port",
      seen: running("v1.16.6"),
      verdict: "fail",
      severity: "medium",
      says: /CVE-2020-8551/,
    },
    {
      when: "CVE-2019-11248 meets an open 10248",
      seen: running("v1.11.3", readable(10248, "healthz")),
      verdict: "fail",
      severity: "medium",
      says: /CVE-2019-11248/,
    },
    {
      when: "k3s runs an affected patch",
      seen: running("v1.31.5+k3s1", readable(10255, "read-only")),
      verdict: "fail",
      severity: "medium",
    },
    { when: "the version is fixed", seen: running("v1.31.6", readable(10255, "read-only")), verdict: "pass" },
    { when: "the version is newer than all", seen: hardened(), verdict: "pass", says: /outside the affected ranges/ },
    { when: "the port it needs is closed", seen: running("v1.31.5"), verdict: "pass", says: /is closed/ },
    {
      when: "another service has the port",
      seen: running("v1.31.5", foreign(10255, "kube-proxy-healthz")),
      verdict: "pass",
    },
    {
      when: "a vendor with backports runs it",
      seen: running("v1.31.5-eks-ba74326", readable(10255, "read-only")),
      verdict: "unknown",
      says: /vendor carries fixes back/,
    },
    {
      when: "AKS runs it, whose versions have no suffix",
      seen: withNode(checkpoint, "worker-1", { distribution: "aks" }),
      verdict: "unknown",
    },
    { when: "the version is not known", seen: running(null), verdict: "unknown", says: /list nodes/ },
    { when: "the version makes no sense", seen: running("edge"), verdict: "unknown" },
    { when: "the port is filtered", seen: running("v1.31.5", filtered(10255)), verdict: "unknown" },
    { when: "the probe broke", seen: running("v1.31.5", broken(10255)), verdict: "unknown" },
    { when: "nobody knows what listens", seen: running("v1.31.5", foreign(10255, null)), verdict: "unknown" },
    { when: "no port of the node answers", seen: running("v1.31.5", unreachable()), verdict: "unknown" },
    {
      when: "the node is gone",
      seen: hardened(),
      subject: { kind: "Node", uid: "uid-gone", name: "worker-9", node: "worker-9", port: 10250 },
      verdict: "not-applicable",
    },
  ]);

  it("knows the first fixed patch of each minor", () => {
    const affected = (id: string, version: string) => {
      const cve = kubeletCves.find((entry) => entry.id === id);
      const parsed = parseKubeletVersion(version);
      assert.ok(cve && parsed);
      return isAffected(cve, parsed);
    };
    const rows: [id: string, last: string, fixed: string][] = [
      ["CVE-2025-0426", "v1.32.1", "v1.32.2"],
      ["CVE-2025-0426", "v1.30.9", "v1.30.10"],
      ["CVE-2020-8551", "v1.17.2", "v1.17.3"],
      ["CVE-2020-8551", "v1.15.9", "v1.15.10"],
      ["CVE-2019-11248", "v1.14.3", "v1.14.4"],
      ["CVE-2019-11248", "v1.12.9", "v1.12.10"],
      ["CVE-2019-11248", "v1.9.11", "v1.15.0"],
    ];
    for (const [id, last, fixed] of rows)
      assert.deepEqual([affected(id, last), affected(id, fixed)], [true, false], id);
  });
});
