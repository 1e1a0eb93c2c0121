import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { contextFor, exchange, hardened, withNode } from "../sample-evidence.ts";
import { kubeletDebugHandlersEnabled as check } from "./kubelet-debug-handlers-enabled.ts";
import { answering, configured, kubeletTable, unreachable, withApi } from "./sample-kubelets.ts";
import { gone } from "./sample-settings.ts";

const off = { enableProfilingHandler: false, enableDebugFlagsHandler: false, enableSystemLogQuery: false };
const windows = (kubeletVersion: string) =>
  withNode(configured({ ...off, enableSystemLogQuery: true }), "worker-1", {
    osImage: "Windows Server 2022",
    kubeletVersion,
  });
const logs = [exchange("https://192.0.2.21:10250/logs/", 200, "directory listing")];

describe(check.id, () => {
  kubeletTable(check, [
    {
      when: "both are on, as by default",
      seen: configured({ ...off, enableProfilingHandler: true, enableDebugFlagsHandler: true }),
      verdict: "fail",
      severity: "low",
      says: /are on/,
    },
    {
      when: "one is on",
      seen: configured({ ...off, enableDebugFlagsHandler: true }),
      verdict: "fail",
      severity: "low",
      says: /enableDebugFlagsHandler is on/,
    },
    { when: "pprof answers anyone", seen: answering("open", { pprof: true }), verdict: "fail", severity: "high" },
    {
      when: "node logs answer anyone",
      seen: withApi(answering("open"), { exchanges: logs }),
      verdict: "fail",
      severity: "high",
    },
    {
      when: "the log query of Windows runs commands",
      seen: windows("v1.31.4"),
      verdict: "fail",
      severity: "medium",
      says: /CVE-2024-9042/,
    },
    { when: "that flaw is fixed", seen: windows("v1.31.5"), verdict: "pass" },
    { when: "both are off", seen: configured(off), verdict: "pass" },
    { when: "/configz does not show them", seen: hardened(), verdict: "unknown", says: /does not decide/ },
    {
      when: "the permission is missing",
      seen: answering("unauthorized"),
      verdict: "unknown",
      says: /grant "get nodes/,
    },
    { when: "no port answers", seen: unreachable(), verdict: "unknown" },
    { when: "the node is gone", seen: hardened(), subject: gone, verdict: "not-applicable" },
  ]);

  it("writes a drop-in where a kubelet runs on flags, since these fields have none", () => {
    const { steps } = check.remediate(contextFor({ distribution: "k3s" }));
    assert.match(steps[0]?.file ?? "", /^\/var\/lib\/rancher\/k3s\/agent\/etc\/kubelet\.conf\.d\//);
    assert.match(steps[0]?.code ?? "", /enableProfilingHandler: false/);
    assert.ok(check.remediate(contextFor()).steps.every(({ code }) => !code?.includes("grep -Hns  ")));
  });
});
