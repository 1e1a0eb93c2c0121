import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { hiddenControlPlane } from "../../checks/api-server/sample-api-server.ts";
import { etcdClientCertNotRequired } from "../../checks/etcd/etcd-client-cert-not-required.ts";
import { checks } from "../../checks/index.ts";
import { kubeletAnonymousAuthEnabled } from "../../checks/kubelet/kubelet-anonymous-auth-enabled.ts";
import { kubeletClientCaMissing } from "../../checks/kubelet/kubelet-client-ca-missing.ts";
import { evidenceOf, hardened, type Seen, withInventory, withNode, withPort } from "../../checks/sample-evidence.ts";
import { judgeRow } from "../../checks/sample-verdicts.ts";
import type { Distribution } from "../../domain/distribution.ts";
import type { SettingSource } from "../../domain/setting.ts";
import { asNode, commandLine, decided, silent, source, withSources } from "./sources-fixture.ts";

const anonymous = "authentication.anonymous.enabled";
const clientCa = "authentication.x509.clientCAFile";
const verdicts = (seen: Seen) =>
  [kubeletAnonymousAuthEnabled, kubeletClientCaMissing].map((check) => judgeRow(check, { seen, subject: 1 }).verdict);
const args = (product: "k3s" | "rke2", values: SettingSource["values"] = {}) =>
  source("node-args", `annotation ${product}.io/node-args`, values);
const inside = (product: "k3s" | "rke2", values: SettingSource["values"] = {}) => {
  const kubeletVersion = product === "k3s" ? "v1.34.1+k3s1" : "v1.34.1+rke2r1";
  return asNode({ distribution: product, kubeletVersion }, withSources([args(product, values)]));
};

describe("a kubelet inside k3s or RKE2 has no file of its own, and that is no finding", () => {
  test("kube-bench#1978: RKE2's kubelet is judged by what RKE2 starts it with", () => {
    assert.deepEqual(verdicts(inside("rke2")), ["pass", "pass"]);
    assert.deepEqual(decided(inside("rke2"), clientCa), ["/var/lib/rancher/rke2/agent/client-ca.crt", "default"]);
  });

  test("kube-bench#1978: a control-plane node without etcd is not judged as one that has it", () => {
    const server = withNode(withPort(hardened(), "cp-1", 2379, { state: "closed" }), "cp-1", { distribution: "rke2" });
    assert.equal(judgeRow(etcdClientCertNotRequired, { seen: server }).verdict, "not-applicable");
  });

  test("kube-bench#1626: nothing is read from kubeadm's paths on RKE2", () => {
    const stray = source("file", "/var/lib/kubelet/config.yaml", { [anonymous]: true });
    const folder = "/var/lib/rancher/rke2/agent/etc/kubelet.conf.d";
    const line = commandLine(`kubelet --config-dir=${folder} --read-only-port=0`);
    const own = source("drop-in", `${folder}/00-rke2-defaults.conf`, {
      [anonymous]: false,
      [clientCa]: "/var/lib/rancher/rke2/agent/client-ca.crt",
    });
    const seen = asNode({ distribution: "rke2" }, withSources([stray, line, own]));
    assert.deepEqual(decided(seen, anonymous), [false, "drop-in"]);
    assert.deepEqual(verdicts(seen), ["pass", "pass"]);
  });

  test("kube-bench PR #1261: k3s names its flags in no file, and its arguments decide", () => {
    assert.deepEqual(verdicts(inside("k3s")), ["pass", "pass"]);
    assert.deepEqual(verdicts(inside("k3s", { "anonymous-auth": "true" })), ["fail", "pass"]);
  });

  test("kube-bench PR #1523: k3s and RKE2 are told apart by themselves, each with its own paths", () => {
    assert.deepEqual(decided(inside("k3s"), "tlsCertFile"), [
      "/var/lib/rancher/k3s/agent/serving-kubelet.crt",
      "default",
    ]);
    assert.deepEqual(decided(inside("rke2"), "tlsCertFile"), [
      "/var/lib/rancher/rke2/agent/serving-kubelet.crt",
      "default",
    ]);
  });

  test("k3s#826: no process is called kubelet, so nothing but the wire and the annotation is asked for", () => {
    const wire = asNode({ distribution: "k3s" }, hardened());
    assert.equal(judgeRow(kubeletAnonymousAuthEnabled, { seen: wire, subject: 1 }).verdict, "pass");
    assert.deepEqual(verdicts(asNode({ distribution: "k3s" }, silent())), ["unknown", "unknown"]);
  });

  test("FairwindsOps/charts#1197: /etc/kubernetes is no folder on k3s, and its absence proves nothing", () => {
    const unread = asNode(
      { distribution: "k3s", kubeletVersion: "v1.34.1+k3s1" },
      withSources([commandLine("kubelet --node-ip=192.0.2.21")]),
    );
    assert.deepEqual(decided(unread, anonymous), [null, null]);
    assert.deepEqual(verdicts(unread), ["unknown", "unknown"]);
  });
});

