import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { contextFor, exchange, fromVantage, hardened, kubelet, withNode, withPort } from "../sample-evidence.ts";
import { kubeletReadonlyPortOpen as check } from "./kubelet-readonly-port-open.ts";
import {
  broken,
  closed,
  configured,
  filtered,
  foreign,
  kubeletTable,
  unconfigured,
  unreachable,
} from "./sample-kubelets.ts";

const facts = kubelet({ endpoint: "read-only", access: "open", podCount: 7, openPaths: ["/pods", "/metrics"] });
const answered = [exchange("http://192.0.2.21:10255/pods", 200, "PodList, 7 pods in 3 namespaces")];
const port = { state: "open", service: "kubelet-read-only", kubelet: facts, exchanges: answered } as const;
const open = withPort(unconfigured(), "worker-1", 10255, port);
const flawed = withNode(open, "worker-1", { kubeletVersion: "v1.31.5" });

describe(check.id, () => {
  kubeletTable(check, [
    {
      when: "/pods answers 200",
      seen: open,
      verdict: "fail",
      severity: "medium",
      says: /on \/pods, \/metrics, 7 pods/,
    },
    { when: "another network sees it", seen: fromVantage(open, "other-network"), verdict: "fail", severity: "high" },
    { when: "only the node sees it", seen: fromVantage(open, "node-local"), verdict: "fail", severity: "low" },
    { when: "the version is open to CVE-2025-0426", seen: flawed, verdict: "fail", severity: "high" },
    {
      when: "that version is seen from the node alone",
      seen: fromVantage(flawed, "node-local"),
      verdict: "fail",
      severity: "low",
    },
    {
      when: "only health and metrics answer",
      seen: withPort(unconfigured(), "worker-1", 10255, {
        ...port,
        kubelet: { ...facts, access: "unknown", podCount: null, openPaths: ["/metrics"] },
      }),
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "the port is filtered and readOnlyPort is set",
      seen: configured({ readOnlyPort: 10255 }, filtered(10255)),
      verdict: "fail",
      severity: "low",
      says: /readOnlyPort is 10255\. The configuration decides\. .*filtered/,
    },
    {
      when: "the port is open though readOnlyPort is 0",
      seen: withPort(hardened(), "worker-1", 10255, port),
      verdict: "fail",
      severity: "medium",
      says: /says otherwise \(readOnlyPort is 0\)/,
    },
    { when: "the port is closed", seen: closed(10255), verdict: "pass", says: /10255\/TCP of worker-1 is closed/ },
    {
      when: "the port is closed though readOnlyPort is set",
      seen: configured({ readOnlyPort: 10255 }),
      verdict: "pass",
      says: /says otherwise/,
    },
    { when: "it is filtered and readOnlyPort is 0", seen: filtered(10255, hardened()), verdict: "pass" },
    {
      when: "kube-proxy's health port is there instead",
      seen: foreign(10255, "kube-proxy-healthz"),
      verdict: "pass",
      says: /kube-proxy-healthz answers there/,
    },
    { when: "the port is filtered", seen: filtered(10255), verdict: "unknown", says: /filtered .*grant "get nodes/ },
    { when: "the probe broke", seen: broken(10255), verdict: "unknown", says: /EMFILE/ },
    { when: "what answers is not recognised", seen: foreign(10255, null), verdict: "unknown" },
    { when: "no port of the node answers", seen: unreachable(), verdict: "unknown", says: /No port of worker-1/ },
    {
      when: "the port was not looked at",
      seen: { ...unconfigured(), observations: [], sweeps: [] },
      verdict: "unknown",
      says: /was not looked at/,
    },
    {
      when: "the node is gone",
      seen: hardened(),
      subject: { kind: "Node", uid: "uid-gone", name: "worker-9", node: "worker-9", port: 10255 },
      verdict: "not-applicable",
    },
  ]);

  it("closes it by gcloud on GKE and by the kubelet's file on kubeadm", () => {
    const gke = check.remediate(contextFor({ distribution: "gke" }));
    assert.match(gke.steps[0]?.code ?? "", /node-pools update "\$pool" .*--no-enable-insecure-kubelet-readonly-port/);
    const kubeadm = check.remediate(contextFor());
    assert.equal(kubeadm.steps.find(({ language }) => language === "yaml")?.code, "readOnlyPort: 0");
    assert.equal(kubeadm.verify.command, "curl -s -m 3 http://192.0.2.21:10255/pods; echo rc=$?");
  });
});
