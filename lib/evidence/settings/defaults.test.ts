import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { hardened, withInventory } from "../../checks/sample-evidence.ts";
import type { SettingComponent, SettingSource, SettingValue } from "../../domain/setting.ts";
import { asNode, commandLine, decided, source, withSources, worker } from "./sources-fixture.ts";

const legacy = [
  "authentication.anonymous.enabled",
  "authentication.webhook.enabled",
  "authorization.mode",
  "readOnlyPort",
];
const defaultsOf = (settings: SettingSource[], node = {}) =>
  legacy.map((name) => decided(asNode(node, withSources(settings)), name)[0]);

describe("the kubelet's two sets of defaults", () => {
  const read = source("file", "/etc/kubelet.yaml", {});
  const folder = source("drop-in", "/etc/kubelet.d/10-a.conf", {});
  const cases: [string, SettingSource[], SettingValue[]][] = [
    ["with --config: closed", [commandLine("kubelet --config=/etc/kubelet.yaml"), read], [false, true, "Webhook", 0]],
    ["flags alone: open", [commandLine("kubelet --kubeconfig=/etc/k.conf")], [true, false, "AlwaysAllow", 10255]],
    [
      "--config-dir without --config: open",
      [commandLine("kubelet --config-dir=/etc/kubelet.d"), folder],
      [true, false, "AlwaysAllow", 10255],
    ],
  ];
  for (const [name, settings, expected] of cases) test(name, () => assert.deepEqual(defaultsOf(settings), expected));
});

describe("the kubelet inside k3s and RKE2", () => {
  const args = source("node-args", "annotation k3s.io/node-args", {});
  const at = (distribution: "k3s" | "rke2", kubeletVersion: string) =>
    defaultsOf([args], { distribution, kubeletVersion });
  test("is started closed", () => {
    assert.deepEqual(at("k3s", "v1.34.1+k3s1"), [false, true, "Webhook", 0]);
    assert.deepEqual(at("rke2", "v1.34.1+rke2r1"), [false, true, "Webhook", 0]);
  });
  test("served 10255 from v1.32.0+k3s1 to v1.32.3+k3s1, and in RKE2 nobody knows how long", () => {
    assert.equal(at("k3s", "v1.31.7+k3s1")[3], 0);
    assert.equal(at("k3s", "v1.32.3+k3s1")[3], 10255);
    assert.equal(at("k3s", "v1.32.4+k3s1")[3], 0);
    assert.equal(at("rke2", "v1.32.3+rke2r1")[3], null);
    assert.equal(at("rke2", "v1.33.2+rke2r1")[3], 0);
  });
});

describe("control-plane components", () => {
  const started = (component: SettingComponent, flags = {}, version = "v1.36.2") => {
    const seen = hardened();
    const cluster = { ...seen.inventory.cluster, version };
    const line = source("command-line", `command line of ${component}`, flags, { component, node: "cp-1" });
    return withInventory(seen, { cluster, settingSources: [line] });
  };
  const value = (component: SettingComponent, name: string, version?: string, flags = {}) =>
    decided(started(component, flags, version), name, component, "cp-1")[0];

  test("flags that nobody sets have upstream's defaults", () => {
    assert.equal(value("kube-apiserver", "anonymous-auth"), true);
    assert.equal(value("kube-apiserver", "profiling"), true);
    assert.deepEqual(value("kube-apiserver", "authorization-mode"), ["AlwaysAllow"]);
    assert.equal(value("kube-apiserver", "kubelet-certificate-authority"), "");
    assert.equal(value("etcd", "client-cert-auth"), false);
    assert.equal(value("kube-controller-manager", "bind-address"), "0.0.0.0");
    assert.equal(value("kube-scheduler", "profiling"), true);
  });

  test("defaults follow the minor, and are not presumed of a version that is not known", () => {
    assert.deepEqual(
      ["v1.19.4", "v1.20.0", "v1.36.2"].map((version) => value("kube-apiserver", "insecure-port", version)),
      [8080, 0, 0],
    );
    assert.deepEqual(
      ["v1.21.0", "v1.22.0"].map((version) => value("kube-controller-manager", "port", version)),
      [10252, 0],
    );
    assert.deepEqual(
      ["v1.22.0", "v1.23.0"].map((version) => value("kube-scheduler", "port", version)),
      [10251, 0],
    );
    assert.equal(value("etcd", "enable-v2"), null);
  });

  test("NodeRestriction is in no set of plugins that is on by itself", () => {
    for (const version of ["v1.20.0", "v1.27.0", "v1.36.2"]) {
      const plugins = value("kube-apiserver", "enable-admission-plugins", version);
      assert.ok(
        Array.isArray(plugins) && plugins.includes("NamespaceLifecycle") && !plugins.includes("NodeRestriction"),
      );
    }
  });

  test("a file of authorisers takes the place of the flag", () => {
    assert.equal(
      value("kube-apiserver", "authorization-mode", "v1.36.2", { "authorization-config": "/etc/authz.yaml" }),
      null,
    );
  });

  test("without a command line nothing is presumed, but inside k3s the server's own flags are", () => {
    assert.deepEqual(decided(hardened(), "anonymous-auth", "kube-apiserver", "cp-1"), [null, null]);
    const args = source("node-args", "annotation k3s.io/node-args", { "anonymous-auth": "true" }, { node: "cp-1" });
    const seen = withInventory(hardened(), {
      settingSources: [args],
      nodes: hardened().inventory.nodes.map((node) => ({ ...node, distribution: "k3s" as const })),
    });
    assert.deepEqual(decided(seen, "anonymous-auth", "kube-apiserver", "cp-1"), [false, "default"]);
    assert.deepEqual(decided(seen, "anonymous-auth", "kubelet", "cp-1"), [false, "wire"]);
    assert.deepEqual(decided(seen, "anonymous-auth", "kube-apiserver", worker), [null, null]);
  });
});

