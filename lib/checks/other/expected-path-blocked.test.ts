import { describe } from "node:test";
import type { ApiServiceRef } from "../../domain/workload.ts";
import { withStaticPod } from "../api-server/sample-api-server.ts";
import { fromVantage, hardened, withInventory, withNode, withPort } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { expectedPathBlocked as check } from "./expected-path-blocked.ts";

const cluster = { kind: "Cluster", uid: "uid-kube-system", name: "sample" } as const;
const server = {
  kind: "Node",
  uid: "uid-cp-1",
  name: "cp-1",
  node: "cp-1",
  address: "192.0.2.10",
  port: 6443,
  protocol: "TCP",
} as const;
const store = { ...server, port: 2379 };
const withStore = (url: string) =>
  fromVantage(withStaticPod("kube-apiserver", { "--etcd-servers": url }), "control-plane");
const kubelet = {
  kind: "Node",
  uid: "uid-worker-1",
  name: "worker-1",
  node: "worker-1",
  address: "192.0.2.21",
  port: 10250,
  protocol: "TCP",
} as const;
const base = withStaticPod("kube-apiserver", {});
const fromControlPlane = fromVantage(base, "control-plane");
const filtered = withPort(fromControlPlane, "worker-1", 10250, { state: "filtered" });
const metrics: ApiServiceRef = {
  name: "v1beta1.metrics.k8s.io",
  service: { namespace: "kube-system", name: "metrics-server", port: 443 },
  insecureSkipTLSVerify: true,
  available: true,
};
const apis = (...apiServices: ApiServiceRef[]) => withInventory(base, { apiServices });

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "the control plane does not reach a kubelet",
      seen: filtered,
      subject: kubelet,
      verdict: "fail",
      severity: "high",
      says: /logs, exec and metrics/,
    },
    {
      when: "a worker does not reach the API server",
      seen: withPort(base, "cp-1", 6443, { state: "filtered" }),
      subject: server,
      verdict: "fail",
      severity: "high",
    },
    {
      when: "an aggregated API is not available",
      seen: apis({ ...metrics, available: false }),
      subject: cluster,
      verdict: "fail",
      severity: "high",
      says: /v1beta1\.metrics/,
    },
    {
      when: "the API server's etcd is blocked",
      seen: withPort(withStore("https://192.0.2.10:2379"), "cp-1", 2379, { state: "filtered" }),
      subject: store,
      verdict: "fail",
      severity: "high",
      says: /stores everything/,
    },
    {
      when: "etcd is nobody's but its own node's",
      seen: withPort(withStore("https://127.0.0.1:2379"), "cp-1", 2379, { state: "closed" }),
      subject: store,
      verdict: "unknown",
    },
    { when: "the control plane reaches the kubelet", seen: fromControlPlane, subject: kubelet, verdict: "pass" },
    { when: "a worker reaches the API server", seen: base, subject: server, verdict: "pass" },
    { when: "aggregated APIs are available", seen: apis(metrics), subject: cluster, verdict: "pass" },
    { when: "no API is aggregated", seen: base, subject: cluster, verdict: "not-applicable" },
    {
      when: "APIs could not be listed",
      seen: withInventory(base, { apiServices: null }),
      subject: cluster,
      verdict: "unknown",
    },
    {
      when: "the scan stands where the path does not start",
      seen: fromVantage(base, "internet"),
      subject: kubelet,
      verdict: "unknown",
      says: /scan from the control plane/,
    },
    {
      when: "the node is down",
      seen: withNode(filtered, "worker-1", { ready: false }),
      subject: kubelet,
      verdict: "unknown",
      says: /not Ready/,
    },
    {
      when: "kubelets tunnel to the API server",
      seen: withNode(filtered, "worker-1", { distribution: "k3s" }),
      subject: kubelet,
      verdict: "unknown",
    },
    {
      when: "the probe broke",
      seen: withPort(fromControlPlane, "worker-1", 10250, { state: null, problem: "ENOBUFS" }),
      subject: kubelet,
      verdict: "unknown",
    },
    { when: "the node is gone", seen: hardened(), subject: { ...kubelet, uid: "uid-gone" }, verdict: "not-applicable" },
  ]);
});
