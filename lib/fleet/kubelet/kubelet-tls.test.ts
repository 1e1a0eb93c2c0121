import assert from "node:assert/strict";
import { test } from "node:test";
import { addressIn, credentials, fleetForTest } from "../running-fleet-fixture.ts";
import { handshake, portState } from "../wire-fixture.ts";

const fleet = await fleetForTest({ base: "127.107", clusters: ["harbor"] });
const { ca } = await credentials(fleet.kubeconfig);
const at = (node: string) => addressIn(fleet, node);

test("an issued certificate verifies against the cluster's authority and names node and address", async () => {
  const address = at("harbor-worker-1");
  const { certificate, verifyError } = await handshake(address, 10_250, { ca });
  assert.equal(verifyError, null);
  assert.deepEqual({ ...certificate.subject }, { O: "system:nodes", CN: "system:node:harbor-worker-1" });
  assert.equal(certificate.subjectaltname, `DNS:harbor-worker-1, IP Address:${address}`);
});

test("a kubelet's own certificate is NAME@EPOCH under NAME-ca@EPOCH with a DNS name only", async () => {
  const { certificate } = await handshake(at("harbor-worker-4"), 10_250);
  assert.match(String(certificate.subject.CN), /^harbor-worker-4@\d{10}$/);
  assert.match(String(certificate.issuer.CN), /^harbor-worker-4-ca@\d{10}$/);
  assert.equal(certificate.subjectaltname, "DNS:harbor-worker-4");
});

test("the expired certificate is out of date and otherwise right", async () => {
  const { certificate, verifyError } = await handshake(at("harbor-worker-5"), 10_250, { ca });
  assert.ok(Date.parse(certificate.valid_to) < Date.now());
  assert.match(verifyError ?? "", /CERT_HAS_EXPIRED|certificate has expired/);
});

test("a pending request means alert 80 to every ClientHello", async () => {
  for (const maxVersion of ["TLSv1.2", "TLSv1.3"] as const) {
    await assert.rejects(handshake(at("harbor-worker-9"), 10_250, { maxVersion }), /alert number 80|internal error/);
  }
});

test("the drifted kubelet takes TLS 1.0 and a suite without forward secrecy, a hardened one neither", async () => {
  const old = { minVersion: "TLSv1", maxVersion: "TLSv1", ciphers: "DEFAULT:@SECLEVEL=0" } as const;
  assert.equal((await handshake(at("harbor-worker-7"), 10_250, old)).version, "TLSv1");
  await assert.rejects(handshake(at("harbor-worker-1"), 10_250, old), /protocol version/);
  const weak = { maxVersion: "TLSv1.2", ciphers: "AES128-SHA:@SECLEVEL=0" } as const;
  assert.equal((await handshake(at("harbor-worker-7"), 10_250, weak)).cipher, "AES128-SHA");
  await assert.rejects(handshake(at("harbor-worker-1"), 10_250, weak), /handshake failure/);
});

test("the unreachable node answers nothing on any port", async () => {
  for (const port of [22, 10_250, 10_256, 30_080]) {
    assert.equal(await portState(at("harbor-worker-8"), port), "ENETUNREACH");
  }
});
