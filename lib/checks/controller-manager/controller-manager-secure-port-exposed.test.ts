import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { contextFor, evidenceOf, hardened } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { controllerManagerSecurePortExposed as check } from "./controller-manager-secure-port-exposed.ts";
import { securePortRows } from "./sample-secure-rows.ts";

describe(check.id, () => {
  verdictTable(check, securePortRows("kube-controller-manager", 10257));

  it("is about every control-plane node, and about no worker", () => {
    assert.deepEqual(
      check.subjects(evidenceOf(hardened())).map(({ name, port }) => `${name}:${port}`),
      ["cp-1:10257"],
    );
  });

  it("sets the flag where each distribution keeps it, and says how to take it back", () => {
    const on = (distribution: Parameters<typeof contextFor>[0]) => check.remediate(contextFor(distribution));
    assert.match(on({ distribution: "kubeadm" }).steps[1]?.code ?? "", /--bind-address=127\.0\.0\.1/);
    assert.match(on({ distribution: "rke2" }).steps[0]?.code ?? "", /kube-controller-manager-arg/);
    assert.match(on({ distribution: "openshift" }).summary, /by design/);
    assert.ok(on({ distribution: "eks" }).undo);
  });

  it("lets nobody but the node in, except OpenShift's monitoring; a provider's firewall is not ours", () => {
    assert.deepEqual(check.allow?.(contextFor())?.allow, []);
    const openshift = check.allow?.(contextFor({ distribution: "openshift" }));
    assert.deepEqual(
      openshift?.allow.flatMap(({ cidrs }) => cidrs),
      ["192.0.2.10/32", "10.244.0.0/16"],
    );
    assert.equal(check.allow?.(contextFor({ distribution: "gke" })), null);
  });
});
