import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  evidenceOf,
  exchange,
  hardened,
  hardenedConfiguration,
  kubelet,
  withInventory,
  withKubeletConfig,
  withPort,
} from "../../checks/sample-evidence.ts";
import { effectiveSettings } from "../index.ts";
import { commandLine, decided, settingOf, silent, source, withSources, worker } from "./sources-fixture.ts";

const anonymous = "authentication.anonymous.enabled";
const file = (values: Record<string, string | number | boolean>, name = "/var/lib/kubelet/config.yaml") =>
  source("file", name, values);
const byFile = commandLine("kubelet --config=/var/lib/kubelet/config.yaml --kubeconfig=/etc/kubernetes/kubelet.conf");
const answering = (access: "open" | "unauthorized" | "forbidden-anonymous") =>
  withPort(hardened(), worker, 10250, {
    state: "open",
    service: "kubelet",
    kubelet: kubelet({ access }),
    exchanges: [exchange("https://192.0.2.21:10250/pods", 200, "")],
  });

describe("which source decides", () => {
  test("the wire counts before what the kubelet says of itself, and the contradiction is named", () => {
    const setting = settingOf(answering("forbidden-anonymous"), anonymous);
    assert.deepEqual([setting.value, setting.decidedBy], [true, "wire"]);
    assert.deepEqual(
      setting.readings.map(({ kind, value }) => [kind, value]),
      [
        ["wire", true],
        ["configz", false],
      ],
    );
    assert.match(
      setting.contradiction ?? "",
      /^\/configz .*enabled: false, but a caller without credentials is system:anonymous\.$/,
    );
  });

  test("/configz counts before flags and files, and an absent field is Go's zero value there", () => {
    const seen = withSources(
      [commandLine("kubelet --read-only-port=10255"), file({ readOnlyPort: 10255 })],
      withKubeletConfig(silent(), worker, hardenedConfiguration),
    );
    const setting = settingOf(seen, "readOnlyPort");
    assert.deepEqual([setting.value, setting.decidedBy], [0, "configz"]);
    assert.match(setting.why, /leaves the field out, which means 0/);
  });

  test("a field that /configz always writes is not known where it is absent", () => {
    const seen = withKubeletConfig(silent(), worker, { authentication: {} });
    assert.deepEqual(decided(seen, anonymous), [null, null]);
  });

  test("a flag counts before a drop-in, the last drop-in before the file, the file before the default", () => {
    const folder = "/etc/kubernetes/kubelet.conf.d";
    const started = commandLine(
      `kubelet --config=/var/lib/kubelet/config.yaml --config-dir=${folder} --anonymous-auth=true`,
    );
    const seen = withSources([
      file({ [anonymous]: false, readOnlyPort: 1, healthzPort: 7 }),
      source("drop-in", `${folder}/90-site.conf`, { readOnlyPort: 3, [anonymous]: false }),
      source("drop-in", `${folder}/10-base.conf`, { readOnlyPort: 2 }),
      started,
    ]);
    assert.deepEqual(decided(seen, anonymous), [true, "command-line"]);
    assert.deepEqual(decided(seen, "readOnlyPort"), [3, "drop-in"]);
    assert.deepEqual(decided(seen, "healthzPort"), [7, "file"]);
    assert.deepEqual(decided(seen, "authorization.mode"), ["Webhook", "default"]);
  });

  test("a kubelet's ConfigMap counts only where nothing else tells, and is called what it is", () => {
    const map = source("configmap", "ConfigMap kube-system/kubelet-config", { readOnlyPort: 10255 }, { node: null });
    const alone = settingOf(withSources([map]), "readOnlyPort");
    assert.deepEqual([alone.value, alone.decidedBy], [10255, "configmap"]);
    assert.match(alone.why, /meant to have/);
    assert.deepEqual(decided(withSources([map, byFile, file({})]), "readOnlyPort"), [0, "default"]);
  });

  test("a source of another node says nothing here", () => {
    const other = source("file", "/var/lib/kubelet/config.yaml", { readOnlyPort: 10255 }, { node: "worker-2" });
    assert.deepEqual(decided(withSources([other]), "readOnlyPort"), [null, null]);
  });

  test("values are read in the setting's own type, under the field's name or the flag's", () => {
    const seen = withSources([
      source("node-args", "annotation k3s.io/node-args", { "--anonymous-auth": "False", "tls-cipher-suites": "A, B" }),
    ]);
    assert.deepEqual(decided(seen, anonymous), [false, "node-args"]);
    assert.deepEqual(decided(seen, "anonymous-auth"), [false, "node-args"]);
    assert.deepEqual(decided(seen, "tlsCipherSuites"), [["A", "B"], "node-args"]);
  });
});