describe("paths of providers", () => {
  const at = (distribution: Distribution, line: string, path: string, more: SettingSource[] = []) =>
    asNode(
      { distribution },
      withSources([commandLine(line), source("file", path, { [anonymous]: false, [clientCa]: "/ca.crt" }), ...more]),
    );

  test("kube-bench#940: the file counts that the kubelet is started with, on whatever path a provider keeps it", () => {
    const paths: [Distribution, string][] = [
      ["eks", "/etc/kubernetes/kubelet/kubelet-config.json"],
      ["aks", "/etc/default/kubeletconfig.json"],
      ["gke", "/home/kubernetes/kubelet-config.yaml"],
    ];
    for (const [distribution, path] of paths) {
      assert.deepEqual(verdicts(at(distribution, `kubelet --config=${path}`, path)), ["pass", "pass"], distribution);
      assert.deepEqual(verdicts(at(distribution, `kubelet --config=${path}`, "/var/lib/kubelet/config.yaml")), [
        "unknown",
        "unknown",
      ]);
    }
  });

  test("kube-bench#940: Amazon Linux 2023 splits it into a file and drop-ins, and both are needed", () => {
    const path = "/etc/kubernetes/kubelet/config.json";
    const line = `/usr/bin/kubelet --config-dir=${path}.d --config=${path}`;
    assert.deepEqual(decided(at("eks", line, path), "readOnlyPort"), [null, null]);
    const dropIn = source("drop-in", `${path}.d/00-nodeadm.conf`, {});
    assert.deepEqual(decided(at("eks", line, path, [dropIn]), "readOnlyPort"), [0, "default"]);
  });

  test("kube-bench#940: AKS nodes without a custom file run on flags, which say all", () => {
    const line =
      "kubelet --anonymous-auth=false --authorization-mode=Webhook --client-ca-file=/etc/kubernetes/certs/ca.crt";
    const seen = asNode({ distribution: "aks" }, withSources([commandLine(line)]));
    assert.deepEqual(verdicts(seen), ["pass", "pass"]);
    assert.deepEqual(decided(seen, "readOnlyPort"), [10255, "default"]);
  });

  test("stackrox#12763: what EKS does not let anyone set is neither failed nor passed", () => {
    const evidence = evidenceOf(hiddenControlPlane());
    const own = ["etcd", "controller-manager", "scheduler"];
    for (const check of checks.filter(({ component }) => own.includes(component)))
      for (const subject of check.subjects(evidence)) {
        const { verdict, reason } = check.judge(subject, evidence);
        assert.ok(
          verdict === "not-applicable" || verdict === "unknown",
          `${check.id} on ${subject.name}: ${verdict}, ${reason}`,
        );
      }
  });

  test("the distribution is the node's own: a worker of another kind keeps its own defaults", () => {
    const seen = withInventory(inside("k3s"), {
      cluster: { ...hardened().inventory.cluster, distribution: "kubeadm" },
    });
    assert.deepEqual(decided(seen, anonymous), [false, "default"]);
  });
});
