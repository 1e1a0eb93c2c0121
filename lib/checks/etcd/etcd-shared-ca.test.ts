import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { StaticPod } from "../../domain/inventory.ts";
import { managedControlPlane } from "../api-server/sample-flags.ts";
import { contextFor, fromVantage, hardened, type Seen, tls, withInventory, withPort } from "../sample-evidence.ts";
import { judgeRow, verdictTable } from "../sample-verdicts.ts";
import { etcdSharedCa as check } from "./etcd-shared-ca.ts";
import { etcd, k3sEtcd, withoutEtcdRole } from "./sample-etcd.ts";

const clusterCa = "/etc/kubernetes/pki/ca.crt";
const etcdCa = "/etc/kubernetes/pki/etcd/ca.crt";

function trusting(etcdFile: string | null, apiServerFile: string | null, seen: Seen = hardened()): Seen {
  const pod = (component: StaticPod["component"], flags: Record<string, string>): StaticPod => ({
    node: "cp-1",
    namespace: "kube-system",
    name: `${component}-cp-1`,
    component,
    flags,
    image: null,
  });
  const staticPods = [
    pod("etcd", etcdFile === null ? { "--data-dir": "/var/lib/etcd" } : { "--trusted-ca-file": etcdFile }),
    ...(apiServerFile === null ? [] : [pod("kube-apiserver", { "--client-ca-file": apiServerFile })]),
  ];
  return withInventory(seen, { staticPods });
}

function asking(etcdNames: string[], apiServerNames: string[]): Seen {
  const seen = withPort(hardened(), "cp-1", 2379, {
    state: "open",
    service: "etcd",
    etcd: etcd(),
    tls: tls({ clientCertificate: "required", clientCaNames: etcdNames }),
  });
  return withPort(seen, "cp-1", 6443, {
    state: "open",
    service: "kube-apiserver",
    tls: tls({ clientCaNames: apiServerNames }),
  });
}

const apart = asking(["CN=etcd-ca"], ["CN=kubernetes", "CN=front-proxy-ca"]);
const alike = asking(["CN=kubernetes"], ["CN=kubernetes", "CN=front-proxy-ca"]);

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "both name one file and 2379 is shut to others",
      seen: trusting(clusterCa, clusterCa),
      verdict: "fail",
      severity: "medium",
      says: /the same file/,
    },
    {
      when: "both name one file and workers reach 2379",
      seen: trusting(clusterCa, clusterCa, alike),
      verdict: "fail",
      severity: "high",
      says: /open outside/,
    },
    {
      when: "both name one file and only the control plane reaches 2379",
      seen: fromVantage(trusting(clusterCa, clusterCa, alike), "control-plane"),
      verdict: "fail",
      severity: "medium",
    },
    { when: "the files differ", seen: trusting(etcdCa, clusterCa), verdict: "pass", says: /different files/ },
    { when: "the names on the wire differ", seen: apart, verdict: "pass", says: /CN=etcd-ca/ },
    { when: "names and files differ", seen: trusting(etcdCa, clusterCa, apart), verdict: "pass" },
    {
      when: "the names are equal and no file is known",
      seen: alike,
      verdict: "unknown",
      says: /equal names may hide different keys/,
    },
    {
      when: "the names are equal and the files differ",
      seen: trusting(etcdCa, clusterCa, alike),
      verdict: "unknown",
      says: /from different files/,
    },
    { when: "k3s makes a CA for etcd", seen: k3sEtcd(), verdict: "pass", says: /a CA for etcd alone/ },
    { when: "etcd names no CA", seen: trusting(null, clusterCa), verdict: "unknown", says: /client-cert-not-required/ },
    { when: "the API server's flags are not seen", seen: trusting(etcdCa, null), verdict: "unknown" },
    { when: "nothing is seen", seen: hardened(), verdict: "unknown" },
    { when: "a k3s server has another datastore", seen: withoutEtcdRole(), verdict: "not-applicable" },
    { when: "AWS runs etcd", seen: managedControlPlane(), verdict: "not-applicable" },
  ]);

  it("starts from the file that etcd trusts, and verifies the files that the processes name", () => {
    const { values = {} } = judgeRow(check, { seen: trusting("/srv/one ca.crt", "/srv/one ca.crt") });
    const { steps, verify } = check.remediate(contextFor({ values }));
    assert.match(steps[0]?.code ?? "", /--cacert '\/srv\/one ca\.crt'/);
    assert.match(steps[2]?.code ?? "", /cat '\/srv\/one ca\.crt' \/root\/new-pki/);
    assert.match(verify.command, /-C etcd .*--trusted-ca-file=.*-C kube-apiserver .*--client-ca-file=/);
    const current = { "trusted-ca-file": { value: "/srv/ca.crt", source: "etcd-cp-1", at: null } };
    assert.match(check.remediate(contextFor({ current })).steps[0]?.code ?? "", /--cacert \/srv\/ca\.crt /);
    assert.match(check.remediate(contextFor({ distribution: "k3s" })).verify.command, /k3s\/server\/db\/etcd\/config/);
  });
});
