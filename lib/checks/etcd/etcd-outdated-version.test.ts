import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { managedControlPlane } from "../api-server/sample-flags.ts";
import {
  contextFor,
  evidenceOf,
  fromVantage,
  hardened,
  type Seen,
  withInventory,
  withPort,
} from "../sample-evidence.ts";
import { judgeRow, verdictTable } from "../sample-verdicts.ts";
import { etcdOutdatedVersion as check } from "./etcd-outdated-version.ts";
import { parseEtcdVersion, versionOfImage } from "./etcd-versions.ts";
import { etcd, openEtcd, withEtcd, withEtcdFlags, withoutEtcdRole } from "./sample-etcd.ts";

const telling = (version: string, changes = {}) => withEtcd({ ...openEtcd, version, ...changes });
const withImage = (image: string, seen: Seen = hardened()): Seen => {
  const { inventory } = withEtcdFlags({ "--data-dir": "/var/lib/etcd" }, seen);
  return withInventory(seen, { staticPods: (inventory.staticPods ?? []).map((pod) => ({ ...pod, image })) });
};
const shared = { access: "password-required" } as const;

describe(check.id, () => {
  verdictTable(check, [
    { when: "3.5.30 answers", seen: telling("3.5.30"), verdict: "fail", severity: "low", says: /CVE-2026-73499/ },
    {
      when: "3.6.8 is in the image's tag",
      seen: withImage("registry.k8s.io/etcd:3.6.8-0"),
      verdict: "fail",
      severity: "low",
      says: /CVE-2026-33413/,
    },
    {
      when: "a minor is no longer maintained",
      seen: telling("3.4.45"),
      verdict: "fail",
      severity: "low",
      says: /no longer maintained/,
    },
    {
      when: "a vendor built it",
      seen: withImage("rancher/hardened-etcd:v3.6.7-k3s1-20260227"),
      verdict: "fail",
      severity: "info",
      says: /may carry fixes back/,
    },
    {
      when: "its own users are in force and a worker gets to its password",
      seen: telling("3.5.30", shared),
      verdict: "fail",
      severity: "high",
      says: /one tenant may read another/,
    },
    {
      when: "its own users are in force and only the control plane gets there",
      seen: fromVantage(telling("3.5.30", shared), "control-plane"),
      verdict: "fail",
      severity: "low",
    },
    {
      when: "the wire contradicts the tag",
      seen: withImage("registry.k8s.io/etcd:3.7.1-0", telling("3.5.30")),
      verdict: "fail",
      severity: "low",
      says: /etcd 3\.5\.30/,
    },
    { when: "3.6.14 answers", seen: telling("3.6.14"), verdict: "pass" },
    { when: "3.7.1 is in the image's tag", seen: withImage("registry.k8s.io/etcd:3.7.1-0"), verdict: "pass" },
    { when: "3.8.0 is newer than any range", seen: telling("3.8.0"), verdict: "pass" },
    { when: "mutual TLS hides it", seen: withEtcd(etcd()), verdict: "unknown", says: /mutual TLS hides it/ },
    { when: "the image has a digest alone", seen: withImage("example/etcd@sha256:abc"), verdict: "unknown" },
    { when: "a k3s server has another datastore", seen: withoutEtcdRole(), verdict: "not-applicable" },
    { when: "AWS runs etcd", seen: managedControlPlane(), verdict: "not-applicable" },
  ]);

  it("looks at an etcd that somebody runs on a worker as well", () => {
    const seen = withPort(hardened(), "worker-1", 2379, {
      state: "open",
      service: "etcd",
      etcd: { ...openEtcd, version: "3.3.27" },
    });
    const names = check.subjects(evidenceOf(seen)).map(({ name }) => name);
    assert.deepEqual(names, ["cp-1", "worker-1"]);
    assert.equal(judgeRow(check, { seen, subject: 1 }).verdict, "fail");
  });

  it("tells upstream's image revision from a vendor's suffix", () => {
    assert.equal(parseEtcdVersion("3.6.6-0")?.suffix, "");
    assert.equal(parseEtcdVersion("v3.5.26-k3s1-20260227")?.suffix, "-k3s1-20260227");
    assert.equal(parseEtcdVersion("2.3.8"), null);
    assert.equal(versionOfImage("registry.k8s.io/etcd:3.6.6-0@sha256:abc"), "3.6.6-0");
    assert.equal(versionOfImage("etcd:latest"), null);
  });

  it("upgrades the server that carries etcd on k3s", () => {
    assert.match(check.remediate(contextFor({ distribution: "k3s" })).summary, /Upgrade k3s/);
  });
});
