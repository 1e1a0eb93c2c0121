import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { kubeletAnonymousAuthEnabled } from "../../checks/kubelet/kubelet-anonymous-auth-enabled.ts";
import { kubeletReadonlyPortOpen } from "../../checks/kubelet/kubelet-readonly-port-open.ts";
import { kubelet, type Seen, withKubeletConfig, withPort } from "../../checks/sample-evidence.ts";
import { judgeRow } from "../../checks/sample-verdicts.ts";
import type { SettingSource } from "../../domain/setting.ts";
import { asNode, commandLine, decided, settingOf, silent, source, withSources, worker } from "./sources-fixture.ts";

const anonymous = "authentication.anonymous.enabled";
const readOnly = (seen: Seen) => judgeRow(kubeletReadonlyPortOpen, { seen, subject: 1 });
const verdict = (seen: Seen) => readOnly(seen).verdict;
const anonymousVerdict = (seen: Seen) => judgeRow(kubeletAnonymousAuthEnabled, { seen, subject: 1 }).verdict;
const answering = (seen: Seen) =>
  withPort(seen, worker, 10255, {
    state: "open",
    service: "kubelet-read-only",
    kubelet: kubelet({ endpoint: "read-only", access: "open", podCount: 7, openPaths: ["/pods"] }),
  });
const closed = (seen: Seen) => withPort(seen, worker, 10255, { state: "closed" });
const kubeadm = commandLine("kubelet --kubeconfig=/etc/kubernetes/kubelet.conf --config=/var/lib/kubelet/config.yaml");
const kubeadmFile = source("file", "/var/lib/kubelet/config.yaml", {
  [anonymous]: false,
  "authorization.mode": "Webhook",
});
const k3s = (version: string, sources: SettingSource[], seen = silent()) =>
  asNode({ distribution: "k3s", kubeletVersion: version }, withSources(sources, seen));
const k3sFolder = "/var/lib/rancher/k3s/agent/etc/kubelet.conf.d";
const k3sLine = `kubelet --cloud-provider=external --config-dir=${k3sFolder} --hostname-override=node-0 --node-labels=`;
const k3sDropIn = source("drop-in", `${k3sFolder}/00-k3s-defaults.conf`, {
  [anonymous]: false,
  "authorization.mode": "Webhook",
});

describe("a hardened kubelet is not accused", () => {
  test("kube-bench#646: the file of --config leaves readOnlyPort out, so it is 0", () => {
    const seen = withSources([kubeadm, kubeadmFile]);
    assert.deepEqual(decided(seen, "readOnlyPort"), [0, "default"]);
    assert.equal(verdict(seen), "pass");
  });

  test("kube-bench#948: a stale file lies at the usual path, the kubelet is started with another", () => {
    const started = commandLine("kubelet --node-ip=10.10.10.111 --config=/etc/kubernetes/kubelet-config.yaml");
    const stale = source("file", "/var/lib/kubelet/config.yaml", { readOnlyPort: 10255, [anonymous]: true });
    const own = source("file", "/etc/kubernetes/kubelet-config.yaml", { [anonymous]: false });
    const seen = withSources([started, stale, own]);
    assert.deepEqual(decided(seen, anonymous), [false, "file"]);
    assert.equal(verdict(seen), "pass");
    const ignored = settingOf(seen, anonymous).readings.find(({ source }) => source === stale.name);
    assert.match(
      ignored?.note ?? "",
      /says true, but the kubelet is started with --config=\/etc\/kubernetes\/kubelet-config\.yaml/,
    );
    assert.deepEqual(decided(withSources([started, stale]), anonymous), [null, null]);
    assert.equal(anonymousVerdict(withSources([stale])), "unknown");
  });

  test("kube-bench#1256: --config names its file by a relative path", () => {
    const started = commandLine("kubelet --v=2 --config=kubelet_conf.json");
    const own = source("file", "/etc/kubernetes/kubelet_conf.json", { [anonymous]: false, readOnlyPort: 0 });
    const seen = withSources([started, own]);
    assert.equal(anonymousVerdict(seen), "pass");
    assert.equal(verdict(seen), "pass");
  });

  test("kube-bench#887: Bottlerocket keeps its file elsewhere, and that file alone was read", () => {
    const started = commandLine("/usr/bin/kubelet --cloud-provider=aws --config=/etc/kubernetes/kubelet/config");
    const own = source("file", "/etc/kubernetes/kubelet/config", {
      [anonymous]: false,
      "authorization.mode": "Webhook",
    });
    assert.equal(anonymousVerdict(withSources([started, own])), "pass");
    assert.equal(anonymousVerdict(withSources([started])), "unknown");
  });

  for (const thread of ["rancher/security-scan#568", "rancher/security-scan#570"])
    test(`${thread}: the line that was read ends before --read-only-port=0`, () => {
      const cut = k3s("v1.33.5+k3s1", [commandLine(k3sLine)]);
      assert.equal(verdict(cut), "unknown");
      assert.match(readOnly(cut).reason, /drop-ins .* were not read/);
      const older = k3s("v1.30.4+k3s1", [
        commandLine("kubelet --address=0.0.0.0 --anonymous-auth=false --node-labels="),
      ]);
      assert.match(settingOf(older, "readOnlyPort").why, /cut off before its end/);
      assert.equal(verdict(k3s("v1.33.5+k3s1", [commandLine(`${k3sLine} --read-only-port=0`), k3sDropIn])), "pass");
    });

  test("kubescape/regolibrary#615: not explicitly disabled is no finding", () => {
    for (const sources of [[], [kubeadmFile], [kubeadm], [kubeadm, kubeadmFile]])
      assert.notEqual(verdict(withSources(sources)), "fail");
  });

  test("DataDog/security-agent-policies#21: a missing flag is not taken for the default of the flags", () => {
    assert.deepEqual(decided(withSources([kubeadm, kubeadmFile]), "readOnlyPort"), [0, "default"]);
    assert.deepEqual(decided(withSources([kubeadm]), "readOnlyPort"), [null, null]);
  });

  for (const distribution of ["openshift", "kubeadm"] as const)
    test(`DataDog/datadog-agent#55127: the port of an ${distribution} node is closed, whatever a file leaves out`, () => {
      const path = distribution === "openshift" ? "/etc/kubernetes/kubelet.conf" : "/var/lib/kubelet/config.yaml";
      const seen = closed(asNode({ distribution }, withSources([source("file", path, { [anonymous]: false })])));
      assert.equal(verdict(seen), "pass");
      assert.match(readOnly(seen).reason, /10255\/TCP of worker-1 is closed/);
    });
});

