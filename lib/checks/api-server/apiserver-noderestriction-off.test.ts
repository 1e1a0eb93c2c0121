import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { contextFor } from "../sample-evidence.ts";
import { judgeRow, verdictTable } from "../sample-verdicts.ts";
import { apiserverNoderestrictionOff as check } from "./apiserver-noderestriction-off.ts";
import { k3sServer, managedRow, rowsWithoutFlags, unreadK3s, withApiServerFlags } from "./sample-flags.ts";

const plugins = (enabled: string | null, disabled: string | null = null) =>
  withApiServerFlags({ "--enable-admission-plugins": enabled, "--disable-admission-plugins": disabled });

describe(check.id, () => {
  verdictTable(check, [
    { when: "no plugin is named", seen: plugins(null), verdict: "fail", severity: "high", says: /on by default/ },
    { when: "others are named", seen: plugins("PodSecurity,EventRateLimit"), verdict: "fail", severity: "high" },
    {
      when: "it is named and disabled",
      seen: plugins("NodeRestriction", "NodeRestriction"),
      verdict: "fail",
      severity: "high",
    },
    { when: "it is among others", seen: plugins("PodSecurity, NodeRestriction"), verdict: "pass" },
    { when: "a k3s server overrides nothing", seen: k3sServer(), verdict: "pass" },
    {
      when: "a k3s server overrides the list",
      seen: k3sServer({ "enable-admission-plugins": "EventRateLimit" }),
      verdict: "fail",
      severity: "high",
    },
    unreadK3s,
    ...rowsWithoutFlags,
    managedRow,
  ]);

  it("adds to the list that is there", () => {
    const { values } = judgeRow(check, { seen: plugins("PodSecurity,EventRateLimit") });
    const { steps } = check.remediate(contextFor({ values: values ?? {} }));
    assert.match(JSON.stringify(steps), /--enable-admission-plugins=PodSecurity,EventRateLimit,NodeRestriction/);
    const current = { "enable-admission-plugins": { value: ["PodSecurity"], source: "x", at: null } };
    assert.deepEqual(check.wanted?.(contextFor({ current })), {
      "enable-admission-plugins": ["PodSecurity", "NodeRestriction"],
    });
  });

  it("lets nothing but names of plugins into a command line", () => {
    const { steps } = check.remediate(contextFor({ values: { plugins: "A,$(reboot),B" } }));
    assert.doesNotMatch(JSON.stringify(steps), /reboot/);
  });
});