describe("what is not known stays so", () => {
  test("nothing was read: no value, and how to supply it", () => {
    const setting = settingOf(silent(), "readOnlyPort");
    assert.deepEqual([setting.value, setting.decidedBy, setting.readings], [null, null, []]);
    assert.match(setting.why, /flags alone, whose defaults differ; grant "get nodes\/configz"/);
  });

  test("a kubelet whose certificate does not verify needs another certificate, and no permission", () => {
    const answer = { status: "unknown", reason: "it does not verify", need: null, certificate: true } as const;
    const { why } = settingOf(withInventory(silent(), { kubeletConfigs: { [worker]: answer } }), "readOnlyPort");
    assert.match(why, /serving certificate does not verify.*signed by the cluster's CA, or upload a node report/);
    assert.doesNotMatch(why, /grant/);
  });

  test("what a kubelet told over an unverified connection counts, and says so beside its reading", () => {
    const seen = withKubeletConfig(silent(), worker, hardenedConfiguration);
    const answer = seen.inventory.kubeletConfigs[worker];
    assert.ok(answer?.status === "read");
    const told = withInventory(seen, { kubeletConfigs: { [worker]: { ...answer, unverified: true } } });
    const notes = (of: typeof seen) => settingOf(of, anonymous).readings.map(({ note = "" }) => note);
    assert.match(notes(told)[0] ?? "", /certificate does not verify/);
    assert.doesNotMatch(notes(seen).join(), /does not verify/);
  });

  test("a file that leaves a key out decides nothing while the command line is not known", () => {
    assert.deepEqual(decided(withSources([file({})]), "readOnlyPort"), [null, null]);
  });

  test("a file that names the key decides nothing either, but it may contradict the wire", () => {
    const named = settingOf(withSources([file({ [anonymous]: false })]), anonymous);
    assert.deepEqual([named.value, named.decidedBy, named.readings[0]?.value], [null, null, false]);
    assert.match(named.why, /config\.yaml says false, but it is not known whether the kubelet is started with it/);
    const unread = withKubeletConfig(answering("forbidden-anonymous"), worker, null);
    const asked = settingOf(withSources([file({ [anonymous]: false })], unread), anonymous);
    assert.deepEqual([asked.value, asked.decidedBy], [true, "wire"]);
    assert.match(asked.contradiction ?? "", /config\.yaml says .*false, but/);
  });

  test("the file or the drop-ins of the command line were not read", () => {
    assert.match(
      settingOf(withSources([byFile]), anonymous).why,
      /--config=\/var\/lib\/kubelet\/config\.yaml\) was not read/,
    );
    const dropIns = commandLine("kubelet --config=/var/lib/kubelet/config.yaml --config-dir=/etc/k.d");
    assert.match(
      settingOf(withSources([dropIns, file({})]), anonymous).why,
      /--config-dir=\/etc\/k\.d\) were not read/,
    );
  });

  test("a setting without a table of defaults is compared and never presumed", () => {
    assert.deepEqual(decided(withSources([byFile, file({ eventRecordQPS: 0 })]), "eventRecordQPS"), [0, "file"]);
    assert.deepEqual(decided(withSources([byFile, file({})]), "constructor"), [null, null]);
  });
});

test("the node's page gets every component that its sources tell something of", () => {
  const evidence = evidenceOf(hardened());
  const components = (node: string) => [
    ...new Set(effectiveSettings(evidence, node).map(({ component }) => component)),
  ];
  assert.deepEqual(components(worker), ["kubelet", "kube-proxy"]);
  const names = effectiveSettings(evidence, "cp-1").map(({ component, name }) => `${component} ${name}`);
  assert.equal(new Set(names).size, names.length);
  assert.ok(names.includes("kubelet readOnlyPort") && names.includes("kube-proxy metricsBindAddress"));
});

test("five thousand nodes are asked forty settings each within two seconds", () => {
  const seen = hardened();
  const nodes = Array.from({ length: 5000 }, (_, index) => ({
    ...seen.inventory.nodes[1],
    name: `n-${index}`,
    uid: `u-${index}`,
  }));
  const evidence = evidenceOf({
    ...seen,
    inventory: { ...seen.inventory, nodes: nodes as typeof seen.inventory.nodes },
  });
  const started = performance.now();
  for (const { name } of nodes) assert.ok(effectiveSettings(evidence, name).length > 20);
  assert.ok(performance.now() - started < 2000);
});
