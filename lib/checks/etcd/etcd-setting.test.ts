import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { source } from "../api-server/sample-flags.ts";
import { evidenceOf, hardened, type Seen, withInventory, withNode } from "../sample-evidence.ts";
import { judgeRow } from "../sample-verdicts.ts";
import { etcdAutoTls } from "./etcd-auto-tls.ts";
import { etcdClientCertNotRequired } from "./etcd-client-cert-not-required.ts";
import { etcdListenAllInterfaces } from "./etcd-listen-all-interfaces.ts";
import { readEtcdFlag } from "./etcd-setting.ts";
import { kubeadmFlags, withEtcdFlags } from "./sample-etcd.ts";

const file = { "--config-file": "/var/lib/rancher/rke2/server/db/etcd/config" };
const roles = ["control-plane", "etcd"];

/** An RKE2 server: etcd is a static pod that is given nothing but its file. */
function rke2(values: Record<string, string> | null): Seen {
  const seen = withEtcdFlags(file, withNode(hardened(), "cp-1", { distribution: "rke2", roles }));
  if (values === null) return seen;
  return withInventory(seen, { settingSources: [source({ name: "rke2.io/node-args", component: "etcd", values })] });
}

function read(seen: Seen, name: string) {
  const evidence = evidenceOf(seen);
  const [subject] = etcdAutoTls.subjects(evidence);
  assert.ok(subject);
  const { value, isRead, embeddedIn } = readEtcdFlag(evidence, subject, name);
  return { value, isRead, embeddedIn };
}

describe("a flag of etcd", () => {
  it("comes from the command line where nothing else is read", () => {
    const told = read(withEtcdFlags(kubeadmFlags), "client-cert-auth");
    assert.deepEqual(told, { value: "true", isRead: true, embeddedIn: null });
    assert.deepEqual(read(withEtcdFlags(kubeadmFlags), "auto-tls"), { value: null, isRead: true, embeddedIn: null });
  });

  it("is not known beside --config-file, since etcd heeds nothing else then", () => {
    const seen = withEtcdFlags({ "--config-file": "/etc/etcd/etcd.yaml" });
    assert.deepEqual(read(seen, "auto-tls"), { value: null, isRead: false, embeddedIn: null });
    const judgement = judgeRow(etcdAutoTls, { seen });
    assert.equal(judgement.verdict, "unknown");
    assert.match(judgement.reason, /reads \/etc\/etcd\/etcd\.yaml/);
  });

  it("is RKE2's own where none of the server's arguments sets it, and theirs where one does", () => {
    assert.deepEqual(read(rke2({}), "auto-tls"), { value: null, isRead: true, embeddedIn: "RKE2" });
    assert.equal(read(rke2({ "auto-tls": "true" }), "auto-tls").value, "true");
    assert.equal(judgeRow(etcdListenAllInterfaces, { seen: rke2({}) }).verdict, "pass");
    assert.equal(judgeRow(etcdAutoTls, { seen: rke2({ "auto-tls": "true" }) }).verdict, "fail");
  });

  it("is not known on RKE2 where the server's arguments were not seen", () => {
    assert.deepEqual(read(rke2(null), "auto-tls"), { value: null, isRead: false, embeddedIn: null });
  });

  it("keeps a member that reads a file from failing for flags that it does not have", () => {
    const { verdict, reason } = judgeRow(etcdClientCertNotRequired, { seen: rke2(null) });
    assert.equal(verdict, "unknown", reason);
  });
});
