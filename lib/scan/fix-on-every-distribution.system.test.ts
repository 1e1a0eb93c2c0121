import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { findCheck } from "../checks/index.ts";
import type { Distribution } from "../domain/distribution.ts";
import type { CheckResult } from "../domain/scan-report.ts";
import { applyRemediation } from "../fleet/apply/apply-remediation-fixture.ts";
import type { Fleet } from "../fleet/index.ts";
import { fleetOn, scanFleet } from "./fleet-fixture.ts";

let fleet: Fleet;
let stop: () => Promise<void>;

before(async () => {
  ({ fleet, stop } = await fleetOn());
});
after(() => stop());

/** Everything that fields of a kubelet's configuration can get wrong at once. */
const spoiled = {
  anonymous: true,
  authorization: "AlwaysAllow",
  webhookAuthentication: false,
  clientCa: false,
  readOnlyPort: true,
  healthzEverywhere: true,
  tls: "weak",
  longAuthenticationCache: true,
  rotateCertificates: false,
  debugHandlers: true,
  endlessStreams: true,
} as const;

/** Checks of the kubelet that those settings fail, each with a fragment as its remediation. */
const wanted = [
  "kubelet-anonymous-auth-enabled",
  "kubelet-anonymous-exec",
  "kubelet-authz-always-allow",
  "kubelet-client-ca-missing",
  "kubelet-client-cert-rotation-off",
  "kubelet-debug-handlers-enabled",
  "kubelet-healthz-nonlocal",
  "kubelet-readonly-port-open",
  "kubelet-streaming-idle-timeout-zero",
  "kubelet-tls-weak",
  "kubelet-token-webhook-disabled",
];

/** Distributions that do not take a rotated client certificate from the API: nothing to judge there. */
const withoutRotation = new Set<Distribution>(["k3s", "rke2", "eks", "microk8s"]);

/** The cluster that a distribution's fragments are carried out on; MicroK8s has none of its own and borrows one. */
const clusters: [Distribution, string][] = [
  ["kubeadm", "harbor"],
  ["k3s", "skiff"],
  ["rke2", "dinghy"],
  ["eks", "lagoon"],
  ["openshift", "galleon"],
  ["talos", "tender"],
  ["microk8s", "skiff"],
];

for (const [distribution, cluster] of clusters) {
  test(`the kubelet fragments for ${distribution}, carried out, put a spoiled kubelet right`, async () => {
    const node = fleet.clusters.find(({ name }) => name === cluster)?.nodes.find(({ role }) => role === "worker");
    assert.ok(node);
    const failing = wanted.filter(
      (id) => id !== "kubelet-client-cert-rotation-off" || !withoutRotation.has(distribution),
    );
    const scope = { checks: failing, nodes: [node.name] };
    const judged = async () => {
      const { results } = await scanFleet(fleet, cluster, { scope });
      return results.filter(({ subject }) => subject.name === node.name);
    };
    const verdicts = (results: CheckResult[], verdict: CheckResult["verdict"]) =>
      results.filter((result) => result.verdict === verdict).map(({ checkId }) => checkId);
    try {
      await fleet.change(cluster, ({ nodes }) => {
        Object.assign(nodes.find(({ name }) => name === node.name)?.settings ?? {}, spoiled);
      });
      const before = await judged();
      assert.deepEqual(verdicts(before, "fail").sort(), failing);
      for (const { checkId, context } of before) {
        const remediation = findCheck(checkId)?.remediate({ ...context, distribution });
        assert.ok(remediation);
        const ways = await applyRemediation(fleet, cluster, remediation, { ...context, vantage: "worker-node" });
        assert.ok(ways.includes("kubelet configuration"), `${checkId}: ${JSON.stringify(remediation.steps)}`);
      }
      const again = await judged();
      assert.deepEqual(
        again.filter(({ verdict }) => verdict !== "pass").map(({ checkId, reason }) => `${checkId}: ${reason}`),
        [],
      );
    } finally {
      await fleet.restore(cluster);
    }
  });
}
