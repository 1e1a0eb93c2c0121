import { describe } from "node:test";
import {
  hardened,
  hardenedConfiguration,
  node,
  type Seen,
  withInventory,
  withKubeletConfig,
} from "../sample-evidence.ts";
import { kubeletConfigDrift as check } from "./kubelet-config-drift.ts";
import { configured, kubeletTable, unconfigured, unreachable } from "./sample-kubelets.ts";
import { gone, kubeletSource, withPrevious } from "./sample-settings.ts";

/** Four workers that have the same settings but for worker-1. */
function pool(seen: Seen, labels: Record<string, string> = {}): Seen {
  const more = [node("worker-3", "192.0.2.23"), node("worker-4", "192.0.2.24")];
  const read = {
    status: "read",
    source: "kubelet-configz",
    at: "2026-11-21T08:00:00Z",
    config: hardenedConfiguration,
  } as const;
  const nodes = [...seen.inventory.nodes, ...more].map((entry) =>
    entry.name === "worker-1" ? { ...entry, labels } : entry,
  );
  return withInventory(seen, {
    nodes,
    kubeletConfigs: { ...seen.inventory.kubeletConfigs, "worker-3": read, "worker-4": read },
  });
}
const declares = (seen: Seen, values: Record<string, number | boolean | string>) =>
  withInventory(seen, {
    settingSources: [kubeletSource("configmap", values, { node: null, name: "ConfigMap kube-system/kubelet-config" })],
  });
const anonymous = { authentication: { ...hardenedConfiguration.authentication, anonymous: { enabled: true } } };
const own = { "eks.amazonaws.com/nodegroup": "gpu" };

describe(check.id, () => {
  kubeletTable(check, [
    {
      when: "its siblings have the port off",
      seen: pool(configured({ readOnlyPort: 10255 })),
      verdict: "fail",
      severity: "medium",
      says: /readOnlyPort is 10255, but most of worker nodes have 0/,
    },
    {
      when: "its siblings ask the API server",
      seen: pool(configured({ authorization: { mode: "AlwaysAllow" } })),
      verdict: "fail",
      severity: "high",
    },
    {
      when: "the ConfigMap says otherwise",
      seen: declares(configured(anonymous), { "authentication.anonymous.enabled": false }),
      verdict: "fail",
      severity: "medium",
      says: /ConfigMap kube-system\/kubelet-config says false/,
    },
    {
      when: "the last scan saw it off",
      seen: withPrevious({}, { seen: configured({ readOnlyPort: 10255 }) }),
      verdict: "fail",
      severity: "medium",
      says: /the last scan saw 0/,
    },
    {
      when: "siblings and ConfigMap agree against it, which is one sentence",
      seen: pool(declares(configured({ readOnlyPort: 10255 }), { readOnlyPort: 0 })),
      verdict: "fail",
      severity: "medium",
      says: /^readOnlyPort is 10255, but ConfigMap kube-system\/kubelet-config says 0 and most of worker nodes have 0\.$/,
    },
    {
      when: "it is safer than the ConfigMap",
      seen: declares(hardened(), { readOnlyPort: 10255 }),
      verdict: "fail",
      severity: "info",
    },
    {
      when: "two safe values differ",
      seen: declares(hardened(), { "authentication.x509.clientCAFile": "/other/ca.crt" }),
      verdict: "fail",
      severity: "low",
    },
    { when: "it was put right since the last scan", seen: withPrevious({ readOnlyPort: 10255 }), verdict: "pass" },
    { when: "nothing differs", seen: pool(hardened()), verdict: "pass" },
    {
      when: "its pool is another, and the last scan saw the same",
      seen: withPrevious({ readOnlyPort: 10255 }, { seen: pool(configured({ readOnlyPort: 10255 }), own) }),
      verdict: "pass",
    },
    {
      when: "one sibling is no majority",
      seen: configured({ readOnlyPort: 10255 }),
      verdict: "unknown",
      says: /nothing to compare with/,
    },
    { when: "its own settings are not known", seen: unconfigured(), verdict: "unknown", says: /grant "get nodes/ },
    { when: "no port answers", seen: unreachable(), verdict: "unknown" },
    {
      when: "a sibling's settings are not known",
      seen: pool(withKubeletConfig(hardened(), "worker-2", null)),
      verdict: "pass",
    },
    { when: "the node is gone", seen: hardened(), subject: gone, verdict: "not-applicable" },
  ]);
});
