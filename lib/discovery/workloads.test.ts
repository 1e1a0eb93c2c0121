import assert from "node:assert/strict";
import { test } from "node:test";
import type { V1Container } from "@kubernetes/client-node";
import { toWorkloadFacts } from "./workloads.ts";

const at = "2026-11-21T10:00:00.000Z";

function facts(containers: V1Container[], kind: "Deployment" | "DaemonSet" = "Deployment") {
  const metadata = { name: "agent", namespace: "monitoring", uid: "u" };
  return toWorkloadFacts(kind, { metadata, spec: { template: { spec: { containers } } } }, at);
}

test("flags are kept of network engines and the like, and of other programs nothing", () => {
  const image = "registry.example/metrics-server/metrics-server:v0.8.0";
  const { workload } = facts([{ name: "m", image, args: ["--kubelet-insecure-tls", "--token=s3cret", "--v", "2"] }]);
  assert.deepEqual(workload.flags, { "--kubelet-insecure-tls": "true", "--v": "2" });
  assert.deepEqual(workload.images, [image]);
  assert.deepEqual(facts([{ name: "shop", image: "shop:1", args: ["--listen=:80"] }]).workload.flags, {});
});

test("a kube-proxy that runs as a DaemonSet says how it was started", () => {
  const command = ["/usr/local/bin/kube-proxy", "--metrics-bind-address=0.0.0.0:10249", "--v=2"];
  const [source] = facts([{ name: "kube-proxy", image: "kube-proxy:v1.34", command }], "DaemonSet").settings;
  assert.deepEqual(
    [source?.component, source?.kind, source?.values],
    ["kube-proxy", "command-line", { "metrics-bind-address": "0.0.0.0:10249", v: "2" }],
  );
});

test("agents that use a door are known by their arguments and by allow-listed environment, no other value is kept", () => {
  const doors = (container: Partial<V1Container>) =>
    facts([{ name: "a", ...container }]).consumers.map(({ door, program, where }) => `${door} ${program} ${where}`);
  assert.deepEqual(doors({ image: "x/heapster:1", args: ["--source=kubernetes:?kubeletPort=10255&insecure=true"] }), [
    "kubelet-read-only-port heapster container a: --source: Port=10255",
    "kubelet-insecure-tls heapster container a: --source: insecure=true",
    "kubelet-api heapster container a: heapster asks every kubelet",
  ]);
  assert.deepEqual(doors({ image: "x/metrics-server:1", args: ["--secure-port=10250", "--kubelet-insecure-tls"] }), [
    "kubelet-insecure-tls metrics-server container a: --kubelet-insecure-tls",
    "kubelet-api metrics-server container a: metrics-server asks every kubelet",
  ]);
  assert.deepEqual(doors({ args: ["--kubelet-port", "10255", "--deprecated-kubelet-completely-insecure=true"] }), [
    "kubelet-read-only-port null container a: --kubelet-port=10255",
    "kubelet-read-only-port null container a: --deprecated-kubelet-completely-insecure",
  ]);
  const env = [
    { name: "DD_KUBERNETES_HTTP_KUBELET_PORT", value: "10255" },
    { name: "DD_KUBELET_TLS_VERIFY", value: "false" },
    { name: "DD_API_KEY", value: "10255" },
    { name: "KUBELET_TOKEN", value: "s3cret" },
  ];
  assert.deepEqual(doors({ image: "gcr.io/datadoghq/agent:7", env }), [
    "kubelet-read-only-port datadog-agent container a: DD_KUBERNETES_HTTP_KUBELET_PORT=10255",
    "kubelet-insecure-tls datadog-agent container a: DD_KUBELET_TLS_VERIFY=false",
    "kubelet-api datadog-agent container a: datadog-agent asks every kubelet",
  ]);
});

test("a program that was told to verify, or that listens itself, uses no door", () => {
  const args = [
    "--kubelet-insecure-tls=false",
    "--bind-address=0.0.0.0:10249",
    "--listen-metrics-urls=http://0.0.0.0:2381",
  ];
  const env = [
    { name: "DD_KUBERNETES_HTTP_KUBELET_PORT", value: "0" },
    { name: "DD_KUBELET_TLS_VERIFY", value: "true" },
  ];
  assert.deepEqual(facts([{ name: "a", image: "shop:1", args, env }]).consumers, []);
});