describe("a kubelet that serves 10255 is not acquitted", () => {
  const served = withKubeletConfig(silent(), worker, {
    readOnlyPort: 10255,
    authentication: { anonymous: { enabled: false } },
  });
  const fixed = withKubeletConfig(silent(), worker, { authentication: { anonymous: { enabled: false } } });

  for (const [thread, distribution, version] of [
    ["k3s#12166", "k3s", "v1.32.3+k3s1"],
    ["rke2#8094", "rke2", "v1.32.3+rke2r1"],
  ] as const)
    test(`${thread}: the 0 was dropped on the way, and /configz says 10255`, () => {
      const seen = asNode({ distribution, kubeletVersion: version }, served);
      assert.deepEqual(decided(seen, "readOnlyPort"), [10255, "configz"]);
      assert.equal(verdict(seen), "fail");
      assert.deepEqual(decided(asNode({ distribution }, fixed), "readOnlyPort"), [0, "configz"]);
      assert.equal(verdict(asNode({ distribution }, fixed)), "pass");
    });

  test("k3s#12165: before the fix drop-ins without --config leave the flags' 10255 in force, after it a flag says 0", () => {
    const before = k3s("v1.32.3+k3s1", [commandLine(k3sLine), k3sDropIn]);
    assert.deepEqual(decided(before, "readOnlyPort"), [10255, "default"]);
    assert.match(settingOf(before, "readOnlyPort").why, /--config-dir but without --config/);
    assert.equal(verdict(before), "fail");
    const after = k3s("v1.32.4+k3s1", [commandLine(`${k3sLine} --read-only-port=0`), k3sDropIn]);
    assert.deepEqual(decided(after, "readOnlyPort"), [0, "command-line"]);
  });

  test("rancher/security-scan#539: on k3s the flag's absence from a whole command line no longer passes", () => {
    assert.equal(verdict(k3s("v1.33.5+k3s1", [commandLine(k3sLine), k3sDropIn])), "fail");
  });

  test("kube-bench cis-1.12 4.2.4: unset in flags and without a file is 10255", () => {
    const flags = withSources([commandLine("kubelet --kubeconfig=/etc/kubernetes/kubelet.conf --v=2")]);
    assert.deepEqual(decided(flags, "readOnlyPort"), [10255, "default"]);
    assert.deepEqual(decided(flags, anonymous), [true, "default"]);
    assert.equal(verdict(flags), "fail");
    assert.equal(verdict(answering(flags)), "fail");
    assert.equal(anonymousVerdict(flags), "fail");
  });

  test("kubescape/regolibrary#829: a drop-in of --config-dir overrides the file that alone was judged", () => {
    const started = commandLine("kubelet --config=/var/lib/kubelet/config.yaml --config-dir=/etc/kubernetes/kubelet.d");
    const safeFile = source("file", "/var/lib/kubelet/config.yaml", { readOnlyPort: 0 });
    const dropIn = source("drop-in", "/etc/kubernetes/kubelet.d/50-monitoring.conf", { readOnlyPort: 10255 });
    assert.equal(verdict(withSources([started, safeFile, dropIn])), "fail");
    const opposite = source("drop-in", dropIn.name, { readOnlyPort: 0 });
    assert.equal(verdict(withSources([started, { ...safeFile, values: { readOnlyPort: 10255 } }, opposite])), "pass");
  });

  test("a probe of 10255 settles it, whatever was read", () => {
    assert.equal(verdict(answering(withSources([kubeadm, kubeadmFile]))), "fail");
    assert.deepEqual(decided(answering(fixed), "readOnlyPort"), [10255, "wire"]);
  });
});

test("as long as the start mode is not known the answer is unknown, never a fail", () => {
  for (const sources of [[], [kubeadmFile], [source("file", "/etc/kubernetes/kubelet/config.json", {})]]) {
    assert.equal(verdict(withSources(sources)), "unknown");
    assert.match(readOnly(withSources(sources)).reason, /grant "get nodes\/configz"/);
  }
});
