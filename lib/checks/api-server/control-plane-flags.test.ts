import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { evidenceOf, hardened, type Seen, withInventory, withNode } from "../sample-evidence.ts";
import { readFlag } from "./control-plane-flags.ts";
import { apiServerInstances } from "./managed-control-plane.ts";
import { withStaticPod } from "./sample-api-server.ts";
import { k3sServer, source, withApiServerFlags } from "./sample-flags.ts";

const component = "kube-apiserver";

function read(seen: Seen, name = "profiling") {
  const evidence = evidenceOf(seen);
  const [subject] = apiServerInstances(evidence);
  assert.ok(subject);
  return readFlag(evidence, subject, component, name);
}

describe("a flag of the API server", () => {
  it("is what the command line says, whatever a ConfigMap says", () => {
    const configMap = source({ kind: "configmap", name: "ConfigMap kubeadm-config", values: { profiling: "true" } });
    const seen = withInventory(withApiServerFlags(), { settingSources: [configMap] });
    const { value, items } = read(seen);
    assert.equal(value, "false");
    assert.equal(items.filter(({ decisive }) => decisive).length, 1);
  });

  it("is not set where the command line leaves it out, and not known where none was read", () => {
    const left = read(withApiServerFlags({ "--profiling": null }));
    assert.deepEqual([left.value, left.isRead], [null, true]);
    assert.match(left.items[0]?.received ?? "", /--profiling is not set/);
    assert.equal(read(hardened()).isRead, false);
  });

  it("is not known from a ConfigMap that does not name it, but on OpenShift, where it is all there is", () => {
    const settingSources = [
      source({ kind: "configmap", name: "ConfigMap config", values: { "audit-log-path": "/x" } }),
    ];
    assert.equal(read(withInventory(hardened(), { settingSources })).isRead, false);
    const openshift = withNode(hardened(), "cp-1", { distribution: "openshift" });
    assert.equal(read(withInventory(openshift, { settingSources })).isRead, true);
  });

  it("is not known from a command line that names a file only, or nothing at all", () => {
    const fileOnly = withStaticPod(component, { "--openshift-config": "/etc/config.yaml" });
    assert.equal(read(fileOnly).isRead, false);
    assert.equal(read(withStaticPod(component, {})).isRead, false);
    const settingSources = [source({ kind: "configmap", name: "ConfigMap config", values: { profiling: "false" } })];
    const onOpenshift = withNode(withInventory(fileOnly, { settingSources }), "cp-1", { distribution: "openshift" });
    assert.equal(read(onOpenshift).value, "false");
    assert.deepEqual(
      [read(onOpenshift, "audit-log-path").value, read(onOpenshift, "audit-log-path").isRead],
      [null, true],
    );
  });

  it("counts as read on k3s by any argument of the server", () => {
    assert.deepEqual(read(k3sServer({}, "etcd")).isRead, true);
    assert.equal(read(k3sServer({ profiling: "true" })).value, "true");
  });

  it("is not set where it is empty", () => {
    assert.equal(read(withApiServerFlags({ "--token-auth-file": "" }), "token-auth-file").value, null);
  });
});

describe("instances of the API server", () => {
  it("are the control-plane nodes, and not those that run etcd alone", () => {
    const seen = withNode(hardened(), "worker-1", { roles: ["etcd"] });
    assert.deepEqual(
      apiServerInstances(evidenceOf(seen)).map(({ name }) => name),
      ["cp-1"],
    );
  });
});