test("k3s keeps etcd's metrics on the node, unless it is told to expose them", () => {
  const k3s = (values: SettingSource["values"]) =>
    withInventory(hardened(), {
      settingSources: [source("node-args", "annotation k3s.io/node-args", values, { component: "etcd", node: "cp-1" })],
      nodes: hardened().inventory.nodes.map((node) => ({ ...node, distribution: "k3s" as const })),
    });
  const urls = (values: SettingSource["values"]) => decided(k3s(values), "listen-metrics-urls", "etcd", "cp-1")[0];
  assert.deepEqual(urls({}), ["http://127.0.0.1:2381"]);
  assert.equal(urls({ "etcd-expose-metrics": "true" }), null);
});

describe("kube-proxy", () => {
  const line = (flags: string, node = worker) =>
    commandLine(flags, { component: "kube-proxy", node, name: "kube-proxy" });
  test("its ConfigMap is its file: what it leaves out has the file's default", () => {
    assert.deepEqual(decided(hardened(), "metricsBindAddress", "kube-proxy"), ["127.0.0.1:10249", "configmap"]);
    const kubeProxy = { metricsBindAddress: null, nodePortAddresses: [], mode: "nftables" };
    const seen = withInventory(hardened(), { kubeProxy });
    assert.deepEqual(decided(seen, "metricsBindAddress", "kube-proxy"), ["127.0.0.1:10249", "default"]);
    assert.deepEqual(decided(seen, "nodePortAddresses", "kube-proxy"), [["primary"], "default"]);
    assert.deepEqual(decided(hardened(), "nodePortAddresses", "kube-proxy"), [[], "default"]);
  });

  test("with --config its flags have no effect, without it the ConfigMap has none", () => {
    const withFile = withSources(
      [line("--config=/var/lib/kube-proxy/config.conf --metrics-bind-address=0.0.0.0:10249")],
      hardened(),
    );
    assert.deepEqual(decided(withFile, "metricsBindAddress", "kube-proxy"), ["127.0.0.1:10249", "configmap"]);
    const alone = withSources([line("--metrics-bind-address=0.0.0.0:10249")], hardened());
    assert.deepEqual(decided(alone, "metricsBindAddress", "kube-proxy"), ["0.0.0.0:10249", "command-line"]);
    assert.deepEqual(decided(alone, "healthzBindAddress", "kube-proxy"), ["0.0.0.0:10256", "default"]);
  });

  test("where neither ConfigMap nor command line is seen, nothing is presumed", () => {
    const seen = withInventory(hardened(), { kubeProxy: null });
    assert.deepEqual(decided(seen, "metricsBindAddress", "kube-proxy"), [null, null]);
  });
});
