import assert from "node:assert/strict";
import { test } from "node:test";
import { aggregatedApiConsumers } from "./aggregated-api-consumers.ts";
import { apiServerConsumers } from "./api-server-consumers.ts";
import { toConsumers } from "./monitor-consumers.ts";

function doors(name: string, endpoints: object[], matchLabels = {}) {
  const object = {
    metadata: { name, namespace: "monitoring", uid: "u" },
    spec: { endpoints, selector: { matchLabels } },
  };
  return toConsumers("ServiceMonitor", object).map(({ door, where }) => `${door} ${where}`);
}

test("the operator's kubelet monitor shows which kubelet port it reads and whether it verifies", () => {
  assert.deepEqual(
    doors("kubelet", [
      { port: "https-metrics", scheme: "https", tlsConfig: { insecureSkipVerify: true } },
      { port: "http-metrics" },
      { port: "https-metrics", scheme: "https", path: "/metrics/cadvisor", tlsConfig: { caFile: "/ca" } },
    ]),
    [
      "kubelet-api endpoint 1: port https-metrics",
      "kubelet-insecure-tls endpoint 1: insecureSkipVerify: true",
      "kubelet-read-only-port endpoint 2: port http-metrics",
      "kubelet-api endpoint 3: port https-metrics",
    ],
  );
  assert.deepEqual(doors("nodes", [{ targetPort: 10255 }], { "k8s-app": "kubelet" }), [
    "kubelet-read-only-port endpoint 1: port: 10255",
  ]);
});

test("monitors of the control plane are known by what they select, and those of applications use no door", () => {
  assert.deepEqual(doors("x", [{ port: "http-metrics" }], { "k8s-app": "kube-proxy" }), [
    "kube-proxy-metrics endpoint 1: port http-metrics",
  ]);
  assert.deepEqual(doors("kube-etcd", [{ port: "http" }]), ["etcd-metrics endpoint 1: port http"]);
  assert.deepEqual(doors("shop", [{ port: "metrics", tlsConfig: { insecureSkipVerify: true } }]), []);
});

test("an aggregated API and the API server itself are consumers too", () => {
  const service = { namespace: "kube-system", name: "metrics-server", port: 443 };
  const [api] = aggregatedApiConsumers([
    { name: "v1beta1.metrics.k8s.io", uid: "u", service, insecureSkipTLSVerify: true, available: true },
  ]);
  assert.deepEqual(
    [api?.door, api?.where],
    ["aggregated-api", "Service kube-system/metrics-server:443, insecureSkipTLSVerify: true"],
  );
  const pod = { node: "cp", namespace: "kube-system", name: "kube-apiserver-cp", image: null };
  const doorsOf = (flags: Record<string, string>) =>
    apiServerConsumers({ ...pod, component: "kube-apiserver", flags }, "u").map(({ door }) => door);
  assert.deepEqual(doorsOf({ "--secure-port": "6443" }), ["kubelet-anonymous", "kubelet-insecure-tls"]);
  assert.deepEqual(doorsOf({ "--openshift-config": "/c" }), ["kubelet-api", "etcd-client"]);
  assert.deepEqual(doorsOf({}), []);
  const flags = { "--kubelet-client-certificate": "a", "--kubelet-certificate-authority": "b", "--etcd-servers": "c" };
  assert.deepEqual(doorsOf(flags), ["kubelet-api", "etcd-client"]);
});
