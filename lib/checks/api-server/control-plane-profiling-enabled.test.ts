import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { StaticPod } from "../../domain/inventory.ts";
import { contextFor, exchange, hardened, type Seen, withInventory, withPort } from "../sample-evidence.ts";
import { judgeRow, verdictTable } from "../sample-verdicts.ts";
import { controlPlaneProfilingEnabled as check } from "./control-plane-profiling-enabled.ts";
import { adminForAll, withApiServer } from "./sample-api-server.ts";
import { k3sServer, managedRow, rowsWithoutFlags, unreadK3s } from "./sample-flags.ts";

type Profiled = "kube-apiserver" | "kube-controller-manager" | "kube-scheduler";
const off = { "--profiling": "false" };

function withProfiling(changes: Partial<Record<Profiled, Record<string, string>>> = {}, seen = hardened()): Seen {
  const flags = { "kube-apiserver": off, "kube-controller-manager": off, "kube-scheduler": off, ...changes };
  const staticPods = Object.entries(flags).map(
    ([component, own]): StaticPod => ({
      node: "cp-1",
      namespace: "kube-system",
      name: `${component}-cp-1`,
      component: component as Profiled,
      flags: own,
      image: null,
    }),
  );
  return withInventory(seen, { staticPods });
}

const stranger = withApiServer(adminForAll, {
  changes: { exchanges: [exchange("https://192.0.2.10:6443/debug/pprof/", 200, "profiles")] },
});
const openManager = withPort(hardened(), "cp-1", 10257, {
  state: "open",
  service: "kube-controller-manager",
  component: {
    component: "kube-controller-manager",
    openPaths: ["/debug/pprof/"],
    healthz: true,
    pprof: true,
    mode: null,
  },
  exchanges: [exchange("https://192.0.2.10:10257/debug/pprof/", 200, "profiles")],
});

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "the scheduler does not set it",
      seen: withProfiling({ "kube-scheduler": { "--leader-elect": "true" } }),
      verdict: "fail",
      severity: "low",
      says: /kube-scheduler does not set --profiling, which is true by default/,
    },
    {
      when: "the API server turns it on",
      seen: withProfiling({ "kube-apiserver": { "--profiling": "true" } }),
      verdict: "fail",
      severity: "low",
    },
    {
      when: "strangers get profiles of the API server",
      seen: withProfiling({}, stranger),
      verdict: "fail",
      severity: "high",
      says: /6443\/TCP/,
    },
    {
      when: "strangers get profiles of the controller manager",
      seen: openManager,
      verdict: "fail",
      severity: "high",
      says: /10257\/TCP/,
    },
    { when: "all three turn it off", seen: withProfiling(), verdict: "pass" },
    {
      when: "one of three is not seen",
      seen: withInventory(hardened(), { staticPods: withProfiling().inventory.staticPods?.slice(0, 2) ?? [] }),
      verdict: "unknown",
    },
    { when: "a k3s server overrides nothing", seen: k3sServer(), verdict: "pass", says: /k3s starts/ },
    {
      when: "a k3s server turns it on",
      seen: k3sServer({ profiling: "true" }, "kube-scheduler"),
      verdict: "fail",
      severity: "low",
      says: /kube-scheduler sets/,
    },
    unreadK3s,
    ...rowsWithoutFlags,
    managedRow,
  ]);

  it("mends only the components that were found, and all three where none is named", () => {
    const { values } = judgeRow(check, { seen: withProfiling({ "kube-scheduler": { "--leader-elect": "true" } }) });
    const text = JSON.stringify(check.remediate(contextFor({ values: values ?? {} })).steps);
    assert.match(text, /manifests\/kube-scheduler\.yaml/);
    assert.doesNotMatch(text, /manifests\/kube-apiserver\.yaml/);
    assert.match(JSON.stringify(check.remediate(contextFor()).steps), /manifests\/kube-controller-manager\.yaml/);
  });
});
