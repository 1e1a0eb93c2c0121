import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { hardened, type NodeSettings } from "../settings.ts";
import { kubeletFields, kubeletWith } from "./kubelet-fragment.ts";
import { filterOf } from "./packet-filter.ts";
import { patched } from "./patches.ts";
import { decodedWrite } from "./protobuf-bodies.ts";
import { kubectlSteps } from "./shell-steps-fixture.ts";
import { componentWith, flagMap } from "./static-pod-flags.ts";

const yaml = (code: string, file?: string) =>
  kubeletFields({ text: "", language: "yaml", code, ...(file === undefined ? {} : { file }) });

describe("a kubelet fragment", () => {
  test("says the same in every distribution's words", () => {
    const fields = { "authentication.anonymous.enabled": false, readOnlyPort: 0 };
    const config = "authentication:\n  anonymous:\n    enabled: false\nreadOnlyPort: 0";
    const under = (head: string[], depth: number) =>
      [...head, ...config.split("\n").map((line) => " ".repeat(depth) + line)].join("\n");
    assert.deepEqual(yaml(config, "/var/lib/kubelet/config.yaml"), fields);
    assert.deepEqual(yaml(under(["kind: NodeConfig", "spec:", "  kubelet:", "    config:"], 6)), fields);
    assert.deepEqual(yaml(under(["kind: KubeletConfig", "spec:", "  kubeletConfig:"], 4)), fields);
    assert.deepEqual(yaml(under(["machine:", "  kubelet:", "    extraConfig:"], 6)), fields);
    const args = 'kubelet-arg:\n  - "anonymous-auth=false"\n  - "read-only-port=0"';
    assert.deepEqual(yaml(args, "/etc/rancher/k3s/config.yaml"), fields);
    const file = "/var/snap/microk8s/current/args/kubelet";
    assert.deepEqual(kubeletFields({ text: "", file, code: "--anonymous-auth=false\n--read-only-port=0" }), fields);
  });

  test("with a field or an argument that no kubelet has is an error", () => {
    assert.throws(() => kubeletWith({ anonymusAuth: false }, hardened), /no field "anonymusAuth"/);
    assert.throws(() => yaml("kubelet-arg:\n  - read-ony-port=0", "/etc/rancher/k3s/config.yaml"), /no argument/);
  });

  test("changes what it names and nothing else", () => {
    const spoiled: NodeSettings = { ...hardened, anonymous: true, readOnlyPort: true };
    assert.deepEqual(kubeletWith({ readOnlyPort: 0 }, spoiled), { readOnlyPort: false });
  });

  test("of another kind is none", () => assert.equal(yaml("kind: NetworkPolicy\nmetadata: { name: a }"), null));
});

test("a flag that a component does not have keeps it from starting, which is an error", () => {
  const flags = flagMap(["--insecure-port=0"]);
  assert.throws(() => componentWith({ component: "kube-apiserver", flags }, hardened), /no flag --insecure-port/);
});

test("a packet filter is read with its sets, its sources and its verdicts in their order", () => {
  const code = [
    "table inet guard {",
    "  set allowed_ipv4 {",
    "    elements = { 192.0.2.1/32, 192.0.2.2/32 }",
    "  }",
    "  chain guard {",
    '    iifname "lo" accept',
    "    tcp dport { 6783, 6784 } ip saddr @allowed_ipv4 accept",
    "    tcp dport 2379-2380 counter drop",
    "  }",
    "}",
  ].join("\n");
  const peers: [number, number][] = [
    [6783, 6783],
    [6784, 6784],
  ];
  assert.deepEqual(filterOf({ text: "", language: "nft", code }), [
    { ports: peers, sources: ["192.0.2.1/32", "192.0.2.2/32"], verdict: "accept" },
    { ports: [[2379, 2380]], sources: null, verdict: "drop" },
  ]);
});

describe("a patch", () => {
  const service = { spec: { type: "NodePort", ports: [{ port: 80, nodePort: 30_080 }], externalIPs: ["192.0.2.1"] } };

  test("merges, strategically where it says so", () => {
    const patch = { spec: { ports: [{ port: 80, name: "web" }], externalIPs: null } };
    const strategic = patched(service, "application/strategic-merge-patch+json", patch);
    assert.deepEqual(strategic, {
      spec: { type: "NodePort", ports: [{ port: 80, nodePort: 30_080, name: "web" }] },
    });
    const merged = patched(service, "application/merge-patch+json", patch);
    assert.deepEqual(merged, { spec: { type: "NodePort", ports: [{ port: 80, name: "web" }] } });
  });

  test("in JSON adds and removes by path, and refuses a path that is not there", () => {
    const remove = [{ op: "remove", path: "/spec/ports/0/nodePort" }];
    const without = patched(service, "application/json-patch+json", remove);
    assert.deepEqual(without.spec, { ...service.spec, ports: [{ port: 80 }] });
    const absent = [{ op: "remove", path: "/spec/loadBalancerIP" }];
    assert.throws(() => patched(service, "application/json-patch+json", absent), /missing path/);
    for (const path of ["/__proto__/polluted", "/__proto__", "/spec/constructor/polluted"]) {
      const outside = [{ op: "add", path, value: "yes" }];
      assert.throws(() => patched(service, "application/json-patch+json", outside), /missing path/);
    }
  });
});

test("of a remediation only what kubectl writes is run: no editor, no dry run alone, no alternative beside the way", () => {
  const step = (text: string, code: string) => ({ text, code, language: "bash" as const });
  const patch = step("Make it internal.", "kubectl patch service a -p '{}'");
  const steps = [
    step("See it.", "kubectl get service a -o yaml > service.yaml"),
    step("Try it.", "kubectl label namespace a b=c --dry-run=server"),
    patch,
    step("Or delete it.", "kubectl delete service a"),
    step("Edit it.", "kubectl edit service a"),
  ];
  const remediation = { distribution: "kubeadm" as const, summary: "", steps, verify: { command: "", expect: "" } };
  assert.deepEqual(kubectlSteps(remediation, undefined), [patch]);
  assert.deepEqual(kubectlSteps(remediation, "sed -i s/a/b/").length, 2);
});

test("bytes that are no object of Kubernetes in protobuf are none", () => {
  for (const bytes of ["", "k8s\0", "k8s\0\x0a\xff\xff\xff\xff\x0f", "{}"])
    assert.equal(decodedWrite(Buffer.from(bytes, "latin1")), undefined);
});
