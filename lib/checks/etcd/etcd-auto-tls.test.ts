import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { managedControlPlane } from "../api-server/sample-flags.ts";
import { certificate, contextFor, hardened, type Seen, tls, withInventory, withPort } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { etcdAutoTls as check } from "./etcd-auto-tls.ts";
import { etcd, k3sEtcd, kubeadmFlags, withEtcdFlags, withoutEtcdRole } from "./sample-etcd.ts";

/** kubeadm's flags without certificates, as auto TLS needs them to be. */
const { "--peer-cert-file": _peerCert, "--peer-key-file": _peerKey, ...bare } = kubeadmFlags;
const alone = { ...bare, "--initial-cluster": "cp-1=https://192.0.2.10:2380" };

function showing(port: number, changes: { subject: string; selfSigned: boolean }, seen: Seen = hardened()): Seen {
  return withPort(seen, "cp-1", port, {
    state: "open",
    service: "etcd",
    etcd: etcd({ endpoint: port === 2380 ? "peer" : "client" }),
    tls: tls({ clientCertificate: "required", certificate: certificate("cp-1", "192.0.2.10", changes) }),
  });
}

const selfMade = { subject: "O=etcd", selfSigned: true };
const issued = { subject: "CN=cp-1", selfSigned: false };

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "clients get auto TLS",
      seen: withEtcdFlags({ ...bare, "--auto-tls": "true" }),
      verdict: "fail",
      severity: "high",
      says: /--auto-tls=true is set/,
    },
    {
      when: "peers of several members get auto TLS",
      seen: withEtcdFlags({ ...bare, "--peer-auto-tls": "true" }),
      verdict: "fail",
      severity: "high",
    },
    {
      when: "peers of a single member get auto TLS",
      seen: withEtcdFlags({ ...alone, "--peer-auto-tls": "true" }),
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "the certificate on the wire is etcd's own",
      seen: showing(2379, selfMade),
      verdict: "fail",
      severity: "high",
      says: /2379\/TCP of cp-1/,
    },
    {
      when: "the wire contradicts the flags",
      seen: withEtcdFlags(kubeadmFlags, showing(2379, selfMade)),
      verdict: "fail",
      severity: "high",
      says: /says otherwise/,
    },
    {
      when: "a flag is on beside a certificate file, which etcd prefers",
      seen: withEtcdFlags({
        ...kubeadmFlags,
        "--cert-file": "/etc/kubernetes/pki/etcd/server.crt",
        "--auto-tls": "true",
      }),
      verdict: "pass",
      says: /has no effect beside --cert-file/,
    },
    { when: "neither flag is on", seen: withEtcdFlags(kubeadmFlags), verdict: "pass", says: /as by default/ },
    {
      when: "both ports show a CA's certificates and no flags are seen",
      seen: showing(2380, issued, showing(2379, issued)),
      verdict: "pass",
    },
    { when: "k3s runs its own etcd", seen: k3sEtcd(), verdict: "pass", says: /its own CA/ },
    { when: "a k3s server turns it on", seen: k3sEtcd({ "auto-tls": true }), verdict: "fail", severity: "high" },
    { when: "only the client port was seen and no flags", seen: showing(2379, issued), verdict: "unknown" },
    { when: "nothing is seen", seen: hardened(), verdict: "unknown", says: /no static pod of etcd/ },
    {
      when: "pods may not be listed",
      seen: withInventory(hardened(), { staticPods: null }),
      verdict: "unknown",
      says: /grant "list pods"/,
    },
    { when: "a k3s server has another datastore", seen: withoutEtcdRole(), verdict: "not-applicable" },
    { when: "AWS runs etcd", seen: managedControlPlane(), verdict: "not-applicable", says: /AWS runs etcd/ },
  ]);

  it("sets both flags on kubeadm and drops them on k3s", () => {
    const of = (distribution: "kubeadm" | "k3s") => JSON.stringify(check.remediate(contextFor({ distribution })).steps);
    assert.match(of("kubeadm"), /--auto-tls=false\\n- --peer-auto-tls=false/);
    assert.match(of("k3s"), /grep -nE 'auto-tls\|peer-auto-tls'/);
  });
});
